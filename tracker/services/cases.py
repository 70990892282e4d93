"""The life of a case: register, accept or decline, edit, close, follow up, reopen.

Every verb checks the right and the rules first, refuses with all problems at once (``Refused``),
then changes the row and leaves its audit line. Nothing here commits.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.drafts import CaseDraft, CaseState, Closing, FollowUp, PaymentDraft
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.rules import check_case
from tracker.domain.vocabulary import Status
from tracker.models import Case, Center, Payment
from tracker.models.keys import next_id
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit
from tracker.services.case_writing import (
    Stale,
    demand_status,
    demand_writer,
    first_values,
    index,
    open_for_writing,
    plain_values,
    problems_of,
    state_of,
    write_people,
    written,
)
from tracker.services.checks import refuse_if, stated
from tracker.services.numbers import take_number

__all__ = [
    "Stale",
    "accept",
    "check",
    "close",
    "decline",
    "edit",
    "extend",
    "follow_up",
    "record_payment",
    "register",
    "registered_with",
    "remove_payment",
    "reopen",
    "reveal",
    "state_of",
]

ENDS_WITH_REOPENING = (
    "declined_reason",
    "closed_on",
    "outcome",
    "amount_agreed",
    "judicial_confirmed_on",
    "visited_on",
    "satisfaction",
)
"""What a reopened case does not have any more; the trail keeps it."""


def registered_with(session: Session, actor: Actor, submission_key: str | None) -> Case | None:
    """The case that a form sent before has made, if it was sent before."""
    if not submission_key:
        return None
    return session.scalar(
        select(Case).where(Case.center_id == actor.center_id, Case.submission_key == submission_key)
    )


def check(
    draft: CaseDraft, accepted_on: date | None = None, case: Case | None = None
) -> list[Problem]:
    """What registering the draft (or editing ``case`` to it) would refuse, without doing it."""
    state = CaseState(draft.registered_on, accepted_on) if case is None else state_of(case)
    return problems_of(draft, state)


def register(
    session: Session,
    actor: Actor,
    draft: CaseDraft,
    submission_key: str | None = None,
    accepted_on: date | None = None,
) -> Case:
    """A new case, accepted at once when ``accepted_on`` says so.

    The same ``submission_key`` again gives the case it made the first time.
    """
    earlier = registered_with(session, actor, submission_key)
    if earlier is not None:
        return earlier
    demand_writer(actor, actor.center_id, draft.organisation_id)
    refuse_if(problems_of(draft, CaseState(draft.registered_on, accepted_on)))
    now = clock.now()
    case = Case(
        center_id=actor.center_id,
        id=next_id(session, actor.center_id),
        payments=[],
        submission_key=submission_key,
        created_at=now,
        updated_at=now,
        **plain_values(draft),
    )
    session.add(case)
    session.flush()
    write_people(session, case, draft)
    index(case)
    audit.record(session, actor, "case.register", case, changes=first_values(case))
    return accept(session, actor, case, accepted_on, case.version) if accepted_on else case


def edit(session: Session, actor: Actor, case: Case, draft: CaseDraft, version: int) -> Case:
    """Change what was logged; dates of acceptance and closing have verbs of their own."""
    open_for_writing(actor, case, version)
    demand_writer(actor, case.center_id, draft.organisation_id)
    refuse_if(problems_of(draft, state_of(case)))
    for name, value in plain_values(draft).items():
        setattr(case, name, value)
    changes: dict[str, Any] = audit.changes_of(case)
    changes |= write_people(session, case, draft)
    return written(session, actor, case, "case.edit", changes=changes)


def accept(session: Session, actor: Actor, case: Case, on: date, version: int) -> Case:
    """受理: the case enters the caseload and gets its number."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.REGISTERED)
    refuse_if(check_case(replace(state_of(case), accepted_on=on), clock.today()))
    if case.number is None:
        center = session.get_one(Center, case.center_id)
        case.number, case.number_serial = take_number(session, center, on.year)
        case.number_year = on.year
    case.accepted_on = on
    return written(session, actor, case, "case.accept")


def decline(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """不予受理, with the reason."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.REGISTERED)
    case.declined_reason = stated(reason, "declined_reason")
    return written(session, actor, case, "case.decline", reason=case.declined_reason)


def close(session: Session, actor: Actor, case: Case, closing: Closing, version: int) -> Case:
    """结案 with an outcome."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.OPEN)
    if closing.outcome.import_only:
        raise Refused(Problem("outcome", N_("This outcome exists for imported ledgers only.")))
    if closing.outcome.by_transfer:
        raise Refused(Problem("outcome", N_("This outcome comes of a transfer to another center.")))
    refuse_if(check_case(replace(state_of(case), **asdict(closing)), clock.today()))
    for name, value in asdict(closing).items():
        setattr(case, name, value)
    return written(session, actor, case, "case.close")


def reopen(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """Back into mediation, or a declined case back to registered; the trail keeps what stood."""
    open_for_writing(actor, case, version)
    if case.status not in (Status.CLOSED, Status.DECLINED):
        raise Refused(Problem("", N_("Only a closed or declined case can be reopened.")))
    reason = stated(reason)
    if case.payments:
        raise Refused(
            Problem(
                "", N_("Payments are recorded under the agreement; remove them before reopening.")
            )
        )
    for name in ENDS_WITH_REOPENING:
        setattr(case, name, None)
    return written(session, actor, case, "case.reopen", reason=reason)


def extend(
    session: Session, actor: Actor, case: Case, until: date, reason: str, version: int
) -> Case:
    """A longer time limit, to which the parties consented; ``reason`` records consent and cause."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.OPEN)
    reason = stated(reason)
    refuse_if(check_case(replace(state_of(case), extended_to=until), clock.today()))
    case.extended_to = until
    return written(session, actor, case, "case.extend", reason=reason)


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
    return written(
        session,
        actor,
        case,
        "case.remove_payment",
        reason=reason,
        changes={"payment": [before, None]},
    )


def follow_up(session: Session, actor: Actor, case: Case, facts: FollowUp, version: int) -> Case:
    """Judicial confirmation and the return visit."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.CLOSED)
    refuse_if(check_case(replace(state_of(case), **asdict(facts)), clock.today()))
    for name, value in asdict(facts).items():
        setattr(case, name, value)
    return written(session, actor, case, "case.follow_up")


def reveal(session: Session, actor: Actor, case: Case, reason: str) -> None:
    """Somebody outside the organisation reads personal data: only the trail changes."""
    demand(actor, Permission.REVEAL_PERSONAL)
    audit.record(session, actor, "case.reveal", case, reason=stated(reason))
