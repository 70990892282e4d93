"""A period as SQL sees it: dates in a drill-down, columns of a table of periods in a sum.

Because a condition is written against a window and not against a period, the very same expression
counts one year, twelve months at once, or lists the cases behind a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    column,
    literal,
    values,
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
    """The periods as rows; ``place`` is the index of each in the sequence."""
    days = [column(name, Date) for name in ("first_day", "last_day")]
    rows = [(place, period.start, period.end) for place, period in enumerate(periods)]
    return values(column("place", Integer), *days, name="given").data(rows).cte(name)
