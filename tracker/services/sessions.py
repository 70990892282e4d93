"""Mediation sessions 调解记录 and inquiries 调查记录: written up, corrected, taken out.

The rules stand in ``domain/sessions.py``. What was planned for the day of a record is kept by it,
and a record can plan the next appointment: one act, one line in the trail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.drafts import AppointmentDraft, SessionDraft
from tracker.domain.problems import Problem
from tracker.domain.sessions import is_kept_by, problems_of_appointment, problems_of_session
from tracker.models import Case, MediationSession, SessionMediator
from tracker.permissions import Actor
from tracker.services import appointments, audit
from tracker.services.case_writing import open_for_writing, written
from tracker.services.checks import refuse_if, stated, too_long

FACTS = (
    "kind",
    "held_on",
    "began_at",
    "place",
    "mediator_id",
    "attended",
    "record",
    "result",
)


def record_session(
    session: Session,
    actor: Actor,
    case: Case,
    draft: SessionDraft,
    version: int,
    following: AppointmentDraft | None = None,
) -> MediationSession:
    """``following`` is the next appointment; its problems stand beside its own fields."""
    open_for_writing(actor, case, version, by_helpers=True)
    refuse_if([*_problems(case, draft), *_problems_of_following(case, following)])
    held = MediationSession(
        center_id=case.center_id, created_at=clock.now(), **_values(draft), co_mediators=[]
    )
    _write_co_mediators(held, draft)
    case.sessions.append(held)
    changes: dict[str, Any] = {"session": [None, facts_of(held)]}
    kept = [one for one in case.appointments if is_kept_by(one, draft)]
    for one in kept:
        one.kept_on = draft.held_on
    if kept:
        changes["appointments_kept"] = [None, [one.purpose for one in kept]]
    if following is not None:
        changes["appointment"] = [None, appointments.facts_of(appointments.add(case, following))]
    written(session, actor, case, "case.record_session", changes=changes)
    return held


def edit_session(
    session: Session,
    actor: Actor,
    case: Case,
    held: MediationSession,
    draft: SessionDraft,
    version: int,
) -> Case:
    """A correction of the record; the trail keeps what stood before."""
    open_for_writing(actor, case, version, by_helpers=True)
    refuse_if(_problems(case, draft))
    before = facts_of(held)
    for name, value in _values(draft).items():
        setattr(held, name, value)
    _write_co_mediators(held, draft)
    after = facts_of(held)
    changes = {} if before == after else {"session": [before, after]}
    return written(session, actor, case, "case.edit_session", changes=changes)


def remove_session(
    session: Session, actor: Actor, case: Case, held: MediationSession, reason: str, version: int
) -> Case:
    """A record written in error; the trail keeps it whole. What it kept stays kept."""
    open_for_writing(actor, case, version)
    reason = stated(reason)
    changes = {"session": [facts_of(held), None]}
    case.sessions.remove(held)
    return written(session, actor, case, "case.remove_session", reason=reason, changes=changes)


def facts_of(held: MediationSession) -> dict[str, Any]:
    """The record as the trail keeps it."""
    beside = [one.mediator_id for one in held.co_mediators]
    return audit.facts_of(held, FACTS) | ({"co_mediators": beside} if beside else {})


def _values(draft: SessionDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in FACTS}


def _write_co_mediators(held: MediationSession, draft: SessionDraft) -> None:
    """Whoever led the session is not named again; those who stay keep their rows."""
    wanted = [one for one in dict.fromkeys(draft.co_mediator_ids) if one != draft.mediator_id]
    standing = {one.mediator_id: one for one in held.co_mediators}
    held.co_mediators = [
        standing.get(one) or SessionMediator(center_id=held.center_id, mediator_id=one)
        for one in wanted
    ]


def _problems(case: Case, draft: SessionDraft) -> Iterator[Problem]:
    yield from problems_of_session(case, draft, clock.today())
    yield from too_long(MediationSession, vars(draft))


def _problems_of_following(case: Case, draft: AppointmentDraft | None) -> Iterator[Problem]:
    """The form has one field for the place of the session and one for that of the next."""
    if draft is None:
        return
    for problem in problems_of_appointment(case, draft, clock.today()):
        yield problem
    for problem in appointments.too_long_in(draft):
        yield replace(problem, field="planned_place") if problem.field == "place" else problem
