"""A frozen year beside the same year as the ledger counts it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.frozen import (
    Breakdowns,
    Difference,
    Figures,
    YearFigures,
    differences,
    redefined,
)
from tracker.domain.periods import Period
from tracker.indicators.counted_parts import APART, SUMS, counted_cases, names_of
from tracker.indicators.dimensions import BY_KEY as DIMENSIONS
from tracker.indicators.kinds import Tally
from tracker.indicators.whole_year import OF_TODAY, definitions, figures_of_year, plain_figures
from tracker.models import FrozenYear
from tracker.queries.frozen_years import CaseChange, changes, read_content, standing
from tracker.queries.scope import Scope, centers_below

Known = tuple[Figures, Breakdowns]
ORGANISATION = list(DIMENSIONS).index("organisation")


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

    gone: Sequence[CaseChange]
    come: Sequence[CaseChange]
    other: Sequence[CaseChange]


@dataclass(frozen=True)
class Compared:
    """``cases`` are those that were written to since, the ones that the year counts otherwise
    first; ``named`` the parts in which they counted, ``names_now`` what rows are called by now.
    """

    row: FrozenYear
    differences: Sequence[Difference]
    redefined: Sequence[str]
    cases: Sequence[CaseChange]
    named: Sequence[str]
    names_now: Mapping[tuple[str, str], str]

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

    def cases_of(self, figure: str) -> CasesOf:
        """Which cases made the figure another one. Of a sum also those with another amount."""
        gone, come, other = [], [], []
        for one in self.moved:
            before, after = self._part(one.then, figure), self._part(one.now, figure)
            if before - after:
                gone.append(one)
            if after - before:
                come.append(one)
            if before == after and self._added(one.then, figure) != self._added(one.now, figure):
                other.append(one)
        return CasesOf(gone, come, other)

    def _part(self, case: Any, figure: str) -> set[str]:
        found = names_of(case.parts, self.named) if case else set()
        return {name for name in found if name.rpartition(".")[0] == figure}

    def _added(self, case: Any, figure: str) -> str:
        if case is None or figure not in SUMS:
            return ""
        return str(case.sums.split(APART)[list(SUMS).index(figure)])


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
        redefined=redefined(content["definitions"], definitions()),
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
    found = changes(session, row, counted_cases(Scope(scope.center_ids), period))
    now = figures_of_year(session, scope, period)
    return Compared(
        row,
        _differences(scope, content, now),
        redefined(content["definitions"], definitions()),
        sorted(_seen(scope, found), key=lambda one: (not one.counts_otherwise, one.key)),
        content["parts"],
        {(name, key): label for name, rows in now.names.items() for key, label in rows},
    )


def _is_whole(session: Session, scope: Scope, center_id: int) -> bool:
    """Whether the scope sees the center and all below it."""
    whole = centers_below(session, center_id)
    return scope.organisation_id is None and set(whole) <= set(scope.center_ids)


def _differences(scope: Scope, content: Mapping[str, Any], now: YearFigures) -> list[Difference]:
    nothing = plain_figures(Tally())
    then: Known = content["figures"], content["breakdowns"]
    if scope.organisation_id is None:
        found = differences(then, (now.figures, now.breakdowns), nothing)
        return [one for one in found if one.key not in OF_TODAY]
    own = f"{scope.center_ids[0]}-{scope.organisation_id}"
    row = content["breakdowns"]["organisation"].get(own, nothing)
    return differences((row, {}), ({key: now.figures[key] for key in nothing}, {}), nothing)


def _seen(scope: Scope, found: Sequence[CaseChange]) -> list[CaseChange]:
    """Whose view is one organisation sees what it had then or has now, and nothing of others."""
    if scope.organisation_id is None:
        return list(found)
    own = str(scope.organisation_id)

    def mine(case: Any) -> Any:
        return case if case and case.places.split(APART)[ORGANISATION] == own else None

    seen = [CaseChange(one.case, mine(one.then), mine(one.now)) for one in found]
    return [one for one in seen if one.then or one.now]
