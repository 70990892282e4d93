"""Counting days in SQL, where the databases do not agree how."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Date, Integer

from tracker import clock


class DaysBetween(FunctionElement[int]):
    """Calendar days from the second date to the first."""

    type = Integer()
    inherit_cache = True
    name = "days_between"


@compiles(DaysBetween)
def _days_between(element: Any, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(day, **options) for day in element.clauses)
    return f"({later} - {earlier})"


@compiles(DaysBetween, "sqlite")
def _days_between_in_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    later, earlier = (compiler.process(day, **options) for day in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


class DayOf(FunctionElement[date]):
    """The calendar date at the center of a moment.

    SQLite has no time zones: there it is the zone's offset of today that counts.
    """

    type = Date()
    inherit_cache = True
    name = "day_of"


@compiles(DayOf)
def _day_of(element: Any, compiler: Any, **options: Any) -> str:
    (moment,) = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST({moment} AT TIME ZONE '{clock.zone().key}' AS DATE)"


@compiles(DayOf, "sqlite")
def _day_of_in_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    (moment,) = (compiler.process(one, **options) for one in element.clauses)
    offset = clock.now().astimezone(clock.zone()).utcoffset() or timedelta()
    return f"date({moment}, '{offset.total_seconds():+.0f} seconds')"


class WrittenDay(FunctionElement[date]):
    """The date that a text such as ``2024-03-05`` writes; SQLite keeps dates as such texts."""

    type = Date()
    inherit_cache = True
    name = "written_day"


@compiles(WrittenDay)
def _written_day(element: Any, compiler: Any, **options: Any) -> str:
    (written,) = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST({written} AS DATE)"


@compiles(WrittenDay, "sqlite")
def _written_day_in_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(*element.clauses, **options))
