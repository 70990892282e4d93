"""Whether an agreement was performed in full by a day, over rows (``domain/performance.py``)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ColumnElement, and_, func, not_, or_, select, type_coerce

from tracker.models import Agreement, Case, Payment, Term


def in_full_by(day: ColumnElement[date]) -> ColumnElement[bool]:
    """Something was promised, the payments reach the amount, every item in kind is ticked off."""
    agreed = type_coerce(Case.amount_agreed, BigInteger)
    undone = or_(Term.performed_on.is_(None), Term.performed_on > day)
    return and_(
        or_(agreed > 0, _promises_in_kind()),
        func.coalesce(agreed, 0) <= _paid_by(day),
        not_(_promises_in_kind(undone)),
    )


def _paid_by(day: ColumnElement[date]) -> ColumnElement[int]:
    """Fen paid on the case at hand until the day."""
    # the day filters the sum and not the rows: SQLite would look for all payments until that day
    paid = func.sum(Payment.amount, type_=BigInteger).filter(Payment.paid_on <= day)
    return (
        select(func.coalesce(paid, 0))
        .where(Payment.center_id == Case.center_id, Payment.case_id == Case.id)
        .scalar_subquery()
    )


def _promises_in_kind(*also: ColumnElement[bool]) -> ColumnElement[bool]:
    """The agreement that stands has an item in kind, of which all of ``also`` holds."""
    its_agreement = and_(Agreement.center_id == Term.center_id, Agreement.id == Term.agreement_id)
    return (
        select(Term.id)
        .join(Agreement, its_agreement)
        .where(
            Agreement.center_id == Case.center_id,
            Agreement.case_id == Case.id,
            Agreement.withdrawn_on.is_(None),
            Term.in_kind,
            *also,
        )
        .exists()
    )
