"""The list of common disputes: added to, changed, taken out of use."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.extensions import db
from tracker.forms.case_templates import CaseTemplateForm
from tracker.forms.cases import entries_of
from tracker.models import CaseTemplate
from tracker.permissions import Permission
from tracker.queries import office
from tracker.queries.case_forms import dispute_type_entries
from tracker.services import case_templates as service
from tracker.views.admin import bp, done, form_page, own, written
from tracker.views.guard import current_actor, permit


@bp.get("/case-templates")
@permit(Permission.MANAGE_CODE_LISTS)
def case_templates() -> ResponseReturnValue:
    lines = office.case_templates(db.session(), current_actor().center_id)
    return render_template("admin/case_templates.html", lines=lines)


@bp.route("/case-templates/new", methods=["GET", "POST"])
@permit(Permission.MANAGE_CODE_LISTS)
def add_case_template() -> ResponseReturnValue:
    form = _form()
    if written(
        form,
        lambda: service.add(db.session(), current_actor(), _draft(form)),
        _("The template is added."),
    ):
        return redirect(url_for(".case_templates"))
    return form_page("admin/case_template.html", form)


@bp.route("/case-templates/<int:row_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_CODE_LISTS)
def case_template(row_id: int) -> ResponseReturnValue:
    row = own(CaseTemplate, row_id)
    form = _form(row)
    if written(
        form,
        lambda: service.change(db.session(), current_actor(), row, _draft(form)),
        _("The change is saved."),
    ):
        return redirect(url_for(".case_templates"))
    return form_page("admin/case_template.html", form, row=row)


@bp.post("/case-templates/<int:row_id>/use")
@permit(Permission.MANAGE_CODE_LISTS)
def use_case_template(row_id: int) -> ResponseReturnValue:
    row, active = own(CaseTemplate, row_id), request.form.get("active") == "yes"
    done(
        lambda: service.set_active(db.session(), current_actor(), row, active),
        _("%(name)s is in use again.", name=row.name)
        if active
        else _("%(name)s is out of use.", name=row.name),
    )
    return redirect(url_for(".case_templates"))


def _form(row: CaseTemplate | None = None) -> CaseTemplateForm:
    form = CaseTemplateForm(obj=row)
    chosen = [row.dispute_type_id] if row and row.dispute_type_id else []
    found = dispute_type_entries(db.session(), current_actor().center_id, clock.today(), chosen)
    form.dispute_type_id.offer(entries_of(found))
    return form


def _draft(form: CaseTemplateForm) -> service.TemplateDraft:
    return service.TemplateDraft(
        name=form.name.data,
        dispute_type_id=form.dispute_type_id.data,
        source=form.source.data,
        difficulty=form.difficulty.data,
        summary=form.summary.data or "",
        claims=form.claims.data or "",
    )
