"""The list of dispute types: added to, renamed, ended, put in order."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from tracker import clock
from tracker.extensions import db
from tracker.forms.admin import DisputeTypeForm, NewDisputeTypeForm, entries
from tracker.models import DisputeType
from tracker.permissions import Permission
from tracker.queries import office
from tracker.services import dispute_types as service
from tracker.views.admin import bp, done, form_page, own, written
from tracker.views.guard import current_actor, permit


@bp.get("/dispute-types")
@permit(Permission.MANAGE_CODE_LISTS)
def dispute_types() -> ResponseReturnValue:
    lines = office.dispute_types(db.session(), current_actor().center_id)
    return render_template("admin/dispute_types.html", lines=lines, now=clock.today())


@bp.route("/dispute-types/new", methods=["GET", "POST"])
@permit(Permission.MANAGE_CODE_LISTS)
def add_dispute_type() -> ResponseReturnValue:
    form = NewDisputeTypeForm()
    _offer(form)
    if written(
        form,
        lambda: service.add(db.session(), current_actor(), form.code.data, _draft(form)),
        _("The dispute type is added."),
    ):
        return redirect(url_for(".dispute_types"))
    return form_page("admin/dispute_type.html", form)


@bp.route("/dispute-types/<int:type_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_CODE_LISTS)
def dispute_type(type_id: int) -> ResponseReturnValue:
    row = own(DisputeType, type_id)
    form = DisputeTypeForm(
        data={
            "name": row.name,
            "parent": row.parent_id,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        }
    )
    _offer(form, row)
    if written(
        form,
        lambda: service.change(db.session(), current_actor(), row, _draft(form)),
        _("The change is saved."),
    ):
        return redirect(url_for(".dispute_types"))
    return form_page("admin/dispute_type.html", form, row=row)


@bp.post("/dispute-types/<int:type_id>/up")
@permit(Permission.MANAGE_CODE_LISTS)
def raise_dispute_type(type_id: int) -> ResponseReturnValue:
    return _moved(type_id, up=True)


@bp.post("/dispute-types/<int:type_id>/down")
@permit(Permission.MANAGE_CODE_LISTS)
def lower_dispute_type(type_id: int) -> ResponseReturnValue:
    return _moved(type_id, up=False)


def _moved(type_id: int, *, up: bool) -> ResponseReturnValue:
    row = own(DisputeType, type_id)
    done(
        lambda: service.move(db.session(), current_actor(), row, up),
        _("The order is changed."),
    )
    return redirect(url_for(".dispute_types", _anchor=f"type-{type_id}"))


def _offer(form: DisputeTypeForm, row: DisputeType | None = None) -> None:
    """Types of the first level, but for the type itself."""
    known = office.dispute_types(db.session(), current_actor().center_id)
    above = [one for one in known if one.parent_id is None and (not row or one.id != row.id)]
    form.parent.choices = [SelectChoice("", _("none, first level")), *entries(above)]


def _draft(form: DisputeTypeForm) -> service.TypeDraft:
    return service.TypeDraft(
        form.name.data, form.parent.data, form.valid_from.data, form.valid_to.data
    )
