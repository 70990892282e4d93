"""Counting days in SQL, where the databases do not agree how."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Integer


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
