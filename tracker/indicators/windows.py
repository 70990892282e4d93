"""A period as SQL sees it: dates in a drill-down, columns of a table of periods in a sum.

Because a condition is written against a window and not against a period, the very same expression
counts one year, twelve months at once, or lists the cases behind a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
from tracker.domain.vocabulary import MEDIATION_DAYS


@dataclass(frozen=True)
class Window:
    """``due_before``: a case accepted before this day is past its 30 days when the period ends."""

    start: ColumnElement[date]
    end: ColumnElement[date]
    due_before: ColumnElement[date]

    @classmethod
    def of(cls, period: Period) -> Window:
        return cls(*(literal(day, Date()) for day in _days(period)))

    @classmethod
    def over(cls, table: CTE) -> Window:
        return cls(table.c.first_day, table.c.last_day, table.c.due_before)

    def holds(self, day: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        """The day lies in the period, both ends included; no day lies nowhere."""
        return day.between(self.start, self.end)


def table_of(periods: Sequence[Period], name: str) -> CTE:
    """The periods as rows; ``place`` is the index of each in the sequence."""
    days = [column(name, Date) for name in ("first_day", "last_day", "due_before")]
    rows = [(place, *_days(period)) for place, period in enumerate(periods)]
    return values(column("place", Integer), *days, name="given").data(rows).cte(name)


def _days(period: Period) -> tuple[date, date, date]:
    return period.start, period.end, period.end - timedelta(days=MEDIATION_DAYS)
