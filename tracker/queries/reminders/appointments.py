"""Appointments 预约 that are neither kept nor cancelled: of earlier days, today's, this week's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.record_words import Purpose
from tracker.models import Appointment, Case, Center
from tracker.queries.cases import helped_by
from tracker.queries.reminders.base import OF_CASE, Reminder, held_by, last_day_of_week
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.scope import Scope


def planned(
    session: Session, scope: Scope, mediator_id: int | None, today: date
) -> Sequence[Reminder]:
    """What this person has to attend, and what nobody in particular has to."""
    statement = (
        select(
            *OF_CASE,
            Appointment.id,
            Appointment.planned_on,
            Appointment.planned_at,
            Appointment.purpose,
            Appointment.place,
        )
        .join_from(Appointment, Case, of_case())
        .join(Center, Center.id == Case.center_id)
        .where(
            Appointment.planned_on <= last_day_of_week(today),
            stands(),
            _attended_by(scope, mediator_id),
        )
    )
    return [
        Reminder(
            kind=ReminderKind.APPOINTMENT,
            center_id=row.center_id,
            center_code=row.center_code,
            case_id=row.case_id,
            number=row.number,
            day=row.planned_on,
            at=row.planned_at,
            what=row.purpose,
            text=row.place,
        )
        for row in session.execute(statement)
    ]


def of_case() -> ColumnElement[bool]:
    return and_(Appointment.center_id == Case.center_id, Appointment.case_id == Case.id)


def stands() -> ColumnElement[bool]:
    """Neither kept nor cancelled nor lapsed with its case, as ``domain/sessions.py`` tells it."""
    ending = [one for one in Purpose if one.ends_with_the_case]
    return and_(
        Appointment.kept_on.is_(None),
        Appointment.cancelled_reason.is_(None),
        Case.declined_reason.is_(None),
        Case.archived_on.is_(None),
        or_(Case.closed_on.is_(None), Appointment.purpose.not_in(ending)),
    )


def _attended_by(scope: Scope, mediator_id: int | None) -> ColumnElement[bool]:
    """A mediator attends also in a case of another organisation that the own one helps in."""
    if mediator_id is None:
        return scope.holds()
    taking_part = or_(scope.holds(), and_(helped_by(scope), Case.merged_into_id.is_(None)))
    return or_(
        and_(taking_part, Appointment.mediator_id == mediator_id),
        and_(held_by(scope, mediator_id), Appointment.mediator_id.is_(None)),
    )
