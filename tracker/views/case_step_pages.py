"""The steps of a case: a page with the form, then the service, then back to the case."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.case_steps import ReasonForm, StepForm
from tracker.forms.conflicts import differences, is_repeat
from tracker.forms.problems import put_beside
from tracker.models import Case
from tracker.permissions import Permission
from tracker.queries.case_forms import last_change
from tracker.services import cases
from tracker.views.case_finding import Conflict, address, found, writable
from tracker.views.case_steps import STEPS
from tracker.views.case_steps.step import NOT_NOW, Step, Work
from tracker.views.cases import bp
from tracker.views.drafting import begin, drafting, forget
from tracker.views.guard import current_actor, permit
from tracker.views.revealed import remember

__all__ = ["bp"]


@bp.route("/cases/<int:case_id>/reveal", methods=["GET", "POST"])
@permit(Permission.REVEAL_PERSONAL)
def reveal(case_id: int) -> ResponseReturnValue:
    """The personal data of a case, for ten minutes, with the reason on record."""
    case = found(case_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            cases.reveal(db.session(), current_actor(), case, form.reason.data)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        else:
            remember(case)
            flash(_("Personal data of this case is shown for ten minutes."), "message")
            return redirect(address(case))
    page = render_template("cases/reveal.html", case=case, form=form, back=address(case))
    return page, 422 if form.errors else 200


def _register(step: Step) -> None:
    """The page of the step, at the address that the step has."""

    @permit(Permission.WRITE_CASES)
    def page(case_id: int, row_id: int | None = None) -> ResponseReturnValue:
        case = writable(case_id, step.by_helpers)
        return _page_of(step, case, row_of(step, case, row_id))

    bp.add_url_rule(f"/cases/<int:case_id>/{step.path}", step.name, page, methods=["GET", "POST"])


for _step in STEPS:
    _register(_step)


def row_of(step: Step, case: Case, row_id: int | None) -> Any:
    """The record that the step is about, None for a step about the case; 404 for no such one."""
    if step.rows is None:
        return None
    return next((one for one in step.rows.of(case) if one.id == row_id), None) or abort(404)


def _page_of(step: Step, case: Case, row: Any) -> ResponseReturnValue:
    return _opened(step, case, row) if request.method == "GET" else _sent(step, case, row)


def _opened(step: Step, case: Case, row: Any) -> ResponseReturnValue:
    if not step.is_possible(case, row):
        flash(_(NOT_NOW), "warning")
        return redirect(address(case))
    form = step.form(**begin(step.begins(case, row) | {"version": case.version}))
    form.offer(db.session(), case)
    return _shown(step, case, row, form)


def _sent(step: Step, case: Case, row: Any) -> ResponseReturnValue:
    session = db.session()
    form = step.form()
    form.offer(session, case)
    if form.rearrange(request.form):
        return _shown(step, case, row, form)
    if form.opened_version != case.version:
        form.validate()
        return _conflict(step, case, row, form)
    if form.validate():
        try:
            step.carry_out(Work(session, current_actor(), case, form, row))
            forget()
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        except (cases.Stale, StaleDataError):
            db.session.rollback()
            return _conflict(step, case, row, form)
        else:
            flash(_(step.done), "success")
            return redirect(address(case))
    return _shown(step, case, row, form), 422


def _conflict(step: Step, case: Case, row: Any, form: StepForm) -> ResponseReturnValue:
    """What was typed stays in the form, which now knows the newer version."""
    change = last_change(db.session(), case)
    standing = {} if step.adds else _standing(step, case, row, form)
    differing = differences(form, standing)
    repeats = is_repeat(form, step.action, change, current_actor().account_id, standing)
    undone = step.adds and row is not None and step.is_possible(case, row)
    if repeats and not differing and not undone:
        forget()
        db.session.commit()
        flash(_(step.done), "success")
        return redirect(address(case))
    form.version.data = case.version
    return _shown(step, case, row, form, Conflict(change, differing)), 409


def _standing(step: Step, case: Case, row: Any, form: StepForm) -> dict[str, Any]:
    """What stands now of the fields that the form has."""
    found = {name: getattr(case, name) for name in form.data if hasattr(case, name)}
    return found | {name: value for name, value in step.begins(case, row).items() if name in form}


def _shown(
    step: Step, case: Case, row: Any, form: StepForm, conflict: Conflict | None = None
) -> str:
    return render_template(
        step.template,
        step=step,
        case=case,
        row=row,
        form=form,
        conflict=conflict,
        drafting=drafting(),
        possible=step.is_possible(case, row),
        back=address(case),
    )
