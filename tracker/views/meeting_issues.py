"""The issues of an assessment meeting: shown on its page, listed on one of their own."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.meeting_issues import IssuesForm
from tracker.permissions import Permission
from tracker.services import meeting_issues as service
from tracker.views.guard import current_actor, permit
from tracker.views.register_finding import own_row, register_of
from tracker.views.registers import bp


@bp.route("/meetings/<int:row_id>/issues", methods=["GET", "POST"])
@permit(Permission.KEEP_REGISTERS)
def list_issues(row_id: int) -> ResponseReturnValue:
    """What was typed stays where it cannot be saved, or where more rows are asked for."""
    register = register_of("meetings", keeps=True)
    meeting, session = own_row(register, row_id), db.session()
    begins = {"version": meeting.version, "issues": service.listed(session, meeting)}
    form = IssuesForm(data=begins)
    if "more" in request.form or not form.is_submitted():
        form.more()
    elif form.validate():
        try:
            service.write(session, current_actor(), meeting, form.wanted, form.seen)
            session.commit()
        except Refused as refused:
            session.rollback()
            if any(one.field == "version" for one in refused.problems):
                form.version.raw_data, form.version.data = None, own_row(register, row_id).version
            form.tell(refused.problems)
        else:
            flash(_("The list is saved."), "success")
            return redirect(url_for(".show", kind=register.kind, row_id=row_id))
    page = render_template(
        "registers/issues.html", register=register, row=own_row(register, row_id), form=form
    )
    return page, 422 if form.errors or form.form_errors else 200
