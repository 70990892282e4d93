"""Return visits 回访 that are due: after the agreed performance, until one is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from tracker.domain.afterwards import VISIT_DAYS, visit_due_on
from tracker.models import Agreement, Case, Center, Instalment
from tracker.queries.performance import STANDING
from tracker.queries.reminders.base import OF_CASE, Reminder, held_by, last_day_of_week
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.reminders.papers import AGREEMENTS, OF_ENDING, ended
from tracker.queries.scope import Scope

LONGEST = timedelta(days=60)
"""For how long a desk reminds of a visit; what was never visited stays in the figures."""


def due_visits(
    session: Session, scope: Scope, mediator_id: int | None, today: date
) -> Sequence[Reminder]:
    """Those that came due in the last two months, and those of this week."""
    found: dict[tuple[int, int], Reminder] = {}
    first, last = today - LONGEST, last_day_of_week(today)
    for row in _rows(session, held_by(scope, mediator_id), first, last):
        due = visit_due_on(ended(row))
        if due is not None and first <= due <= last:
            reminder = Reminder(
                kind=ReminderKind.VISIT,
                center_id=row.center_id,
                center_code=row.center_code,
                case_id=row.case_id,
                number=row.number,
                day=due,
                endpoint="visit",
            )
            found[reminder.key] = reminder
    return list(found.values())


def _rows(
    session: Session, held: ColumnElement[bool], first: date, last: date
) -> Iterator[Row[Any]]:
    """Cases that were closed lately, or whose agreement was to be performed lately.

    Two statements, each along an index of its own: plans may run for years after the closing.
    """
    statement = (
        select(*OF_CASE, *OF_ENDING)
        .join_from(Case, Center, Center.id == Case.center_id)
        .where(
            held,
            Case.archived_on.is_(None),
            Case.outcome.in_(AGREEMENTS),
            Case.visited_on.is_(None),
        )
    )
    lately = Case.closed_on >= first - timedelta(days=VISIT_DAYS)
    yield from session.execute(statement.outerjoin(Agreement, STANDING).where(lately))
    planned = Agreement.perform_by.between(first - timedelta(days=1), last)
    paid = select(Instalment.agreement_id).where(
        Instalment.center_id == Agreement.center_id,
        Instalment.due_on.between(first - timedelta(days=1), last),
    )
    by_plan = planned | Agreement.id.in_(paid)
    yield from session.execute(statement.join(Agreement, STANDING).where(by_plan))
