"""What was promised and paid on the case at hand, over rows.

``domain/performance.py`` tells the same of one file. Without a day the conditions speak of
whatever was performed at any time.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ScalarSelect,
    and_,
    func,
    not_,
    or_,
    select,
    type_coerce,
)

from tracker.models import Agreement, Case, Payment, Term
from tracker.queries.joins import of_case

Day: TypeAlias = ColumnElement[date]

STANDING: ColumnElement[bool] = and_(of_case(Agreement), Agreement.withdrawn_on.is_(None))
"""Joins a case to the agreement that stands, if it has papers."""

AGREED: ColumnElement[int] = func.coalesce(type_coerce(Case.amount_agreed, BigInteger), 0)
"""The agreed amount (fen); 0 where none is stated."""


def paid(by: Day | None = None) -> ScalarSelect[int]:
    """Fen paid on the case until the day."""
    until = () if by is None else (Payment.paid_on <= by,)
    amount = type_coerce(Payment.amount, BigInteger)
    return (
        select(func.coalesce(func.sum(amount), 0))
        .where(of_case(Payment), *until)
        .correlate_except(Payment)
        .scalar_subquery()
    )


def promises_in_kind(*also: ColumnElement[bool]) -> ColumnElement[bool]:
    """The agreement that stands has an item in kind, of which all of ``also`` holds."""
    of_agreement = and_(Agreement.center_id == Term.center_id, Agreement.id == Term.agreement_id)
    return (
        select(Term.id)
        .join(Agreement, of_agreement)
        .where(STANDING, Term.in_kind, *also)
        .correlate_except(Term, Agreement)
        .exists()
    )


def owes(by: Day | None = None) -> ColumnElement[bool]:
    """Something of what was promised was not performed by the day."""
    undone: ColumnElement[bool] = Term.performed_on.is_(None)
    if by is not None:
        undone = or_(undone, Term.performed_on > by)
    return or_(paid(by) < AGREED, promises_in_kind(undone))


def in_full(by: Day | None = None) -> ColumnElement[bool]:
    """Something was promised, and by the day nothing of it was left."""
    return and_(or_(AGREED > 0, promises_in_kind()), not_(owes(by)))
