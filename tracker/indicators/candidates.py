"""What can be put side by side: the rows of a breakdown, or one period in several years.

All figures of all sides come from one tally.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.periods import MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.breakdowns import Names, by_dimension, centers_of, names_in, row_of
from tracker.indicators.comparison import Side
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY, INDICATORS
from tracker.indicators.dimensions import BY_KEY as DIMENSION
from tracker.indicators.dimensions import DIMENSIONS, Dimension, Pick
from tracker.indicators.kinds import Tally
from tracker.indicators.remembered import remembered
from tracker.indicators.year import figures_of
from tracker.models import Case, Center
from tracker.queries.conditions import UNSTATED
from tracker.queries.scope import Scope

YEARS = "year"
KIND, ARG = "compare", "of"
"""Of an address: the kind, and once for each column a row of it."""
LEAST, MOST = 2, 5
"""So many are compared."""
OFFERED = 100
"""No list to choose from is longer: the rows with the most cases, or the latest years."""


@dataclass(frozen=True)
class Candidates:
    """``names`` has what may be chosen, ``offered`` what a form lists of it, in its order.

    ``usual`` are compared where nothing is chosen: those with the most cases, or the latest years.
    """

    names: Mapping[str, str]
    offered: Sequence[str]
    usual: Sequence[str]
    sides: Callable[[Sequence[str]], list[Side]]


def kinds_for(scope: Scope) -> list[str]:
    """What can be compared, people and places first; organisations only where several are seen."""
    first = ("organisation", "mediator", "village", "dispute_type", YEARS)
    kinds = dict.fromkeys((*first, *(one.key for one in DIMENSIONS)))
    return [kind for kind in kinds if kind != "organisation" or scope.organisation_id is None]


def candidates(
    session: Session,
    scope: Scope,
    kind: str,
    period: Period,
    basis: Basis,
    picks: Sequence[Pick] = (),
) -> Candidates:
    """What of the kind has cases in the scope, of the picked rows only if any."""
    if kind == YEARS:
        return _years(session, scope, period, basis, tuple(picks))
    return _rows(session, scope, DIMENSION[kind], period, basis, tuple(picks))


def _rows(
    session: Session,
    scope: Scope,
    dimension: Dimension,
    period: Period,
    basis: Basis,
    picks: tuple[Pick, ...],
) -> Candidates:
    asked = Asked(scope, [period], picks, dimensions=(dimension,))
    raw = tally(session, asked, INDICATORS).rows[dimension.key]
    names, centers = names_in(session, scope), centers_of(session, scope)
    found = {row.key: row.tally for row in by_dimension(dimension, raw, names, centers)}
    largest = sorted(found, key=lambda key: _caseload(found[key]), reverse=True)
    labels = _labels(dimension, names, centers)

    def side(key: str) -> Side:
        figures = figures_of(found.get(key, Tally()), basis)
        return Side(key, labels[key], period, (*picks, (dimension.key, key)), figures)

    return Candidates(
        names=labels,
        offered=[key for key in found if key in largest[:OFFERED]],
        usual=[key for key in largest if key != UNSTATED][:MOST],
        sides=lambda keys: list(map(side, keys)),
    )


def _caseload(found: Tally) -> int:
    return BY_KEY["caseload"].figure(found, Basis.CASELOAD).rows or 0


def _labels(dimension: Dimension, names: Names, centers: Mapping[int, Center]) -> Mapping[str, str]:
    """Every row that the breakdown may have, also those without a case."""
    places: list[tuple[int | None, str]] = [(None, word.value) for word in dimension.words or ()]
    if dimension.model is not None:
        places = [(center, str(id_)) for center, id_ in names[dimension.key]]
    rows = [row_of(dimension, *place, names, centers) for place in (*places, (None, UNSTATED))]
    return {key: label for key, label, _place in rows}


def _years(
    session: Session, scope: Scope, period: Period, basis: Basis, picks: tuple[Pick, ...]
) -> Candidates:
    asked_year = period.start.year
    first = max(MIN_YEAR, min(_first_year(session, scope) or asked_year, asked_year - 1))
    names = {str(year): str(year) for year in range(first, max(clock.today().year, asked_year) + 1)}

    def sides(keys: Sequence[str]) -> list[Side]:
        periods = [period.in_year(int(key)) for key in keys]
        found = tally(session, Asked(scope, periods, picks, dimensions=()), INDICATORS).windows
        return [
            Side(key, names[key], periods[place], picks, figures_of(found[place], basis))
            for place, key in enumerate(keys)
        ]

    known = list(names)
    return Candidates(
        names=names,
        offered=known[-OFFERED:],
        usual=[key for key in known if int(key) <= asked_year][-MOST:],
        sides=sides,
    )


def _first_year(session: Session, scope: Scope) -> int | None:
    """The year of the first accepted case."""

    def asked() -> int | None:
        day = session.scalar(select(func.min(Case.accepted_on)).where(scope.reaches()))
        return day.year if day else None

    return remembered(session, scope, _first_year, asked)
