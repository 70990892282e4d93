"""A period as SQL sees it: dates in a drill-down, columns of a table of periods in a sum.

Because a condition is written against a window and not against a period, the very same expression
counts one year, twelve months at once, or lists the cases behind a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    bindparam,
    column,
    literal,
    text,
)

from tracker.domain.periods import Period


@dataclass(frozen=True)
class Window:
    start: ColumnElement[date]
    end: ColumnElement[date]

    @classmethod
    def of(cls, period: Period) -> Window:
        return cls(literal(period.start, Date()), literal(period.end, Date()))

    @classmethod
    def over(cls, table: CTE) -> Window:
        return cls(table.c.first_day, table.c.last_day)

    def holds(self, day: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        """The day lies in the period, both ends included; no day lies nowhere."""
        return day.between(self.start, self.end)


def table_of(periods: Sequence[Period], name: str) -> CTE:
    """The periods as rows; ``place`` is the index of each in the sequence.

    Told as text with parameters: SQLAlchemy's own VALUES would have the whole statement compiled
    anew each time that it is asked.
    """
    given = [_row(f"{name}_{place}", place, period) for place, period in enumerate(periods)]
    rows = ", ".join(f"(:{', :'.join(one.key for one in row)})" for row in given)
    days = [column(day, Date) for day in ("first_day", "last_day")]
    told = text(
        "SELECT column1 AS place, column2 AS first_day, column3 AS last_day"  # noqa: S608
        f" FROM (VALUES {rows}) AS given"  # the names of parameters, not their values
    )
    named = told.bindparams(*chain.from_iterable(given))
    return named.columns(column("place", Integer), *days).cte(name)


def _row(name: str, place: int, period: Period) -> tuple[BindParameter[Any], ...]:
    return (
        bindparam(f"{name}_place", place, Integer),
        bindparam(f"{name}_first", period.start, Date),
        bindparam(f"{name}_last", period.end, Date),
    )
