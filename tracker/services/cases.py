"""The life of a case: register, accept or decline, edit, close, reopen.

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
from tracker.domain.afterwards import problems_of_reopening
from tracker.domain.drafts import CaseDraft, CaseState, Closing
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.rules import check_case
from tracker.domain.sessions import problems_of_closing, problems_of_registration
from tracker.domain.time_limits import first_due_on
from tracker.domain.vocabulary import Status
from tracker.models import Case, Center
from tracker.permissions import Actor, Permission, demand
from tracker.queries.case_links import merged_ones
from tracker.services import agreements, audit, confirmations, referrals, visits
from tracker.services.case_writing import (
    Stale,
    demand_no_offer,
    demand_status,
    demand_writer,
    open_for_writing,
    plain_values,
    problems_of,
    state_of,
    write_new,
    write_people,
    written,
)
from tracker.services.checks import refuse_if, stated
from tracker.services.numbers import take_number
from tracker.services.time_limits import follow_source

__all__ = [
    "Stale",
    "accept",
    "check",
    "close",
    "decline",
    "edit",
    "register",
    "registered_with",
    "reopen",
    "reveal",
    "state_of",
]

ENDS_WITH_REOPENING = (
    "declined_reason",
    "closed_on",
    "outcome",
    "amount_agreed",
    "visited_on",
    "satisfaction",
)
"""What a reopened case does not have any more; the trail keeps it, and visits their records."""


def registered_with(session: Session, actor: Actor, submission_key: str | None) -> Case | None:
    """The case of the actor's organisation that a form sent before has made, if it was sent."""
    if not submission_key:
        return None
    found = session.scalar(
        select(Case).where(Case.center_id == actor.center_id, Case.submission_key == submission_key)
    )
    mine = actor.role is None or (found and found.organisation_id == actor.organisation_id)
    return found if mine else None


def check(
    draft: CaseDraft,
    accepted_on: date | None = None,
    case: Case | None = None,
    closing: Closing | None = None,
) -> list[Problem]:
    """What registering the draft (or editing ``case`` to it) would refuse, without doing it."""
    if case is not None:
        return _problems_of_editing(case, draft)
    state = CaseState(draft.registered_on, accepted_on)
    if closing is None:
        return problems_of(draft, state)
    return [*_not_chosen(closing), *problems_of(draft, replace(state, **asdict(closing)))]


def register(
    session: Session,
    actor: Actor,
    draft: CaseDraft,
    submission_key: str | None = None,
    accepted_on: date | None = None,
    closing: Closing | None = None,
) -> Case:
    """A new case, accepted at once when ``accepted_on`` says so, and settled at once 当场办结 with
    ``closing``.

    The same ``submission_key`` again gives the case it made the first time.
    """
    earlier = registered_with(session, actor, submission_key)
    if earlier is not None:
        return earlier
    demand_writer(actor, actor.center_id, draft.organisation_id)
    refuse_if(check(draft, accepted_on, closing=closing))
    case = write_new(session, actor, draft, submission_key)
    if accepted_on:
        accept(session, actor, case, accepted_on, case.version)
    return close(session, actor, case, closing, case.version) if closing else case


def edit(session: Session, actor: Actor, case: Case, draft: CaseDraft, version: int) -> Case:
    """Change what was logged; dates of acceptance and closing have verbs of their own."""
    open_for_writing(actor, case, version)
    demand_writer(actor, case.center_id, draft.organisation_id)
    refuse_if(_problems_of_editing(case, draft))
    follow_source(case, draft.source)
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
    case.due_on = first_due_on(on, case.source, case.center.time_limits)
    return written(session, actor, case, "case.accept")


def decline(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """不予受理, with the reason."""
    open_for_writing(actor, case, version)
    referrals.hold(session, case)
    demand_status(case, Status.REGISTERED)
    demand_no_offer(case)
    if merged_ones(session, case):
        raise Refused(
            Problem("", N_("Another case is merged into this one; please undo that first."))
        )
    case.declined_reason = stated(reason, "declined_reason")
    return written(session, actor, case, "case.decline", reason=case.declined_reason)


def close(session: Session, actor: Actor, case: Case, closing: Closing, version: int) -> Case:
    """结案 with an outcome."""
    open_for_writing(actor, case, version)
    referrals.hold(session, case)
    refuse_if(_not_chosen(closing))
    found = check_case(replace(state_of(case), **asdict(closing)), clock.today())
    if not case.accepted_on:
        refuse_if(found)  # in the rule's own words: a case is accepted before it is closed
    demand_status(case, Status.OPEN)
    demand_no_offer(case)
    refuse_if([*found, *problems_of_closing(case.sessions, closing.closed_on)])
    visits.recount(case, closing.closed_on)
    for name, value in asdict(closing).items():
        setattr(case, name, value)
    return written(session, actor, case, "case.close")


def reopen(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """Back into mediation, or a declined case back to registered; the trail keeps what stood."""
    open_for_writing(actor, case, version)
    referrals.hold(session, case)
    if case.status not in (Status.CLOSED, Status.DECLINED):
        raise Refused(Problem("", N_("Only a closed or declined case can be reopened.")))
    referrals.demand_one_life(session, case)
    reason = stated(reason)
    if case.payments:
        raise Refused(
            Problem(
                "", N_("Payments are recorded under the agreement; remove them before reopening.")
            )
        )
    refuse_if(problems_of_reopening(confirmations.results_of(case)))
    visits.keep_unrecorded(case)
    for name in ENDS_WITH_REOPENING:
        setattr(case, name, None)
    changes = audit.changes_of(case) | agreements.mark_withdrawn(case)
    return written(session, actor, case, "case.reopen", reason=reason, changes=changes)


def reveal(session: Session, actor: Actor, case: Case, reason: str) -> None:
    """Somebody outside the organisation reads personal data: only the trail changes."""
    demand(actor, Permission.REVEAL_PERSONAL)
    audit.record(session, actor, "case.reveal", case, reason=stated(reason))


def _problems_of_editing(case: Case, draft: CaseDraft) -> list[Problem]:
    return [
        *problems_of(draft, state_of(case)),
        *problems_of_registration(case.sessions, case.appointments, draft.registered_on),
    ]


def _not_chosen(closing: Closing) -> list[Problem]:
    """Outcomes that nobody chooses."""
    if closing.outcome.import_only:
        return [Problem("outcome", N_("This outcome exists for imported ledgers only."))]
    if closing.outcome.by_transfer:
        return [Problem("outcome", N_("This outcome comes of a transfer to another center."))]
    return []
