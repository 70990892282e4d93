"""The steps of a case: a page with the form, then the service, then back to the case."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from tracker.domain.problems import N_, Refused
from tracker.domain.vocabulary import Status
from tracker.extensions import db
from tracker.forms.case_steps import ReasonForm, StepForm
from tracker.forms.conflicts import differences, is_repeat
from tracker.forms.problems import put_beside
from tracker.models import Case
from tracker.permissions import Permission
from tracker.queries.case_forms import last_change
from tracker.services import cases
from tracker.views import case_step_list as steps
from tracker.views.case_finding import Conflict, address, found, writable
from tracker.views.case_step_list import Step
from tracker.views.cases import bp
from tracker.views.guard import current_actor, permit
from tracker.views.revealed import remember

__all__ = ["bp"]


@bp.route("/cases/<int:case_id>/accept", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def accept(case_id: int) -> ResponseReturnValue:
    return _page_of(steps.ACCEPT, writable(case_id))


@bp.route("/cases/<int:case_id>/decline", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def decline(case_id: int) -> ResponseReturnValue:
    return _page_of(steps.DECLINE, writable(case_id))


@bp.route("/cases/<int:case_id>/close", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def close(case_id: int) -> ResponseReturnValue:
    return _page_of(steps.CLOSE, writable(case_id))


@bp.route("/cases/<int:case_id>/reopen", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def reopen(case_id: int) -> ResponseReturnValue:
    return _page_of(steps.REOPEN, writable(case_id))


@bp.route("/cases/<int:case_id>/extend", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def extend(case_id: int) -> ResponseReturnValue:
    return _page_of(steps.EXTEND, writable(case_id))


@bp.route("/cases/<int:case_id>/pay", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def pay(case_id: int) -> ResponseReturnValue:
    return _page_of(steps.PAY, writable(case_id))


@bp.route("/cases/<int:case_id>/follow-up", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def follow_up(case_id: int) -> ResponseReturnValue:
    return _page_of(steps.FOLLOW_UP, writable(case_id))


@bp.route("/cases/<int:case_id>/payments/<int:payment_id>/remove", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def remove_payment(case_id: int, payment_id: int) -> ResponseReturnValue:
    case = writable(case_id)
    payment = next((one for one in case.payments if one.id == payment_id), None)
    if payment is None:
        abort(404)
    step = Step(
        "remove_payment",
        N_("Remove a payment"),
        N_("For a payment recorded in error; the history keeps it with the reason."),
        N_("The payment is removed."),
        ReasonForm,
        lambda session, actor, case, form: cases.remove_payment(
            session, actor, case, payment, form.reason.data, form.opened_version
        ),
        (Status.CLOSED,),
    )
    return _page_of(step, case)


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


def _page_of(step: Step, case: Case) -> ResponseReturnValue:
    if request.method == "GET":
        if not step.is_possible(case):
            flash(_("The case is not in the state for this step any more."), "warning")
            return redirect(address(case))
        form = step.form(data={name: getattr(case, name) for name in (*step.start, "version")})
        return _shown(step, case, form)
    form = step.form()
    if form.opened_version != case.version:
        form.validate()
        return _conflict(step, case, form)
    if form.validate():
        try:
            step.take(db.session(), current_actor(), case, form)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
        except (cases.Stale, StaleDataError):
            db.session.rollback()
            return _conflict(step, case, form)
        else:
            flash(_(step.done), "success")
            return redirect(address(case))
    return _shown(step, case, form), 422


def _conflict(step: Step, case: Case, form: StepForm) -> ResponseReturnValue:
    """What was typed stays in the form, which now knows the newer version."""
    change = last_change(db.session(), case)
    standing = {name: getattr(case, name) for name in form.data if hasattr(case, name)}
    differing = differences(form, standing)
    repeats = is_repeat(form, f"case.{step.endpoint}", change, current_actor().account_id)
    if repeats and not differing:
        flash(_(step.done), "success")
        return redirect(address(case))
    form.version.data = case.version
    return _shown(step, case, form, Conflict(change, differing)), 409


def _shown(step: Step, case: Case, form: StepForm, conflict: Conflict | None = None) -> str:
    return render_template(
        "cases/step.html",
        step=step,
        case=case,
        form=form,
        conflict=conflict,
        back=address(case),
    )
