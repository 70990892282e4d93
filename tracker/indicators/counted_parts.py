"""What a year's figures take of each case: in which parts it counts, what it adds, where it stands.

One row for each case, in one statement: the very conditions that count the figures, asked of the
case instead of summed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)

from tracker.domain.counted_cases import APART, Legend
from tracker.domain.frozen import OF_BASIS
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.anchors import DAYS, paid_in
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.dimensions import DIMENSIONS
from tracker.indicators.kinds import Cases, Indicator, Median, Rate, Sum
from tracker.indicators.windows import Window, table_of
from tracker.models import Case
from tracker.queries.frozen_years import COLUMNS
from tracker.queries.ledger import touched_in
from tracker.queries.scope import Scope

TOLD = ("value", "numerator", "denominator")
"""The parts of a figure from which its others follow."""


def readings(one: Indicator) -> Iterator[tuple[str, Basis]]:
    """The figure's key for each basis on which it reads otherwise."""
    if isinstance(one, Rate) and one.by_basis:
        for basis in Basis:
            yield f"{one.key}{OF_BASIS}{basis.value}", basis
    else:
        yield one.key, Basis.CASELOAD


def _parts() -> Iterator[tuple[str, Cases]]:
    for one in INDICATORS:
        for key, basis in readings(one):
            for part, cases in one.parts(basis).items():
                if part in TOLD:
                    yield f"{key}.{part}", cases


COUNTED = dict(_parts())
"""``resolved.value``, ``resolution_rate:closed.numerator``: the cases of each; 63 at most, for each
has a bit of one number.
"""
SUMS = {one.key: one for one in INDICATORS if isinstance(one, Sum | Median)}
"""The figures to which a case adds a number."""
MONTH_OF = "month."
"""``month.closed`` is the month of the year in which the case was closed."""
LEGEND = Legend(
    parts=tuple(COUNTED),
    sums=tuple(SUMS),
    places=(*(one.key for one in DIMENSIONS), *(f"{MONTH_OF}{key}" for key in DAYS)),
)


def counted_cases(scope: Scope, period: Period) -> Select[*tuple[Any, ...]]:
    """The columns of ``COLUMNS`` for every case of which anything counts in the period."""
    window = Window.of(period)
    windows = table_of([period], "counted_window")
    paid = paid_in(windows, scope)
    same = and_(paid.c.center_id == Case.center_id, paid.c.case_id == Case.id)
    marks: list[ColumnElement[int]] = [
        case((cases.condition(window), literal(1 << place, BigInteger)), else_=0)
        for place, cases in enumerate(COUNTED.values())
    ]
    values = [case((one.cases.condition(window), one.value), else_=None) for one in SUMS.values()]
    columns: tuple[Any, ...] = (
        *(Case.center_id, Case.id, Case.version),
        reduce(_plus, marks),
        _joined(values),
        _joined(
            [*(one.column for one in DIMENSIONS), *(_month(day, window) for day in DAYS.values())]
        ),
        Case.number,
    )
    return (
        select(*(one.label(name) for one, name in zip(columns, COLUMNS, strict=True)))
        .select_from(Case)
        .outerjoin(paid, same)
        .where(scope.holds(), touched_in(period))
    )


def _plus(left: ColumnElement[int], right: ColumnElement[int]) -> ColumnElement[int]:
    return left + right


def _month(day: Any, window: Window) -> ColumnElement[str]:
    """``2024-03``; nothing outside the period, which no figure of it asks."""
    return case((window.holds(day), func.substr(cast(day, String), 1, len("2024-03"))), else_="")


def _joined(columns: Sequence[Any]) -> ColumnElement[str]:
    """Their values as one text; nothing where nothing is stated."""
    texts = [func.coalesce(cast(one, String), "") for one in columns]
    together: ColumnElement[str] = reduce(lambda left, right: left + APART + right, texts)
    return together
