"""The dates by which a period picks cases.

``compute`` makes one statement for each anchor, so that each walks one index over the period and
no statement reads the whole ledger for the sake of one date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    FromClause,
    Subquery,
    and_,
    column,
    func,
    or_,
    select,
)

from tracker.indicators.windows import Window
from tracker.models import Case, Party, Payment
from tracker.queries.days import DaysBetween
from tracker.queries.joins import of_case
from tracker.queries.scope import Scope

Test = Callable[[Window], ColumnElement[bool]]


def _cases_picked(anchor: Anchor, windows: CTE, _scope: Scope) -> FromClause:
    return windows.join(Case, anchor.condition(Window.over(windows)))


@dataclass(frozen=True, eq=False)
class Anchor:
    """``rows`` makes the FROM clause: each window beside the cases it picks, once each."""

    key: str
    condition: Test
    rows: Callable[[Anchor, CTE, Scope], FromClause] = field(default=_cases_picked)


DAYS = {
    "registered": Case.registered_on,
    "accepted": Case.accepted_on,
    "closed": Case.closed_on,
    "confirmed": Case.judicial_confirmed_on,
    "visited": Case.visited_on,
}
"""By the key of an anchor that asks one day of a case, that day."""


def _on_day(key: str) -> Anchor:
    return Anchor(key, lambda window: window.holds(DAYS[key]))


REGISTERED = _on_day("registered")
ACCEPTED = _on_day("accepted")
CLOSED = _on_day("closed")
CONFIRMED = _on_day("confirmed")
VISITED = _on_day("visited")
IN_HAND = Anchor(
    "in_hand",
    lambda window: and_(
        Case.accepted_on <= window.end,
        or_(Case.closed_on.is_(None), Case.closed_on >= window.start),
    ),
)
"""Accepted before the period ends and not closed before it starts: on the desk at some time."""


def paid_in(windows: CTE, scope: Scope) -> Subquery:
    """A row for each window and case on which anything was paid in it, with the sum in fen."""
    return (
        select(
            windows.c.place,
            Payment.center_id,
            Payment.case_id,
            func.sum(Payment.amount, type_=BigInteger).label(PAID_IN_PERIOD.name),
        )
        .join_from(windows, Payment, Window.over(windows).holds(Payment.paid_on))
        .where(Payment.center_id.in_(scope.center_ids))
        .group_by(windows.c.place, Payment.center_id, Payment.case_id)
        .subquery("paid")
    )


def _cases_paid(_anchor: Anchor, windows: CTE, scope: Scope) -> FromClause:
    """Starts from the payments of the period: they are few beside the cases."""
    paid = paid_in(windows, scope)
    one = windows.join(paid, paid.c.place == windows.c.place)
    return one.join(Case, and_(Case.center_id == paid.c.center_id, Case.id == paid.c.case_id))


def _has_payment(window: Window) -> ColumnElement[bool]:
    return (
        select(Payment.id)
        .where(of_case(Payment), window.holds(Payment.paid_on))
        .correlate(Case)
        .exists()
    )


PAID_IN_PERIOD: ColumnElement[int] = column("paid_in_period", BigInteger)
"""Fen paid on a case within the window; there where ``PAID`` makes the rows."""

PAID = Anchor("paid", _has_payment, _cases_paid)

PARTY_COUNT = (
    select(func.count()).select_from(Party).where(of_case(Party)).correlate(Case).scalar_subquery()
)


DAYS_TAKEN = DaysBetween(Case.closed_on, Case.accepted_on)
"""From acceptance to closing."""
