"""Instalments that are due by the end of this week, or were, and that payments do not cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Subquery, and_, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.domain.money import from_fen
from tracker.domain.record_words import NonPerformanceStep
from tracker.formatting import yuan
from tracker.models import Agreement, Case, Center, Instalment, NonPerformance, Term
from tracker.queries.joins import of_case
from tracker.queries.performance import STANDING, paid
from tracker.queries.reminders.base import OF_CASE, Reminder, held_by, last_day_of_week
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.reminders.papers import AGREEMENTS
from tracker.queries.scope import Scope


def unpaid(
    session: Session, scope: Scope, mediator_id: int | None, today: date
) -> Sequence[Reminder]:
    """Payments fill the instalments in the order of their days, as on the case's page."""
    promised = _promised(held_by(scope, mediator_id), last_day_of_week(today))
    left = promised.c.promised_by_then - promised.c.paid
    statement = select(promised, left.label("left")).where(left > 0, ~promised.c.guided)
    return [
        Reminder(
            kind=ReminderKind.INSTALMENT,
            center_id=row.center_id,
            center_code=row.center_code,
            case_id=row.case_id,
            number=row.number,
            day=row.due_on,
            text=yuan(from_fen(min(row.left, row.fen))),
            endpoint="pay",
        )
        for row in session.execute(statement)
    ]


def _promised(held: ColumnElement[bool], last: date) -> Subquery:
    """Each instalment due until then beside what was promised by its day and paid (fen)."""
    by_then = func.sum(Instalment.amount, type_=BigInteger).over(
        partition_by=(Instalment.center_id, Instalment.agreement_id),
        order_by=(Instalment.due_on, Instalment.id),
    )
    of_agreement = and_(
        Instalment.center_id == Agreement.center_id, Instalment.agreement_id == Agreement.id
    )
    return (
        select(
            *OF_CASE,
            Instalment.due_on,
            type_coerce(Instalment.amount, BigInteger).label("fen"),
            by_then.label("promised_by_then"),
            paid().label("paid"),
            guided_since(Instalment.due_on).label("guided"),
        )
        .join_from(Case, Center, Center.id == Case.center_id)
        .join(Agreement, STANDING)
        .join(Instalment, of_agreement)
        .where(
            held,
            Case.archived_on.is_(None),
            Case.outcome.in_(AGREEMENTS),
            Instalment.due_on <= last,
        )
        .subquery("promised")
    )


def guided_since(day: Any) -> ColumnElement[bool]:
    """The creditor was told of the way to court since: nothing is left to remind of.

    What was told before the present ending was about another agreement.
    """
    return (
        select(NonPerformance.id)
        .where(
            of_case(NonPerformance),
            NonPerformance.step == NonPerformanceStep.GUIDED,
            NonPerformance.noted_on > day,
            NonPerformance.noted_on >= Case.closed_on,
        )
        .correlate(Case, Instalment, Term, Agreement)
        .exists()
    )
