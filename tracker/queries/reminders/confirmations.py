"""Agreements that courts can be asked to confirm for a few days more.

Only where something is left to be performed: of what is paid and done, nobody needs a court's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from tracker.domain.afterwards import (
    CONFIRMATION_DAYS,
    CONFIRMATION_WARNING_DAYS,
    confirmation_window,
)
from tracker.domain.record_words import ConfirmationResult
from tracker.models import Agreement, Case, Center, Confirmation
from tracker.queries.joins import of_case
from tracker.queries.performance import STANDING, owes
from tracker.queries.reminders.base import OF_CASE, Reminder, held_by
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.reminders.papers import AGREEMENTS, OF_ENDING, ended
from tracker.queries.scope import Scope

CLOSED_LATELY = timedelta(days=2 * CONFIRMATION_DAYS)
"""Older cases are left in peace, even where the papers took effect much later."""


def closing_windows(
    session: Session, scope: Scope, mediator_id: int | None, today: date
) -> Sequence[Reminder]:
    """Those whose last day is today or within a week, with the step to apply."""
    statement = (
        select(*OF_CASE, *OF_ENDING)
        .join_from(Case, Center, Center.id == Case.center_id)
        .outerjoin(Agreement, STANDING)
        .where(
            held_by(scope, mediator_id),
            Case.closed_on >= today - CLOSED_LATELY,
            Case.archived_on.is_(None),
            Case.outcome.in_(AGREEMENTS),
            Case.judicial_confirmed_on.is_(None),
            ~_before_a_court(),
            owes(),
        )
    )
    soon = timedelta(days=CONFIRMATION_WARNING_DAYS)
    return [
        Reminder(
            kind=ReminderKind.CONFIRMATION,
            center_id=row.center_id,
            center_code=row.center_code,
            case_id=row.case_id,
            number=row.number,
            day=window.last,
            endpoint="apply_for_confirmation",
        )
        for row in session.execute(statement)
        if (window := confirmation_window(ended(row))) and today <= window.last <= today + soon
    ]


def _before_a_court() -> ColumnElement[bool]:
    return exists().where(
        of_case(Confirmation),
        or_(
            Confirmation.result.is_(None),
            Confirmation.result == ConfirmationResult.CONFIRMED,
        ),
    )
