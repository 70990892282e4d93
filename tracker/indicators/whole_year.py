"""A whole year as it is frozen: every figure on every basis in every breakdown, in plain values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Date, column
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from tracker.domain.frozen import Figures, Parts, YearFigures, canonical, fingerprint
from tracker.domain.periods import Period
from tracker.indicators.breakdowns import by_dimension, by_month, centers_of, names_in
from tracker.indicators.compute import Asked, tally
from tracker.indicators.counted_parts import PARTS, counted_cases, readings
from tracker.indicators.definitions import GLOSSARY, INDICATORS, RESIDENT_MEDIATORS
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Indicator, Median, Roster, Sum, Tally
from tracker.indicators.roster import resident_figure
from tracker.indicators.windows import Window
from tracker.queries.frozen_years import Counted
from tracker.queries.roster import resident
from tracker.queries.scope import Scope

OF_TODAY = frozenset(one.key for one in GLOSSARY if isinstance(one, Roster))
"""The figures of the roster, which keeps no dates: stored as they were, compared with nothing."""


def count_year(session: Session, scope: Scope, period: Period) -> Counted:
    """The figures, and the statement that lists the cases behind them."""
    return Counted(figures_of_year(session, scope, period), counted_cases(scope, period))


def figures_of_year(session: Session, scope: Scope, period: Period) -> YearFigures:
    months = list(period.months())
    found = tally(session, Asked(scope, [period, *months]), INDICATORS)
    centers, names = centers_of(session, scope), names_in(session, scope)
    rows = {MONTH: by_month(months, found.windows, first=1)}
    for one in DIMENSIONS:
        rows[one.key] = by_dimension(one, found.rows[one.key], names, centers)
    figures = dict(plain_figures(found.windows[0]))
    figures[RESIDENT_MEDIATORS.key] = plain(resident_figure(session, scope))
    return YearFigures(
        centers=[one.code for one in centers.values()],
        figures=figures,
        breakdowns={
            name: {row.key: plain_figures(row.tally) for row in lines}
            for name, lines in rows.items()
        },
        definitions=definitions(),
        parts=list(PARTS),
        names={name: [(row.key, row.label) for row in lines] for name, lines in rows.items()},
    )


def plain_figures(found: Tally) -> Figures:
    """By the keys of all readings."""
    return {
        key: plain(one.figure(found, basis)) for one in INDICATORS for key, basis in readings(one)
    }


def plain(figure: Figure) -> Parts:
    """The value, also where there is none, and what stands beside it."""
    beside = {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "rows": figure.rows,
        "asked": figure.asked,
    }
    return {"value": figure.plain} | {k: v for k, v in beside.items() if v is not None}


@cache
def definitions() -> Mapping[str, str]:
    """The fingerprint of what each figure counts: unit, cases and value as SQL, not its words.

    One dialect serves for all databases, so that the fingerprint is the ledger's and not theirs.
    """
    return {one.key: fingerprint(canonical(_says(one))) for one in GLOSSARY}


def _says(one: Indicator) -> Mapping[str, Any]:
    window = Window(column("first_day", Date), column("last_day", Date))
    said: dict[str, Any] = {"unit": one.unit.value}
    if isinstance(one, Roster):
        return said | {"people": _sql(resident(Scope((0,))))}
    for key, basis in readings(one):
        for part, cases in one.parts(basis).items():
            said[f"{key}.{part}"] = _sql(cases.condition(window))
    if isinstance(one, Sum | Median):
        said["value"] = _sql(one.value)
    if isinstance(one, Sum) and one.among is not None:
        said["among"] = _sql(one.among.condition(window))
    return said


def _sql(expression: Any) -> str:
    written = expression.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return " ".join(str(written).split())
