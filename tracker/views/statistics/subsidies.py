"""``/statistics/subsidies``: the subsidy per case, by months, by mediators, and case by case."""

from __future__ import annotations

import io
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from tracker import clock
from tracker.domain.months import Month
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.problems import Refused
from tracker.domain.subsidies import ListState
from tracker.domain.subsidy_lists import seal_of
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.forms.problems import put_beside
from tracker.forms.subsidies import ApprovalForm
from tracker.indicators.breakdowns import month_label
from tracker.indicators.remembered import remembered
from tracker.permissions import Permission, allows
from tracker.queries.case_lists import centers_of
from tracker.queries.cases import within_reach
from tracker.queries.scope import Scope
from tracker.queries.subsidy_months import MonthList, YearOfLists, month_list, year_of_lists
from tracker.queries.subsidy_rules import rules_of
from tracker.reports import subsidies as report
from tracker.reports.question import Question
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.services import subsidies as service
from tracker.views.files import taken_along
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question
from tracker.views.statistics.saving import saving_form

WRITERS = {"csv": report.write_csv, "xlsx": report.write_xlsx}
SHOWN = 300
"""Lines on a page; of a longer list one mediator's are shown at a time."""


@bp.get("/statistics/subsidies")
@permit(Permission.SEE_FIGURES)
def subsidies() -> ResponseReturnValue:
    question = asked_question()
    year = question.period.start.year
    found = _year(question, year)
    months = [one.of(_own_id()) if _sees_own_only() else one for one in found.months]
    return _page(
        "statistics/subsidies.html",
        question,
        year=year,
        months=months[::-1],
        people=_people(months),
        month_label=lambda one: month_label(Period(one.start, one.end), with_year=False),
        waiting=found.waiting,
        earlier=year - 1 if year > MIN_YEAR else None,
        later=year + 1 if year < min(MAX_YEAR, clock.today().year) else None,
        rules=rules_of(db.session(), question.center.id).values(),
    )


@bp.get("/statistics/subsidies/<string(length=7):month>")
@permit(Permission.SEE_FIGURES)
def subsidy_list(month: str) -> ResponseReturnValue:
    question = asked_question()
    listed = _list(question, _month_or_404(month))
    if _sees_own_only():
        listed = listed.of(_own_id())
    chosen = request.args.get("person", type=int)
    narrowed = listed if chosen is None else listed.of(chosen)
    actor = current_actor()
    own = question.center.id == actor.center_id
    lines = narrowed.lines if narrowed.count <= SHOWN else ()
    return _page(
        "statistics/subsidy_list.html",
        question,
        listed=listed,
        chosen=chosen,
        lines=lines,
        reached=within_reach(
            db.session(), current_scope(), question.center.id, {line.case_id for line in lines}
        ),
        narrowed=narrowed,
        rules=rules_of(db.session(), question.center.id),
        may_approve=own
        and listed.state is ListState.DRAFT
        and allows(actor, Permission.APPROVE_SUBSIDIES),
        is_approved=listed.state is ListState.APPROVED,
        saving=saving_form("subsidies", question, Period(listed.month.start, listed.month.end)),
    )


@bp.route("/statistics/subsidies/<string(length=7):month>/approve", methods=["GET", "POST"])
@permit(Permission.APPROVE_SUBSIDIES)
def approve_subsidies(month: str) -> ResponseReturnValue:
    """Always the list of the own center."""
    actor, wanted, form = current_actor(), _month_or_404(month), ApprovalForm()
    if form.validate_on_submit():
        try:
            service.approve(db.session(), actor, wanted, form.seal.data or "", form.note.data or "")
            db.session.commit()
            flash(_("The list of %(month)s is approved.", month=wanted), "success")
            return redirect(url_for(".subsidy_list", month=month))
        except Refused as refused:
            db.session.rollback()
            put_beside(form, refused.problems)
    question = asked_question()
    listed = month_list(db.session(), actor.center_id, wanted, clock.today())
    form.seal.data = seal_of(listed.lines)
    shown = _page("statistics/subsidy_approval.html", question, listed=listed, approval=form)
    return shown, 422 if form.errors else 200


@bp.get("/statistics/subsidies/<string(length=7):month>.<any(csv, xlsx):form>")
@permit(Permission.EXPORT_CASES)
def export_subsidies(month: str, form: str) -> ResponseReturnValue:
    """The approved list for payment; a draft is nothing to pay by."""
    question, wanted, session = asked_question(), _month_or_404(month), db.session()
    listed = month_list(session, question.center.id, wanted, clock.today())
    if listed.state is not ListState.APPROVED:
        abort(404)
    target = io.BytesIO()
    WRITERS[form](listed, question.center, rules_of(session, question.center.id), target)
    code = question.center.code
    return taken_along(
        target.getvalue(),
        MEDIA_TYPES[form],
        f"subsidies-{code}-{wanted}.{form}",
        lambda: service.record_export(session, current_actor(), code, wanted, form),
    )


def _page(template: str, question: Question, **values: Any) -> str:
    asked = request.args.get("center") or None
    centers = centers_of(db.session(), current_scope())
    return page(template, question, report=report, asked_center=asked, centers=centers, **values)


def _month_or_404(text: str) -> Month:
    try:
        return Month.read(text)
    except ValueError:
        abort(404)


def _sees_own_only() -> bool:
    """A mediator sees what is paid to the own person on the roster, and to nobody else."""
    return current_actor().role is Role.MEDIATOR


def _own_id() -> int | None:
    own: int | None = current_user.mediator_id
    return own


def _year(question: Question, year: int) -> YearOfLists:
    session, center_id, today = db.session(), question.center.id, clock.today()
    return remembered(
        session,
        Scope((center_id,)),
        ("subsidies of a year", center_id, year, today),
        lambda: year_of_lists(session, center_id, year, today),
    )


def _list(question: Question, month: Month) -> MonthList:
    session, center_id, today = db.session(), question.center.id, clock.today()
    return remembered(
        session,
        Scope((center_id,)),
        ("subsidies of a month", center_id, month, today),
        lambda: month_list(session, center_id, month, today),
    )


def _people(months: list[MonthList]) -> list[dict[str, Any]]:
    """For each mediator what each month pays, and the sum."""
    names = {one.mediator_id: one.mediator for month in months for one in month.shares}
    paid = {(one.mediator_id, month.month): one.amount for month in months for one in month.shares}
    return [
        {
            "id": id_,
            "name": name,
            "paid": {month: amount for (of, month), amount in paid.items() if of == id_},
            "total": sum(amount for (of, _month), amount in paid.items() if of == id_),
        }
        for id_, name in sorted(names.items(), key=lambda one: one[1])
    ]
