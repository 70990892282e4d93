"""A dispute logged twice 并案: the duplicate stays readable and counts nowhere, until undone.

What was one case before a split becomes one again, with all its people and the whole amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Status
from tracker.models import Case
from tracker.permissions import Actor
from tracker.queries.case_links import undivided
from tracker.services import audit, parties, referrals
from tracker.services.case_writing import (
    demand_no_offer,
    demand_status,
    open_as_it_is,
    open_for_writing,
    why_untouched,
    written,
)
from tracker.services.checks import refuse_if, stated

GIVEN_BACK = N_(
    "What was split was merged again, with its people and its amount. Please split that one again."
)


def merge(
    session: Session, actor: Actor, case: Case, into: Case, reason: str, version: int
) -> Case:
    """``case`` is the duplicate; what it gathered stays in its own file."""
    open_for_writing(actor, case, version)
    referrals.hold(session, case)
    demand_no_offer(case)
    reason = stated(reason)
    refuse_if(_problems(case, into))
    changes: dict[str, Any] = {"duplicate": [None, case.id]}
    if _were_one(session, case, into):
        changes |= _give_back(case, into)
    case.merged_into_id = into.id
    written(session, actor, case, "case.merge", reason=reason)
    written(session, actor, into, "case.absorb", changes=changes)
    return case


def unmerge(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """The two were no duplicates: the case counts again, in the state it was merged in."""
    open_as_it_is(actor, case, version)
    referrals.hold(session, case)
    demand_status(case, Status.MERGED)
    reason = stated(reason)
    into = session.get_one(Case, (case.center_id, case.merged_into_id))
    if _were_one(session, case, into):
        raise Refused(Problem("", GIVEN_BACK))
    case.merged_into_id = None
    written(session, actor, case, "case.unmerge", reason=reason)
    written(session, actor, into, "case.release", changes={"duplicate": [case.id, None]})
    return case


def _were_one(session: Session, case: Case, into: Case) -> bool:
    """Neither is a duplicate: people and amount were divided between them."""
    return undivided(session, case) is undivided(session, into)


def _give_back(case: Case, into: Case) -> dict[str, Any]:
    """What the case that stays lacks of the other one; the changes of it, for the trail."""
    if case.amount_claimed is not None:
        into.amount_claimed = (into.amount_claimed or Decimal(0)) + case.amount_claimed
    changes: dict[str, Any] = audit.changes_of(into)
    coming = parties.beside(into.parties, case.parties)
    people = [*map(parties.draft_of, into.parties), *map(parties.copy_of, coming)]
    return changes | parties.write(into, people)


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
