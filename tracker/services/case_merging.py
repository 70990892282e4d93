"""A dispute logged twice 并案: the duplicate stays readable and counts nowhere, until undone."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Status
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import referrals
from tracker.services.case_writing import (
    demand_no_offer,
    demand_status,
    open_as_it_is,
    open_for_writing,
    why_untouched,
    written,
)
from tracker.services.checks import refuse_if, stated


def merge(
    session: Session, actor: Actor, case: Case, into: Case, reason: str, version: int
) -> Case:
    """``case`` is the duplicate; what it gathered stays in its own file."""
    open_for_writing(actor, case, version)
    referrals.hold(session, (case.center_id, case.id))
    demand_no_offer(case)
    reason = stated(reason)
    refuse_if(_problems(case, into))
    case.merged_into_id = into.id
    written(session, actor, case, "case.merge", reason=reason)
    written(session, actor, into, "case.absorb", changes={"duplicate": [None, case.id]})
    return case


def unmerge(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """The two were no duplicates: the case counts again, in the state it was merged in."""
    open_as_it_is(actor, case, version)
    referrals.hold(session, (case.center_id, case.id))
    demand_status(case, Status.MERGED)
    reason = stated(reason)
    into = session.get_one(Case, (case.center_id, case.merged_into_id))
    case.merged_into_id = None
    written(session, actor, case, "case.unmerge", reason=reason)
    written(session, actor, into, "case.release", changes={"duplicate": [case.id, None]})
    return case


def _problems(case: Case, into: Case) -> Iterator[Problem]:
    if (into.center_id, into.organisation_id) != (case.center_id, case.organisation_id):
        yield Problem("number", N_("Both cases must be with the same organisation."))
    elif into is case:
        yield Problem("number", N_("A case is not merged into itself."))
    elif into.status is Status.MERGED:
        yield Problem("number", N_("That case is itself merged into another one."))
    elif (sentence := why_untouched(into)) is not None:
        yield Problem("number", sentence)
    elif into.declined_reason is not None:
        yield Problem("number", N_("That case was declined; it does not count."))
    elif case.accepted_on is not None and into.accepted_on is None:
        yield Problem("number", N_("That case does not count yet: please accept it first."))
    agreed = case.outcome is not None and case.outcome.is_agreement
    if agreed or case.agreement is not None or case.payments:
        yield Problem(
            "", N_("A case with an agreement or payments is not merged away: merge the other one.")
        )
