"""The lists of organisations, mediators and villages: added to, changed, taken out of use."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.forms.admin import MediatorForm, OrganisationForm, VillageForm, entries
from tracker.models import Mediator, Organisation, Village
from tracker.permissions import Permission
from tracker.queries import office
from tracker.services import organisations as service
from tracker.views.admin import bp, done, form_page, own, written
from tracker.views.guard import current_actor, permit


@bp.get("/organisations")
@permit(Permission.MANAGE_ORGANISATIONS)
def organisations() -> ResponseReturnValue:
    lines = office.organisations(db.session(), current_actor().center_id)
    return render_template("admin/organisations.html", lines=lines)


@bp.route("/organisations/new", methods=["GET", "POST"])
@permit(Permission.MANAGE_ORGANISATIONS)
def add_organisation() -> ResponseReturnValue:
    form = OrganisationForm()
    if written(
        form,
        lambda: service.add_organisation(
            db.session(), current_actor(), form.name.data, form.kind.data
        ),
        _("The organisation is added."),
    ):
        return redirect(url_for(".organisations"))
    return form_page("admin/organisation.html", form)


@bp.route("/organisations/<int:row_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_ORGANISATIONS)
def organisation(row_id: int) -> ResponseReturnValue:
    row = own(Organisation, row_id)
    form = OrganisationForm(obj=row)
    if written(
        form,
        lambda: service.change_organisation(
            db.session(), current_actor(), row, form.name.data, form.kind.data
        ),
        _("The change is saved."),
    ):
        return redirect(url_for(".organisations"))
    return form_page("admin/organisation.html", form, row=row)


@bp.post("/organisations/<int:row_id>/use")
@permit(Permission.MANAGE_ORGANISATIONS)
def use_organisation(row_id: int) -> ResponseReturnValue:
    _use(own(Organisation, row_id))
    return redirect(url_for(".organisations"))


@bp.get("/mediators")
@permit(Permission.MANAGE_ORGANISATIONS)
def mediators() -> ResponseReturnValue:
    lines = office.mediators(db.session(), current_actor().center_id)
    return render_template("admin/mediators.html", lines=lines)


@bp.route("/mediators/new", methods=["GET", "POST"])
@permit(Permission.MANAGE_ORGANISATIONS)
def add_mediator() -> ResponseReturnValue:
    form = _mediator_form()
    if written(
        form,
        lambda: service.add_mediator(
            db.session(),
            current_actor(),
            form.name.data,
            form.organisation.data,
            form.resident.data,
        ),
        _("The mediator is added."),
    ):
        return redirect(url_for(".mediators"))
    return form_page("admin/mediator.html", form)


@bp.route("/mediators/<int:row_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_ORGANISATIONS)
def mediator(row_id: int) -> ResponseReturnValue:
    row = own(Mediator, row_id)
    form = _mediator_form(row)
    if written(
        form,
        lambda: service.change_mediator(
            db.session(),
            current_actor(),
            row,
            form.name.data,
            form.organisation.data,
            form.resident.data,
        ),
        _("The change is saved."),
    ):
        return redirect(url_for(".mediators"))
    return form_page("admin/mediator.html", form, row=row)


@bp.post("/mediators/<int:row_id>/use")
@permit(Permission.MANAGE_ORGANISATIONS)
def use_mediator(row_id: int) -> ResponseReturnValue:
    _use(own(Mediator, row_id))
    return redirect(url_for(".mediators"))


@bp.get("/villages")
@permit(Permission.MANAGE_ORGANISATIONS)
def villages() -> ResponseReturnValue:
    lines = office.villages(db.session(), current_actor().center_id)
    return render_template("admin/villages.html", lines=lines)


@bp.route("/villages/new", methods=["GET", "POST"])
@permit(Permission.MANAGE_ORGANISATIONS)
def add_village() -> ResponseReturnValue:
    form = VillageForm()
    if written(
        form,
        lambda: service.add_village(db.session(), current_actor(), form.name.data),
        _("The village or community is added."),
    ):
        return redirect(url_for(".villages"))
    return form_page("admin/village.html", form)


@bp.route("/villages/<int:row_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_ORGANISATIONS)
def village(row_id: int) -> ResponseReturnValue:
    row = own(Village, row_id)
    form = VillageForm(obj=row)
    if written(
        form,
        lambda: service.change_village(db.session(), current_actor(), row, form.name.data),
        _("The change is saved."),
    ):
        return redirect(url_for(".villages"))
    return form_page("admin/village.html", form, row=row)


@bp.post("/villages/<int:row_id>/use")
@permit(Permission.MANAGE_ORGANISATIONS)
def use_village(row_id: int) -> ResponseReturnValue:
    _use(own(Village, row_id))
    return redirect(url_for(".villages"))


def _mediator_form(row: Mediator | None = None) -> MediatorForm:
    chosen = row.organisation_id if row else None
    stands = {"name": row.name, "organisation": chosen, "resident": row.resident} if row else None
    form = MediatorForm(data=stands)
    offered = office.choices(db.session(), Organisation, current_actor().center_id, chosen)
    form.organisation.offer(entries(offered))
    return form


def _use(row: service.Listed) -> None:
    """Into use or out of it, as the button said."""
    active = request.form.get("active") == "yes"
    done(
        lambda: service.set_active(db.session(), current_actor(), row, active),
        _("%(name)s is in use again.", name=row.name)
        if active
        else _("%(name)s is out of use.", name=row.name),
    )
