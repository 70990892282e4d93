"""Fingerprints of what is counted: of each figure and each breakdown the SQL, never the words.

One dialect serves for all databases, so that the fingerprint is the ledger's and not theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Date, and_, column, literal, select
from sqlalchemy.dialects import sqlite

from tracker.domain.frozen import BREAKDOWN, canonical, fingerprint
from tracker.domain.periods import Period
from tracker.indicators.counted_parts import readings
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.dimensions import DIMENSIONS, Dimension
from tracker.indicators.kinds import Cases, Indicator, Median, Roster, Sum
from tracker.indicators.register_figures import declared
from tracker.indicators.windows import Window, table_of
from tracker.queries.roster import resident
from tracker.queries.scope import Scope
from tracker.registers.declaring import Register
from tracker.registers.figures import RowFigure

SCOPE, SOME_DAYS, SOME_ROW = Scope((0,)), Period.year(2000), "1-1"
"""The SQL must name a scope, a period, a row; which ones does not matter, but they stay these."""
LISTED = re.compile(r"(?<=IN )\(([^()]*)\)")


@cache
def definitions() -> Mapping[str, str]:
    """Of every figure by its key, and of every breakdown by ``BREAKDOWN`` and its key."""
    told = {one.key: _figure(one) for one in GLOSSARY}
    told |= {f"{BREAKDOWN}{one.key}": _breakdown(one) for one in DIMENSIONS}
    told |= {key: _of_register(*found) for key, found in declared().items()}
    return {key: fingerprint(canonical(said)) for key, said in told.items()}


def _figure(one: Indicator) -> Mapping[str, Any]:
    """Its unit, which rows are counted at all, its cases and where they are taken from, and what is
    added up or asked of them.
    """
    said: dict[str, Any] = {"unit": one.unit.value}
    if isinstance(one, Roster):
        return said | {"people": sql_of(resident(SCOPE))}
    said["counted"] = sql_of(SCOPE.holds())
    for key, basis in readings(one):
        for part, cases in one.parts(basis).items():
            said[f"{key}.{part}"] = _cases(cases)
    if isinstance(one, Sum | Median):
        said["value"] = sql_of(one.value)
    if isinstance(one, Sum) and one.among is not None:
        said["among"] = _cases(one.among)
    return said


def _cases(cases: Cases) -> list[str]:
    """The condition, and the rows: with payments these are sums themselves."""
    window = Window(column("first_day", Date), column("last_day", Date))
    rows = cases.anchor.rows(cases.anchor, table_of([SOME_DAYS], "windows"), SCOPE)
    return [sql_of(cases.condition(window)), sql_of(select(literal(1)).select_from(rows))]


def _of_register(register: Register, figure: RowFigure) -> Mapping[str, Any]:
    """Its unit, which entries are counted at all, of each part its entries and what they add."""
    model, table = register.model, register.model.__table__
    days = column("first_day", Date), column("last_day", Date)
    said: dict[str, Any] = {
        "unit": figure.unit.value,
        "counted": sql_of(and_(SCOPE.reaches(model), model.voided_at.is_(None))),
    }
    for name, part in figure.parts.items():
        said[name] = [sql_of(part.condition(table, table.c[register.day], *days)), part.of]
    return said


def _breakdown(one: Dimension) -> Mapping[str, Any]:
    return {"column": sql_of(one.column), "row": sql_of(one.condition(SOME_ROW))}


def sql_of(expression: Any) -> str:
    """On one line; a list of values in the order of their spelling, which means nothing."""
    written = expression.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    text = " ".join(str(written).split())
    return LISTED.sub(lambda found: f"({', '.join(sorted(found[1].split(', ')))})", text)
