"""All figures of a page in a handful of statements, whatever the number of cases.

One statement for each anchor: the windows (the period, the same a year before, the months) beside
the cases that the anchor picks, each case with its marks, summed for every window; and the first
window's cases once more, summed for every row of every breakdown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.anchors import Anchor
from tracker.indicators.dimensions import DIMENSIONS, Dimension, Pick, picked
from tracker.indicators.kinds import Indicator, Measure, Tally
from tracker.indicators.remembered import remembered
from tracker.indicators.windows import Window, days_of, table_to_fill
from tracker.models import Case
from tracker.queries.conditions import UNSTATED
from tracker.queries.scope import Scope

KEPT = 128
"""Statements kept; one of all breakdowns is some hundred kilobytes."""
PERIOD = "period"
RawKey = tuple[int | None, str]
"""(center, the column's value as text); the center is None where keys are alike in all centers."""


@dataclass(frozen=True)
class Asked:
    """Whose cases, in which periods, and of which rows only; breakdowns are of the first period.

    ``dimensions`` are the breakdowns that are wanted.
    """

    scope: Scope
    periods: Sequence[Period]
    picks: Sequence[Pick] = ()
    dimensions: Sequence[Dimension] = DIMENSIONS

    @property
    def key(self) -> Hashable:
        """Alike for alike questions."""
        return self.scope, tuple(self.periods), tuple(self.picks), tuple(self.dimensions)

    @property
    def form(self) -> Form:
        """The same for other periods."""
        return Form(self.scope, len(self.periods), tuple(self.picks), tuple(self.dimensions))


@dataclass(frozen=True)
class Form:
    """What a statement is made of; in which periods it then counts is told when it is asked."""

    scope: Scope
    periods: int
    picks: tuple[Pick, ...]
    dimensions: tuple[Dimension, ...]

    @cached_property
    def conditions(self) -> Sequence[ColumnElement[bool]]:
        """What a case must fulfil; made once, because a statement names it more than once."""
        return (self.scope.holds(), *picked(self.picks))


@dataclass
class Tallies:
    """One tally for each window, and for the first window one for each row of each breakdown."""

    windows: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    rows: dict[str, dict[RawKey, Tally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Tally))
    )

    def at(self, dimension: str, place: int | None, key: str | None) -> Tally:
        if dimension == PERIOD:
            return self.windows[place or 0]
        return self.rows[dimension][(place, key) if key is not None else (None, UNSTATED)]


def tally(session: Session, asked: Asked, indicators: Iterable[Indicator]) -> Tallies:
    """Add up whatever the indicators need."""
    wanted = tuple(indicators)
    key = (tally, asked.key, wanted)
    return remembered(session, asked.scope, key, lambda: _add_up(session, asked, wanted))


def _add_up(session: Session, asked: Asked, indicators: Iterable[Indicator]) -> Tallies:
    tallies = Tallies()
    days = days_of(asked.periods, _name(len(asked.periods))) | days_of(asked.periods[:1], _name(1))

    def lines(anchor: Anchor, measures: Sequence[Measure]) -> Iterable[Any]:
        return session.execute(_statement(anchor, tuple(measures), asked.form), days)

    for anchor, measures in _by_anchor(indicators).items():
        sums = [measure for measure in measures if not measure.spread]
        if sums:
            for row in lines(anchor, sums):
                found = tallies.at(*row[:3]).sums
                found.update(
                    {one: int(value) for one, value in zip(sums, row[3:], strict=True) if value}
                )
        for spread in (measure for measure in measures if measure.spread):
            for *place, value, times in lines(anchor, [spread]):
                if value is not None:  # else the cases that the anchor picks and the test does not
                    spreads = tallies.at(*place).spreads
                    spreads.setdefault(spread, Counter())[int(value)] += times
    return tallies


def _by_anchor(indicators: Iterable[Indicator]) -> dict[Anchor, list[Measure]]:
    """Each measure once, in the order of the declarations."""
    wanted = dict.fromkeys(
        measure
        for indicator in indicators
        for basis in Basis
        for measure in indicator.measures(basis)
    )
    sorted_out: dict[Anchor, list[Measure]] = {}
    for measure in wanted:
        sorted_out.setdefault(measure.cases.anchor, []).append(measure)
    return sorted_out


@lru_cache(KEPT)
def _statement(anchor: Anchor, measures: tuple[Measure, ...], form: Form) -> CompoundSelect[Any]:
    """Lines of (breakdown, place or center, key, sums …); the windows first.

    A spread has the value and the number of its cases instead of sums, a line for each value.
    """
    first = _marked_cases(anchor, measures, form, 1).cte("first_window")
    windows: FromClause = first
    if form.periods > 1:
        windows = _marked_cases(anchor, measures, form, form.periods).subquery("marked")
    return union_all(
        _by_window(windows, *_columns(windows, measures)),
        *_by_dimension(form.dimensions, first, *_columns(first, measures)),
    )


def _columns(
    marked: FromClause, measures: Sequence[Measure]
) -> tuple[list[ColumnElement[Any]], list[ColumnElement[Any]]]:
    """What to select of the marks, and by which of them to group."""
    marks: list[ColumnElement[Any]] = [marked.c[_mark(place)] for place in range(len(measures))]
    if measures[0].spread:
        return [*marks, func.count()], marks
    return [func.sum(mark) for mark in marks], []


def _marked_cases(
    anchor: Anchor, measures: Sequence[Measure], form: Form, periods: int
) -> Select[Any]:
    """A row for each window and case: where it stands, and its mark for each measure."""
    windows = table_to_fill(periods, _name(periods))
    window = Window.over(windows)
    marks = [_marked(measure, window).label(_mark(at)) for at, measure in enumerate(measures)]
    places = [one.at(window).label(one.key) for one in form.dimensions]
    return (
        select(windows.c.place, Case.center_id, *places, *marks)
        .select_from(anchor.rows(anchor, windows, form.scope))
        .where(*form.conditions)
    )


def _marked(measure: Measure, window: Window) -> ColumnElement[Any]:
    value = literal(1, BigInteger) if measure.value is None else measure.value
    if measure.cases.test is None:
        return value
    return case((measure.cases.test(window), value), else_=null())


def _name(periods: int) -> str:
    """Of the table of so many periods."""
    return f"windows_{periods}"


def _mark(place: int) -> str:
    return f"mark_{place}"


def _by_window(
    marked: FromClause, columns: list[ColumnElement[Any]], values: list[ColumnElement[Any]]
) -> Select[Any]:
    keys = literal(PERIOD, String), marked.c.place, cast(null(), String)
    return select(*keys, *columns).group_by(marked.c.place, *values)


def _by_dimension(
    dimensions: Iterable[Dimension],
    marked: FromClause,
    columns: list[ColumnElement[Any]],
    values: list[ColumnElement[Any]],
) -> Iterator[Select[Any]]:
    for dimension in dimensions:
        key = marked.c[dimension.key]
        of_center = [marked.c.center_id] if dimension.model is not None else []
        center = of_center[0] if of_center else cast(null(), Integer)
        keys = literal(dimension.key, String), center, cast(key, String)
        yield select(*keys, *columns).group_by(*of_center, key, *values)
