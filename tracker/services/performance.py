"""Performance of an agreement: payments, items in kind ticked off, and what follows when it fails.

Where it stands is computed (``domain/performance.py``); these verbs only note what happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.agreements import NonPerformanceDraft
from tracker.domain.drafts import PaymentDraft
from tracker.domain.performance import performance_of
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.rules import after_today, check_case
from tracker.domain.vocabulary import Status
from tracker.models import Agreement, Case, NonPerformance, Payment, Term
from tracker.permissions import Actor
from tracker.services.agreements import standing
from tracker.services.case_writing import demand_status, open_for_writing, state_of, written
from tracker.services.checks import refuse_if, stated, too_long


def record_payment(
    session: Session, actor: Actor, case: Case, draft: PaymentDraft, version: int
) -> Payment:
    """A performance payment under the agreement."""
    open_for_writing(actor, case, version)
    state = state_of(case)
    found = check_case(replace(state, payments=[*state.payments, draft]), clock.today())
    refuse_if(replace(one, field="amount") if one.field == "payments" else one for one in found)
    payment = Payment(center_id=case.center_id, **asdict(draft))
    case.payments.append(payment)
    written(session, actor, case, "case.pay", changes={"payment": [None, asdict(draft)]})
    return payment


def remove_payment(
    session: Session, actor: Actor, case: Case, payment: Payment, reason: str, version: int
) -> Case:
    """A payment that was recorded in error; the trail keeps it."""
    open_for_writing(actor, case, version)
    before = {"paid_on": payment.paid_on, "amount": payment.amount}
    reason = stated(reason)
    case.payments.remove(payment)
    changes = {"payment": [before, None]}
    return written(session, actor, case, "case.remove_payment", reason=reason, changes=changes)


def tick_off(
    session: Session, actor: Actor, case: Case, term: Term, on: date, version: int
) -> Case:
    """An item in kind (an apology, a repair) was performed on that day."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.CLOSED)
    agreement = standing(case)
    if term.performed_on is not None:
        raise Refused(Problem("", N_("This item is ticked off already.")))
    refuse_if(_problems_of_tick(agreement, term, on))
    term.performed_on = on
    changes = {"performed": [None, _ticked(term)]}
    return written(session, actor, case, "case.tick_term", changes=changes)


def untick(
    session: Session, actor: Actor, case: Case, term: Term, reason: str, version: int
) -> Case:
    """An item was ticked off in error; the trail keeps that."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.CLOSED)
    if term.performed_on is None:
        raise Refused(Problem("", N_("This item is not ticked off.")))
    reason = stated(reason)
    changes = {"performed": [_ticked(term), None]}
    term.performed_on = None
    return written(session, actor, case, "case.untick_term", reason=reason, changes=changes)


def note_non_performance(
    session: Session, actor: Actor, case: Case, draft: NonPerformanceDraft, version: int
) -> NonPerformance:
    """The debtor was urged, or the creditor told of the way to court."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.CLOSED)
    refuse_if(_problems_of_note(case, draft))
    noted = NonPerformance(center_id=case.center_id, **_noted(draft))
    case.non_performances.append(noted)
    changes = {"non_performance": [None, _noted(draft)]}
    written(session, actor, case, "case.note_non_performance", changes=changes)
    return noted


def remove_non_performance(
    session: Session, actor: Actor, case: Case, noted: NonPerformance, reason: str, version: int
) -> Case:
    """A note made in error; the trail keeps it."""
    open_for_writing(actor, case, version)
    reason = stated(reason)
    changes = {"non_performance": [_noted(noted), None]}
    case.non_performances.remove(noted)
    return written(
        session, actor, case, "case.remove_non_performance", reason=reason, changes=changes
    )


def _problems_of_tick(agreement: Agreement, term: Term, on: date) -> Iterator[Problem]:
    if not term.in_kind:
        yield Problem("", N_("Only an item performed in kind is ticked off."))
    if on > clock.today():
        yield after_today("performed_on", clock.today())
    if on < agreement.agreed_on:
        yield Problem(
            "performed_on",
            N_("This day is before the day of the agreement (%(date)s)."),
            {"date": agreement.agreed_on},
        )


def _problems_of_note(case: Case, draft: NonPerformanceDraft) -> Iterator[Problem]:
    """Nobody is urged to do, or sued for, what is not due yet or is done."""
    if case.outcome is None or not case.outcome.is_agreement:
        yield Problem("", N_("Only an agreement is performed; this case has none."))
        return
    if not draft.note.strip():
        yield Problem("note", N_("Please write down what was done."))
    yield from too_long(NonPerformance, {"note": draft.note.strip()})
    if draft.noted_on > clock.today():
        yield after_today("noted_on", clock.today())
    elif case.closed_on and draft.noted_on < case.closed_on:
        yield Problem(
            "noted_on",
            N_("This date is before the closing date (%(date)s)."),
            {"date": case.closed_on},
        )
    elif not performance_of(case, draft.noted_on).is_behind:
        yield Problem("noted_on", N_("On this day nothing was due that had not been performed."))


def _ticked(term: Term) -> dict[str, Any]:
    return {"text": term.text, "performed_on": term.performed_on}


def _noted(noted: NonPerformanceDraft | NonPerformance) -> dict[str, Any]:
    return {"noted_on": noted.noted_on, "step": noted.step, "note": noted.note.strip()}
