"""A period as SQL sees it: dates in a drill-down, columns of a table of periods in a sum.

Because a condition is written against a window and not against a period, the very same expression
counts one year, twelve months at once, or lists the cases behind a figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
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
    """The periods as rows; ``place`` is the index of each in the sequence."""
    return table_to_fill(len(periods), name, days_of(periods, name))


def table_to_fill(number: int, name: str, days: Mapping[str, date] | None = None) -> CTE:
    """So many rows; who asks a statement that names them says with ``days_of`` which they are.

    Told as text with parameters: SQLAlchemy's own VALUES would have the whole statement compiled
    anew each time that it is asked.
    """
    places = [f"{name}_{place}" for place in range(number)]
    rows = ", ".join(f"({place}, :{one}_first, :{one}_last)" for place, one in enumerate(places))
    told = text(
        "SELECT column1 AS place, column2 AS first_day, column3 AS last_day"  # noqa: S608
        f" FROM (VALUES {rows}) AS given"  # the names of parameters, not their values
    )
    ends = [bindparam(f"{one}_{end}", type_=Date) for one in places for end in ("first", "last")]
    named = told.bindparams(*ends).bindparams(**days or {})
    columns = [column(day, Date) for day in ("first_day", "last_day")]
    return named.columns(column("place", Integer), *columns).cte(name)


def days_of(periods: Sequence[Period], name: str) -> dict[str, date]:
    """The parameters by which a statement that names the table gets the periods."""
    return {
        f"{name}_{place}_{end}": day
        for place, period in enumerate(periods)
        for end, day in (("first", period.start), ("last", period.end))
    }
