"""The kinds of figures: a count, a sum, a rate, a median; and how each is read off a tally.

A figure is declared in ``definitions`` as one of these. It names the cases it speaks of
(``Cases``) and says which numbers it needs (``Measure``); ``compute`` adds those up for all figures
together, and the figure makes its value of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement, and_, true

from tracker.domain.money import from_fen
from tracker.domain.vocabulary import Basis
from tracker.indicators.anchors import Anchor, Test
from tracker.indicators.figures import Figure, median, percent
from tracker.indicators.windows import Window


class Unit(Enum):
    """What a value is measured in; ``reports`` and pages choose the form by it."""

    CASES = "cases"
    YUAN = "yuan"
    PERCENT = "percent"
    DAYS = "days"
    PEOPLE = "people"


class Section(Enum):
    """Where a figure stands on a page and in a file; the sections' order is theirs."""

    INTAKE = _l("Intake")
    RESOLUTION = _l("Closing and resolution")
    MEDIATION = _l("Mediation")
    AMOUNTS = _l("Amounts and performance")
    AFTERWARDS = _l("After the agreement")
    EFFORT = _l("Time and people")
    QUALITY = _l("Quality of the data")


@dataclass(frozen=True, eq=False)
class Cases:
    """Which cases are meant in a period: those the anchor picks and the test keeps."""

    anchor: Anchor
    test: Test | None = None

    def kept(self, window: Window) -> ColumnElement[bool]:
        return true() if self.test is None else self.test(window)

    def condition(self, window: Window) -> ColumnElement[bool]:
        return and_(self.anchor.condition(window), self.kept(window))

    def also(self, test: Test) -> Cases:
        """Those of these cases that pass one more test."""
        return Cases(self.anchor, lambda window: and_(self.kept(window), test(window)))


@dataclass(frozen=True)
class Measure:
    """Something to add up over the cases: the value of each, or 1 for a count.

    A ``spread`` is not summed but counted value by value (for medians).
    """

    cases: Cases
    value: ColumnElement[Any] | None = None
    spread: bool = False


@dataclass
class Tally:
    """What was added up for one row: sums (counts, fen) and spreads; tallies can be added."""

    sums: Counter[Measure] = field(default_factory=Counter)
    spreads: dict[Measure, Counter[int]] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        self.sums.update(other.sums)
        for measure, spread in other.spreads.items():
            self.spreads.setdefault(measure, Counter()).update(spread)

    def __bool__(self) -> bool:
        return any(self.sums.values())


@dataclass(frozen=True, kw_only=True, eq=False)
class Indicator:
    """A figure's key, its name, and the sentence that says how it is counted."""

    key: str
    name: LazyString
    text: LazyString
    section: Section
    unit: Unit = Unit.CASES

    def parts(self, basis: Basis) -> Mapping[str, Cases]:
        """The cases behind each of its numbers; ``drill`` lists them."""
        raise NotImplementedError

    def measures(self, basis: Basis) -> Iterator[Measure]:
        raise NotImplementedError

    def figure(self, tally: Tally, basis: Basis) -> Figure:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True, eq=False)
class Count(Indicator):
    """How many cases."""

    cases: Cases

    def parts(self, _basis: Basis) -> Mapping[str, Cases]:
        return {"value": self.cases}

    def measures(self, _basis: Basis) -> Iterator[Measure]:
        yield Measure(self.cases)

    def figure(self, tally: Tally, _basis: Basis) -> Figure:
        number = tally.sums[Measure(self.cases)]
        return Figure(self.key, self.unit.value, number, rows=number)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sum(Indicator):
    """A value added over the cases; ``cases`` are those that state one, ``among`` those asked.

    The sum over no case is 0.00. Missing is not zero: ``rows`` and ``asked`` of the figure say on
    how many cases of how many it rests, and stand beside it.
    """

    cases: Cases
    value: ColumnElement[Any]
    among: Cases | None = None
    unit: Unit = Unit.YUAN

    def parts(self, _basis: Basis) -> Mapping[str, Cases]:
        return {"value": self.cases}

    def measures(self, _basis: Basis) -> Iterator[Measure]:
        yield Measure(self.cases, self.value)
        yield Measure(self.cases)
        if self.among is not None:
            yield Measure(self.among)

    def figure(self, tally: Tally, _basis: Basis) -> Figure:
        total = tally.sums[Measure(self.cases, self.value)]
        value: int | Decimal = from_fen(total) if self.unit is Unit.YUAN else total
        asked = tally.sums[Measure(self.among)] if self.among is not None else None
        rows = tally.sums[Measure(self.cases)]
        return Figure(self.key, self.unit.value, value, rows=rows, asked=asked)


