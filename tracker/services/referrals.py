"""A case that another center took over (转办) is resolved there or not at all: this keeps it true.

The one rule: the old case reads 转办化解 while a case it was transferred into counts as resolved,
and 转办(待化解) otherwise. ``case_writing.written`` asks it after every ending and reopening, so no
verb can forget it; such a verb begins with ``hold``, since it may write in several centers. Why the
old closing date stays: docs/decisions/0010-transfers-and-merging.md.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.states import elsewhere_of
from tracker.domain.vocabulary import Outcome, Status
from tracker.models import Case
from tracker.models.keys import hold_clock
from tracker.permissions import Actor
from tracker.queries.case_links import (
    CaseKey,
    origin_of,
    origins_of,
    split_off,
    transferred_to,
    undivided,
)
from tracker.services import audit

BY_REFERRAL = (Outcome.REFERRED, Outcome.RESOLVED_ELSEWHERE)


def hold(session: Session, case: Case) -> None:
    """Lock the clocks of the case's center and of all that it came from.

    What is read after that is as the last writer of any of them left it. Where a case came from
    is written as it is made and stays, so a case from nowhere needs no look.
    """
    if case.origin is None:
        hold_clock(session, case.center_id)
    else:
        hold_with(session, (case.center_id, case.id))


def hold_with(session: Session, case: CaseKey, *center_ids: int) -> None:
    """The same of a case that is not read yet, and the clocks of those centers."""
    came_from = origins_of(session, [case]).values()
    hold_clock(session, case[0], *center_ids, *(center_id for center_id, _id in came_from))


def follow(session: Session, actor: Actor, case: Case) -> None:
    """Let the case that this one came from say whether it is resolved, and so on up the chain;
    where that changes nothing, its trail tells what became of this one.
    """
    old = origin_of(session, case)
    if old is None or old.outcome not in BY_REFERRAL or _is_chosen(old, case):
        return
    resolved = any(_is_resolved(one) for one in transferred_to(session, old))
    outcome = Outcome.RESOLVED_ELSEWHERE if resolved else Outcome.REFERRED
    if outcome is old.outcome:
        told = {"elsewhere": [None, elsewhere_of(case.status, case.outcome)]}
        audit.record(session, actor, "case.follow_elsewhere", old, changes=told)
        return
    old.outcome, old.updated_at = outcome, clock.now()
    audit.record(session, actor, "case.follow_referral", old, changes=audit.changes_of(old))
    session.flush()
    follow(session, actor, old)


def demand_one_life(session: Session, case: Case) -> None:
    """A dispute goes on in one place: refuse reopening a case whose other half is alive."""
    if any(_lives(session, one) for one in transferred_to(session, case)):
        raise Refused(
            Problem(
                "",
                N_(
                    "Another center took the case over; it is reopened only if it was declined or"
                    " ended unresolved there, with all that was split off from it."
                ),
            )
        )
    here = undivided(session, case)
    old = origin_of(session, here)
    if old is None or _lives(session, here):
        return
    others = (one for one in transferred_to(session, old) if one is not here)
    if old.outcome is not Outcome.REFERRED or any(_lives(session, one) for one in others):
        raise Refused(Problem("", N_("The center that the case came from has taken it up again.")))
    if old.merged_into_id is not None:
        raise Refused(
            Problem("", N_("The center that the case came from has merged it into another one."))
        )


def _is_resolved(case: Case) -> bool:
    return case.status is Status.CLOSED and case.outcome is not None and case.outcome.resolved


def _is_alive(case: Case) -> bool:
    """What was declined or has ended unresolved is not, also where it was merged since; what went
    on elsewhere is.
    """
    ended = case.outcome is not None and not (case.outcome.resolved or case.outcome.by_transfer)
    return case.declined_reason is None and not ended


def _lives(session: Session, case: Case) -> bool:
    """The case, or any that was split off from it."""
    return _is_alive(case) or any(_lives(session, one) for one in split_off(session, case))


def _is_chosen(old: Case, case: Case) -> bool:
    """Whether somebody closed the old case as resolved elsewhere, once the new one was given up."""
    return old.outcome is Outcome.RESOLVED_ELSEWHERE and not _is_alive(case)
