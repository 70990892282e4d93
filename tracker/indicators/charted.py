"""What the charts are drawn from: one count for all of them, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.breakdowns import (
    Names,
    TallyRow,
    by_dimension,
    by_month,
    centers_of,
    names_in,
    row_of,
)
from tracker.indicators.compute import Asked, Tallies, tally
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import BY_KEY as DIMENSION
from tracker.indicators.dimensions import Pick
from tracker.indicators.distributions import (
    DISTRIBUTIONS,
    VILLAGE_BY_TYPE,
    Distribution,
    crossed,
)
from tracker.indicators.kinds import Tally
from tracker.indicators.year import organisation_of
from tracker.models import Center
from tracker.queries.conditions import UNSTATED
from tracker.queries.scope import Scope

FIGURES = tuple(
    BY_KEY[key]
    for key in (
        "caseload",
        "accepted",
        "closed",
        "resolved",
        "pending",
        "resolution_rate",
        "mediated_success",
        "amount_agreed",
    )
)
DIMENSIONS = (
    DIMENSION["dispute_type"],
    DIMENSION["organisation"],
    *DISTRIBUTIONS.values(),
    VILLAGE_BY_TYPE,
)
PERIOD, BEFORE, FIRST_MONTH = 0, 1, 2
"""Places of the windows."""


Order = tuple[Any, ...]
"""Where a row stands among the others."""


@dataclass(frozen=True)
class Place:
    """A row or a column of the matrix; ``key`` picks it, as that of a breakdown's row does."""

    key: str
    label: str


@dataclass(frozen=True)
class Matrix:
    """``cells`` has the tally of each pair (row's key, column's key) that has any case."""

    rows: Sequence[Place]
    columns: Sequence[Place]
    cells: Mapping[tuple[str, str], Tally]


@dataclass(frozen=True)
class Charted:
    """The question, and what was counted for it."""

    center: Center
    organisation: str | None
    sample: bool
    period: Period
    basis: Basis
    picks: tuple[Pick, ...]
    names: Names
    centers: Mapping[int, Center]
    tallies: Tallies

    @property
    def whole(self) -> Tally:
        return self.tallies.windows[PERIOD]

    def months(self) -> list[TallyRow]:
        return by_month(list(self.period.months()), self.tallies.windows, FIRST_MONTH)

    def months_before(self) -> list[Tally] | None:
        """Of the year before, for the same months; None where either year has no data."""
        months = list(self.period.months())
        before = list(self.period.year_before().months())
        known = bool(self.whole) and bool(self.tallies.windows[BEFORE])
        if not known or len(before) != len(months):
            return None
        first = FIRST_MONTH + len(months)
        return [self.tallies.windows[first + place] for place in range(len(before))]

    def rows(self, dimension: str) -> list[TallyRow]:
        """The rows of the dimension that have any case."""
        found = self.tallies.rows[dimension]
        return by_dimension(DIMENSION[dimension], found, self.names, self.centers)

    def classes(self, of: Distribution) -> list[TallyRow]:
        """Every class, also an empty one, and those that state nothing after them."""
        found = self.tallies.rows[of.key]
        rows = [
            TallyRow(band.key, str(band.name), found.get((None, band.key), Tally()))
            for band in of.bands
        ]
        return [*rows, *self._unstated(of, found.get((None, UNSTATED)))]

    def _unstated(self, of: Distribution, found: Tally | None) -> list[TallyRow]:
        if found is None:
            return []
        label = row_of(of, None, UNSTATED, self.names, self.centers)[1]
        return [TallyRow(UNSTATED, label, found)]

    def matrix(self) -> Matrix:
        """Villages by types, types rolled up to their parents."""
        rows: set[tuple[Order, Place]] = set()
        columns: set[tuple[Order, Place]] = set()
        cells: dict[tuple[str, str], Tally] = {}
        for (center_id, ids), found in self.tallies.rows[VILLAGE_BY_TYPE.key].items():
            if not found:
                continue
            village, kind = crossed(ids)
            row = self._place("village", center_id, village)
            column = self._place("dispute_type", center_id, kind)
            rows.add(row)
            columns.add(column)
            cells.setdefault((row[1].key, column[1].key), Tally()).add(found)
        return Matrix(_in_order(rows), _in_order(columns), cells)

    def _place(self, dimension: str, center_id: int | None, id_: str) -> tuple[Order, Place]:
        of = DIMENSION[dimension]
        key, label, order = row_of(of, center_id, id_, self.names, self.centers)
        return order, Place(key, label)


def charted(
    session: Session,
    scope: Scope,
    center: Center,
    period: Period,
    basis: Basis,
    picks: Sequence[Pick] = (),
) -> Charted:
    """Count the scope's cases, narrowed to the picked rows if any, in a few statements."""
    before = period.year_before()
    periods = [period, before, *period.months(), *before.months()]
    tallies = tally(session, Asked(scope, periods, picks, dimensions=DIMENSIONS), FIGURES)
    centers, names = centers_of(session, scope), names_in(session, scope)
    return Charted(
        center=center,
        organisation=organisation_of(scope, names),
        sample=any(one.is_sample for one in centers.values()),
        period=period,
        basis=basis,
        picks=tuple(picks),
        names=names,
        centers=centers,
        tallies=tallies,
    )


def _in_order(found: Iterable[tuple[Order, Place]]) -> list[Place]:
    """Each once: a type stands where the first center puts it."""
    places: dict[str, Place] = {}
    for _order, place in sorted(found, key=lambda one: one[0]):
        places.setdefault(place.key, place)
    return list(places.values())