@dataclass(frozen=True)
class Reading:
    """Of which cases (denominator) which (numerator, always a part of them)."""

    numerator: Cases
    denominator: Cases


@dataclass(frozen=True)
class Reason:
    """Why cases of the denominator are not in the numerator: its name, and the test of a case."""

    key: str
    name: Callable[[], str]
    test: Test


@dataclass(frozen=True, kw_only=True, eq=False)
class Rate(Indicator):
    """A share in percent; ``by_basis`` where the denominator is a choice that must be printed.

    ``reasons`` part what is missing from the rate: each such case has exactly one of them.
    """

    reading: Reading
    by_basis: Mapping[Basis, Reading] = field(default_factory=dict)
    unit: Unit = Unit.PERCENT
    reasons: Sequence[Reason] = ()

    def read(self, basis: Basis) -> Reading:
        return self.by_basis.get(basis, self.reading)

    def parts(self, basis: Basis) -> Mapping[str, Cases]:
        reading = self.read(basis)
        missing = _all_but(reading.denominator, reading.numerator)
        return {
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "missing": missing,
            **{missing_for(one): missing.also(one.test) for one in self.reasons},
        }

    def lacks(self, basis: Basis) -> Mapping[Reason, Count]:
        """A count of what is missing for each reason."""
        return self._lacks[basis]

    @cached_property
    def _lacks(self) -> Mapping[Basis, Mapping[Reason, Count]]:
        """Made once: a count is known again by being the same."""
        return {basis: dict(self._counts_of_missing(basis)) for basis in Basis}

    def _counts_of_missing(self, basis: Basis) -> Iterator[tuple[Reason, Count]]:
        parts = self.parts(basis)
        for reason in self.reasons:
            part = missing_for(reason)
            yield (
                reason,
                Count(
                    key=f"{self.key}.{part}",
                    name=self.name,
                    text=self.text,
                    section=self.section,
                    cases=parts[part],
                ),
            )

    def measures(self, _basis: Basis) -> Iterator[Measure]:
        for reading in (self.reading, *self.by_basis.values()):
            yield Measure(reading.numerator)
            yield Measure(reading.denominator)

    def figure(self, tally: Tally, basis: Basis) -> Figure:
        reading = self.read(basis)
        above = tally.sums[Measure(reading.numerator)]
        below = tally.sums[Measure(reading.denominator)]
        value = percent(above, below)
        return Figure(self.key, self.unit.value, value, numerator=above, denominator=below)


@dataclass(frozen=True, kw_only=True, eq=False)
class Median(Indicator):
    """The middle one of the cases' values; between two middle ones, their mean."""

    cases: Cases
    value: ColumnElement[int]
    unit: Unit = Unit.DAYS

    def parts(self, _basis: Basis) -> Mapping[str, Cases]:
        return {"value": self.cases}

    def measures(self, _basis: Basis) -> Iterator[Measure]:
        yield Measure(self.cases, self.value, spread=True)

    def figure(self, tally: Tally, _basis: Basis) -> Figure:
        spread = self.spread(tally)
        return Figure(self.key, self.unit.value, median(spread), rows=spread.total())

    def spread(self, tally: Tally) -> Counter[int]:
        """How many cases have each value."""
        return tally.spreads.get(Measure(self.cases, self.value, spread=True), Counter())


@dataclass(frozen=True, kw_only=True, eq=False)
class Roster(Indicator):
    """People on the roster: no case stands behind it, and no period."""

    unit: Unit = Unit.PEOPLE

    def of(self, number: int) -> Figure:
        return Figure(self.key, self.unit.value, number, rows=number)


def missing_for(reason: Reason) -> str:
    """The part of a rate that is missing from it for that reason."""
    return f"missing.{reason.key}"


def _all_but(whole: Cases, part: Cases) -> Cases:
    """The cases of the whole that are not in the part, also where the part cannot be told."""
    return whole.also(lambda window: part.condition(window).is_not(true()))
