"""A frozen year beside the same year as the ledger counts it now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from tracker.domain.counted_cases import APART, Counts
from tracker.domain.frozen import (
    FORM,
    WITHOUT_REGISTERS,
    Breakdowns,
    Difference,
    Figures,
    YearFigures,
    differences,
    redefined,
)
from tracker.domain.periods import Period
from tracker.indicators.breakdowns import RowKeys, centers_of, names_in
from tracker.indicators.counted_entries import counted_entries, legend_of_entries
from tracker.indicators.counted_parts import LEGEND, counted_cases
from tracker.indicators.dimensions import BY_KEY as DIMENSIONS
from tracker.indicators.fingerprints import definitions
from tracker.indicators.kinds import Tally
from tracker.indicators.register_figures import declared
from tracker.indicators.whole_year import OF_TODAY, figures_of_year, plain_figures
from tracker.models import FrozenYear
from tracker.queries.frozen_years import (
    CaseChange,
    changes,
    entries_of,
    read_content,
    standing,
)
from tracker.queries.scope import Scope, centers_below
from tracker.registers import REGISTERS

Known = tuple[Figures, Breakdowns]


@dataclass(frozen=True)
class FrozenState:
    """What every page and file of these figures says: frozen as what, and whether they still are.

    ``changed`` are the keys of the figures that are others now, in total or in any row, but for
    those of today's roster; ``redefined`` those that are counted otherwise now.
    """

    year: int
    number: int
    at: datetime
    by: str
    note: str
    sha256: str
    definitions: str
    changed: Sequence[str]
    redefined: Sequence[str]

    @property
    def unchanged(self) -> bool:
        return not self.changed


@dataclass(frozen=True)
class CasesOf:
    """Of a figure the cases that it no longer counts, that it counts since, and those that it
    counts as then but with another amount or number of days.
    """

    gone: list[CaseChange]
    come: list[CaseChange]
    other: list[CaseChange]

    def __iter__(self) -> Iterator[CaseChange]:
        """Each once, in the order of their keys."""
        found = {_place(one): one for one in (*self.gone, *self.come, *self.other)}
        return iter([found[place] for place in sorted(found)])


@dataclass(frozen=True)
class Share:
    """The parts of a figure in which a case counts, and what it adds."""

    parts: frozenset[str]
    added: str


NO_SHARE = Share(frozenset(), "")
Cell = tuple[str, str | None, str | None]
"""(figure, dimension, row); without the last two the whole year."""


@dataclass(frozen=True)
class Compared:
    """``cases`` are those that were written to since, the ones that the year counts otherwise
    first; ``names_now`` what rows are called by now, ``row_keys`` in which rows cases stand.
    """

    row: FrozenYear
    differences: Sequence[Difference]
    redefined: Sequence[str]
    cases: Sequence[CaseChange]
    names_now: Mapping[tuple[str, str], str]
    row_keys: RowKeys

    @cached_property
    def totals(self) -> Sequence[Difference]:
        return [one for one in self.differences if one.dimension is None]

    @cached_property
    def rows(self) -> Sequence[Difference]:
        return [one for one in self.differences if one.dimension is not None]

    @cached_property
    def moved(self) -> Sequence[CaseChange]:
        """The cases that the year counts otherwise."""
        return [one for one in self.cases if one.counts_otherwise]

    @cached_property
    def went_on(self) -> Sequence[CaseChange]:
        """Those that were written to, and count as they did."""
        return [one for one in self.cases if not one.counts_otherwise]

    def cases_of(self, one: Difference) -> CasesOf:
        """Which cases made the figure another one. Of a sum also those with another amount."""
        found = self._cells.get((one.figure, one.dimension, one.row))
        return found or CasesOf([], [], [])

    @cached_property
    def _cells(self) -> Mapping[Cell, CasesOf]:
        """Once for all figures and rows: there may be thousands of both."""
        found: dict[Cell, CasesOf] = {}
        for one in self.moved:
            then, now = self._shares(one, one.then), self._shares(one, one.now)
            for cell in {**then, **now}:
                before, after = then.get(cell, NO_SHARE), now.get(cell, NO_SHARE)
                cases = found.setdefault(cell, CasesOf([], [], []))
                if before.parts - after.parts:
                    cases.gone.append(one)
                if after.parts - before.parts:
                    cases.come.append(one)
                if before.parts == after.parts and before.added != after.added:
                    cases.other.append(one)
        return found

    def _shares(self, case: CaseChange, counts: Counts | None) -> Mapping[Cell, Share]:
        """By figure and row what the case has in it; not of months, of which nothing is stored."""
        if counts is None:
            return {}
        places: list[tuple[str | None, str | None]] = [(None, None)]
        for dimension, value in counts.places.items():
            if dimension in DIMENSIONS:
                row = self.row_keys.of(dimension, case.key[0], value)
                places.append((dimension, row))
        parts: dict[str, set[str]] = {}
        for name in counts.parts:
            parts.setdefault(name.rpartition(".")[0], set()).add(name)
        return {
            (figure, *place): Share(frozenset(names), _added(counts, figure, names))
            for figure, names in parts.items()
            for place in places
        }


def _place(one: CaseChange) -> tuple[str, tuple[int, int]]:
    """Cases first, then the registers."""
    return one.kind or "", one.key


def _added(counts: Counts, figure: str, parts: Iterable[str]) -> str:
    """What a case adds to the figure, an entry to each of the parts."""
    return APART.join(counts.sums.get(name, "") for name in (figure, *sorted(parts)))


def state_of(session: Session, scope: Scope, center_id: int, period: Period) -> FrozenState | None:
    """What stands frozen of the center's year; None also where the scope is not all that is
    frozen.
    """
    row = standing(session, center_id, period.start.year)
    if row is None or not _is_whole(session, scope, center_id):
        return None
    content = read_content(row)
    found = _differences(scope, content, figures_of_year(session, scope, period))
    return FrozenState(
        row.year,
        row.number,
        row.frozen_at,
        row.frozen_by,
        row.note,
        row.sha256,
        row.definitions,
        changed=list(dict.fromkeys(one.key for one in found)),
        redefined=_redefined(content),
    )


def compare(session: Session, scope: Scope, row: FrozenYear) -> Compared | None:
    """The frozen year as the scope may see it: whole, or the row of one organisation.

    None where the scope holds some of its centers only.
    """
    content = read_content(row)
    period = Period.year(row.year)
    if scope.organisation_id is None:
        if not _is_whole(session, scope, row.center_id):
            return None
        scope = scope.within(centers_below(session, row.center_id))
    elif scope.center_ids != (row.center_id,):
        return None
    found = changes(session, row, counted_cases(Scope(scope.center_ids), period), LEGEND)
    if scope.organisation_id is None:
        found += _entries(session, row, content, counted_entries(scope, period))
    now = figures_of_year(session, scope, period)
    return Compared(
        row,
        _differences(scope, content, now),
        _redefined(content),
        sorted(_seen(scope, found), key=lambda one: (not one.counts_otherwise, *_place(one))),
        {(name, key): label for name, rows in now.names.items() for key, label in rows},
        RowKeys(names_in(session, scope), centers_of(session, scope)),
    )


def _entries(
    session: Session,
    row: FrozenYear,
    content: Mapping[str, Any],
    now: Mapping[str, Select[*tuple[Any, ...]]],
) -> Iterator[CaseChange]:
    """Of the registers that were there when the year was frozen and still are."""
    for kind in content.get("registers", {}):
        if kind in now:
            legend = legend_of_entries(REGISTERS[kind])
            yield from changes(session, row, now[kind], legend, entries_of(kind))


def _redefined(content: Mapping[str, Any]) -> list[str]:
    """Nothing can be told of a form whose fingerprints are of other texts, nor of the registers in
    one that has none.
    """
    then, now = content["definitions"], definitions()
    if content["form"] == WITHOUT_REGISTERS:
        now = {key: one for key, one in now.items() if key in then or key not in declared()}
    elif content["form"] != FORM:
        return []
    return redefined(then, now)


def _is_whole(session: Session, scope: Scope, center_id: int) -> bool:
    """Whether the scope sees the center and all below it."""
    whole = centers_below(session, center_id)
    return scope.organisation_id is None and set(whole) <= set(scope.center_ids)


def _differences(scope: Scope, content: Mapping[str, Any], now: YearFigures) -> list[Difference]:
    nothing = plain_figures(Tally())
    then: Known = content["figures"], content["breakdowns"]
    if scope.organisation_id is None:
        found = differences(then, (now.figures, now.breakdowns), nothing)
        unknown = set(OF_TODAY)
        if "registers" not in content:
            unknown |= declared().keys()
        return [one for one in found if one.key not in unknown]
    own = f"{scope.center_ids[0]}-{scope.organisation_id}"
    row = content["breakdowns"]["organisation"].get(own, nothing)
    return differences((row, {}), ({key: now.figures[key] for key in nothing}, {}), nothing)


def _seen(scope: Scope, found: Sequence[CaseChange]) -> list[CaseChange]:
    """Whose view is one organisation sees what it had then or has now, and nothing of others."""
    if scope.organisation_id is None:
        return list(found)
    own = str(scope.organisation_id)

    def mine(counts: Counts | None) -> Counts | None:
        return counts if counts and counts.places["organisation"] == own else None

    seen = [replace(one, then=mine(one.then), now=mine(one.now)) for one in found]
    return [one for one in seen if one.then or one.now]
