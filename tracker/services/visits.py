"""Return visits 回访: recorded, corrected, removed.

Any number may be recorded; the first one since the closing is the case's own, which figures count
(docs/decisions/0007-which-visit-counts.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.afterwards import counted_visit, problems_of_visit
from tracker.domain.drafts import VisitDraft
from tracker.domain.problems import N_, Problem, Refused
from tracker.models import Case, Visit
from tracker.permissions import Actor
from tracker.services import audit
from tracker.services.case_writing import open_for_writing, written
from tracker.services.checks import refuse_if, stated, too_long

FACTS = (
    "visited_on",
    "manner",
    "mediator_id",
    "performance",
    "satisfaction",
    "tension",
    "note",
)


def record(session: Session, actor: Actor, case: Case, draft: VisitDraft, version: int) -> Visit:
    open_for_writing(actor, case, version)
    refuse_if(_problems(case, draft))
    keep_unrecorded(case)
    visit = _added(case, draft)
    _written(session, actor, case, "case.visit", [None, visit])
    return visit


def amend(
    session: Session,
    actor: Actor,
    case: Case,
    visit: Visit,
    draft: VisitDraft,
    reason: str,
    version: int,
) -> Case:
    """A correction with its reason; which visit counts is asked again."""
    open_for_writing(actor, case, version)
    reason = stated(reason)
    refuse_if(_problems(case, draft))
    before = audit.facts_of(visit, FACTS)
    for name, value in asdict(draft).items():
        setattr(visit, name, value)
    return _written(session, actor, case, "case.amend_visit", [before, visit], reason)


def complete(
    session: Session, actor: Actor, case: Case, draft: VisitDraft, reason: str, version: int
) -> Visit:
    """What an imported ledger says of a visit gets its record, which then counts."""
    open_for_writing(actor, case, version)
    if not is_without_record(case):
        raise Refused(Problem("", N_("The case has no return visit without a record.")))
    reason = stated(reason)
    refuse_if(_problems(case, draft))
    visit = _added(case, draft)
    _written(session, actor, case, "case.complete_visit", [None, visit], reason)
    return visit


def remove(
    session: Session, actor: Actor, case: Case, visit: Visit, reason: str, version: int
) -> Case:
    """A visit that was recorded in error; the trail keeps it."""
    open_for_writing(actor, case, version)
    reason = stated(reason)
    before = audit.facts_of(visit, FACTS)
    case.visits.remove(visit)
    return _written(session, actor, case, "case.remove_visit", [before, None], reason)


def is_without_record(case: Case) -> bool:
    """The case states a visit that none of its records is: it was imported."""
    counted = counted_visit(case.visits, case.closed_on)
    return case.visited_on is not None and case.visited_on != (counted and counted.visited_on)


def keep_unrecorded(case: Case) -> None:
    """An imported visit becomes a record, so that it lasts when another one comes to count."""
    if case.visited_on is not None and is_without_record(case):
        _added(case, VisitDraft(case.visited_on, None, satisfaction=case.satisfaction))


def recount(case: Case, closed_on: date | None) -> None:
    """The case's own day and satisfaction are those of its first visit since the closing.

    A case that was reopened may have been visited since the day on which it is closed anew.
    """
    counted = counted_visit(case.visits, closed_on)
    case.visited_on = None if counted is None else counted.visited_on
    case.satisfaction = None if counted is None else counted.satisfaction


def _added(case: Case, draft: VisitDraft) -> Visit:
    visit = Visit(center_id=case.center_id, **asdict(draft))
    case.visits.append(visit)
    return visit


def _problems(case: Case, draft: VisitDraft) -> Iterator[Problem]:
    yield from problems_of_visit(case, draft.visited_on, draft.performance, clock.today())
    yield from too_long(Visit, asdict(draft))


def _written(
    session: Session,
    actor: Actor,
    case: Case,
    action: str,
    visit: list[Any],
    reason: str | None = None,
) -> Case:
    """``visit`` is before and after; one line tells of it and of what then counts."""
    session.flush()  # visits of one day follow each other as they were recorded: by their ids
    recount(case, case.closed_on)
    pair = [audit.facts_of(one, FACTS) if isinstance(one, Visit) else one for one in visit]
    changes = audit.changes_of(case)
    if pair[0] != pair[1]:
        changes["visit"] = pair
    return written(session, actor, case, action, reason=reason, changes=changes)
