"""Agreements that courts can be asked to confirm for a few days more.

Only where something is left to be performed: of what is paid and done, nobody needs a court's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.afterwards import (
    CONFIRMATION_DAYS,
    CONFIRMATION_WARNING_DAYS,
    confirmation_window,
)
from tracker.domain.record_words import ConfirmationResult
from tracker.models import Agreement, Case, Center, Confirmation, Payment, Term
from tracker.queries.reminders.base import OF_CASE, Reminder, held_by
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.reminders.papers import AGREEMENTS, OF_ENDING, STANDING, ended
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
            or_(Case.amount_agreed > _paid(), _owes_in_kind()),
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
        Confirmation.center_id == Case.center_id,
        Confirmation.case_id == Case.id,
        or_(
            Confirmation.result.is_(None),
            Confirmation.result == ConfirmationResult.CONFIRMED,
        ),
    )


def _paid() -> ColumnElement[Decimal]:
    return (
        select(func.coalesce(func.sum(Payment.amount), 0))
        .where(Payment.center_id == Case.center_id, Payment.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )


def _owes_in_kind() -> ColumnElement[bool]:
    return and_(
        Agreement.id.is_not(None),
        exists()
        .where(
            Term.center_id == Agreement.center_id,
            Term.agreement_id == Agreement.id,
            Term.in_kind,
            Term.performed_on.is_(None),
        )
        .correlate(Agreement),
    )
