"""What follows the closing of a planned case: the court's confirmation and the return visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tracker.demo.planned import PlannedCase
from tracker.domain.drafts import ConfirmationDraft, Decision, VisitDraft
from tracker.domain.record_words import ConfirmationResult, PerformanceSeen, VisitManner
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import confirmations, visits

COURT = "柳河市人民法院"
DELIBERATION = timedelta(days=7)


def afterwards_of(session: Session, actor: Actor, case: Case, plan: PlannedCase) -> Iterator[None]:
    """Writes one step; whoever iterates flushes between the steps."""
    if plan.confirmed_on and plan.closed_on:
        applied_on = max(plan.closed_on, plan.confirmed_on - DELIBERATION)
        wanted = ConfirmationDraft(applied_on, COURT)
        application = confirmations.apply_for(session, actor, case, wanted, case.version)
        yield
        number = f"（{plan.confirmed_on.year}）浙9900民特{case.number_serial}号"
        decision = Decision(ConfirmationResult.CONFIRMED, plan.confirmed_on, number)
        confirmations.decide(session, actor, case, application, decision, case.version)
        yield
    if plan.visited_on:
        visit = _visit(case, plan, plan.visited_on)
        visits.record(session, actor, case, visit, case.version)
        yield


def _visit(case: Case, plan: PlannedCase, on: date) -> VisitDraft:
    """A hard case is worth the way; otherwise one calls."""
    manner = VisitManner.IN_PERSON if plan.hardness > 3 else VisitManner.PHONE
    seen = None
    if plan.outcome is not None and plan.outcome.is_agreement:
        seen = _performance(plan, on)
    return VisitDraft(
        on,
        manner,
        mediator_id=case.mediator_id,
        performance=seen,
        satisfaction=plan.satisfaction,
    )


def _performance(plan: PlannedCase, on: date) -> PerformanceSeen:
    """What the payments until the visit say."""
    if not plan.amount_agreed:
        return PerformanceSeen.PERFORMED
    paid = sum(one.amount for one in plan.payments if one.paid_on <= on)
    if paid >= plan.amount_agreed:
        return PerformanceSeen.PERFORMED
    return PerformanceSeen.PARTLY if paid else PerformanceSeen.NOT
