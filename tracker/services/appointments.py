"""Appointments 预约: planned, moved, kept, cancelled; the rules stand in ``domain/sessions.py``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.drafts import AppointmentDraft
from tracker.domain.problems import Problem
from tracker.domain.sessions import (
    problems_of_appointment,
    problems_of_keeping,
    problems_of_touching,
)
from tracker.models import Appointment, Case
from tracker.permissions import Actor
from tracker.services import audit
from tracker.services.case_writing import open_for_writing, written
from tracker.services.checks import refuse_if, stated, too_long

COLUMNS = ("planned_on", "planned_at", "place", "purpose", "mediator_id", "note")


def plan_appointment(
    session: Session, actor: Actor, case: Case, draft: AppointmentDraft, version: int
) -> Appointment:
    open_for_writing(actor, case, version, by_helpers=True)
    refuse_if([*problems_of_appointment(case, draft, clock.today()), *too_long_in(draft)])
    appointment = add(case, draft)
    changes = {"appointment": [None, facts_of(appointment)]}
    written(session, actor, case, "case.plan_appointment", changes=changes)
    return appointment


def change_appointment(
    session: Session,
    actor: Actor,
    case: Case,
    appointment: Appointment,
    draft: AppointmentDraft,
    version: int,
) -> Case:
    """Another day, time, place, purpose or mediator; only a new day has to lie ahead."""
    open_for_writing(actor, case, version, by_helpers=True)
    moved = draft.planned_on != appointment.planned_on
    refuse_if(
        [
            *problems_of_touching(appointment),
            *problems_of_appointment(case, draft, clock.today(), moved),
            *too_long_in(draft),
        ]
    )
    before = facts_of(appointment)
    for name, value in asdict(draft).items():
        setattr(appointment, name, value)
    after = facts_of(appointment)
    changes = {} if before == after else {"appointment": [before, after]}
    return written(session, actor, case, "case.change_appointment", changes=changes)


def keep_appointment(
    session: Session,
    actor: Actor,
    case: Case,
    appointment: Appointment,
    kept_on: date,
    version: int,
) -> Case:
    """It took place, where no record of a session says so."""
    open_for_writing(actor, case, version, by_helpers=True)
    refuse_if(
        [
            *problems_of_touching(appointment),
            *problems_of_keeping(kept_on, case.registered_on, clock.today()),
        ]
    )
    before = facts_of(appointment)
    appointment.kept_on = kept_on
    changes = {"appointment": [before, before | {"kept_on": kept_on}]}
    return written(session, actor, case, "case.keep_appointment", changes=changes)


def cancel_appointment(
    session: Session, actor: Actor, case: Case, appointment: Appointment, reason: str, version: int
) -> Case:
    """It stays in the file with its reason; what was kept cannot be cancelled."""
    open_for_writing(actor, case, version, by_helpers=True)
    refuse_if(problems_of_touching(appointment))
    appointment.cancelled_reason = stated(reason)
    changes = {"appointment": [facts_of(appointment), None]}
    return written(
        session,
        actor,
        case,
        "case.cancel_appointment",
        reason=appointment.cancelled_reason,
        changes=changes,
    )


def add(case: Case, draft: AppointmentDraft) -> Appointment:
    """The draft as a row of the case; the caller asks the rules and leaves the line."""
    appointment = Appointment(center_id=case.center_id, **asdict(draft))
    case.appointments.append(appointment)
    return appointment


def facts_of(appointment: Appointment) -> dict[str, Any]:
    """The appointment as the trail keeps it; its place is told from that of a session."""
    facts = audit.facts_of(appointment, COLUMNS)
    if "place" in facts:
        facts["planned_place"] = facts.pop("place")
    return facts


def too_long_in(draft: AppointmentDraft) -> Iterator[Problem]:
    return too_long(Appointment, vars(draft))
