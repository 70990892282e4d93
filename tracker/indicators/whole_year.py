"""A whole year as it is frozen: every figure on every basis in every breakdown, in plain values."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.frozen import Figures, Parts, YearFigures
from tracker.domain.periods import Period
from tracker.indicators.breakdowns import by_dimension, by_month, centers_of, names_in
from tracker.indicators.compute import Asked, tally
from tracker.indicators.counted_entries import counted_entries, legend_of_entries
from tracker.indicators.counted_parts import LEGEND, counted_cases, readings
from tracker.indicators.definitions import GLOSSARY, INDICATORS, RESIDENT_MEDIATORS
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.indicators.figures import Figure
from tracker.indicators.fingerprints import definitions
from tracker.indicators.kinds import Roster, Tally
from tracker.indicators.register_figures import register_figures
from tracker.indicators.roster import resident_figure
from tracker.queries.frozen_years import Counted
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS

OF_TODAY = frozenset(one.key for one in GLOSSARY if isinstance(one, Roster))
"""The figures of the roster, which keeps no dates: stored as they were, compared with nothing."""


def count_year(session: Session, scope: Scope, period: Period) -> Counted:
    """The figures, and the statements that list the cases and entries behind them."""
    return Counted(
        figures_of_year(session, scope, period),
        counted_cases(scope, period),
        counted_entries(scope, period),
    )


def figures_of_year(session: Session, scope: Scope, period: Period) -> YearFigures:
    months = list(period.months())
    found = tally(session, Asked(scope, [period, *months]), INDICATORS)
    centers, names = centers_of(session, scope), names_in(session, scope)
    rows = {MONTH: by_month(months, found.windows, first=1)}
    for one in DIMENSIONS:
        rows[one.key] = by_dimension(one, found.rows[one.key], names, centers)
    figures = dict(plain_figures(found.windows[0]))
    figures[RESIDENT_MEDIATORS.key] = plain(resident_figure(session, scope))
    [registers] = register_figures(session, scope, [period])
    figures |= {key: plain(one) for key, one in registers.items()}
    return YearFigures(
        centers=[one.code for one in centers.values()],
        figures=figures,
        breakdowns={
            name: {row.key: plain_figures(row.tally) for row in lines}
            for name, lines in rows.items()
        },
        definitions=definitions(),
        legend=LEGEND,
        registers={kind: legend_of_entries(one) for kind, one in REGISTERS.items()},
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
