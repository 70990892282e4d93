"""Targets held against their figures: of the year up to today, of each organisation or of all.

The whole center's figures are those of the statistics: with the centers below, where there are any.
Rates are on the basis of the caseload, always (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.targets import (
    TARGETED,
    Progress,
    Standing,
    Targeted,
    cases_short,
    days_told,
    judge,
)
from tracker.domain.vocabulary import Basis
from tracker.indicators import dimensions
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Tally
from tracker.models import Center
from tracker.queries.scope import Scope, centers_below
from tracker.queries.targets import TargetRow, targets_of

ORGANISATION = dimensions.BY_KEY["organisation"]
ASKED = (BY_KEY["caseload"], *(BY_KEY[key] for key in TARGETED))
"""The caseload as well: where there is none, nothing is on record."""


@dataclass(frozen=True)
class Held:
    """A target beside its figure, which is None where the year or the reader has none.

    ``short``: how many more cases a rate needs, of as many. ``picks`` lead to the cases.
    """

    target: TargetRow
    picks: tuple[Pick, ...]
    figure: Figure | None
    standing: Standing
    short: int | None = None

    @property
    def targeted(self) -> Targeted:
        return TARGETED[self.target.figure]


@dataclass(frozen=True)
class YearOfTargets:
    """``days`` are those of the year up to today, None for a year to come."""

    year: int
    days: Period | None
    lines: Sequence[Held]


def year_of_targets(
    session: Session,
    scope: Scope,
    center: Center,
    year: int,
    of_center: tuple[Pick, ...],
    today: date,
) -> YearOfTargets:
    """Those of the center within the scope; ``of_center`` picks it where the scope is wider."""
    rows = targets_of(session, scope, center.id, year)
    days = days_told(year, today)
    if not rows or days is None:
        lines = [Held(row, (), None, Standing(Progress.TO_COME)) for row in rows]
        return YearOfTargets(year, days, lines)
    found = tally(session, Asked(scope, [days], of_center, dimensions=(ORGANISATION,)), ASKED)
    sees_all = set(centers_below(session, center.id)) <= set(scope.center_ids)

    def held(row: TargetRow) -> Held:
        if row.organisation_id is not None:
            one = found.rows[ORGANISATION.key].get((center.id, str(row.organisation_id)), Tally())
            key = f"{center.id}-{row.organisation_id}"
            return _held(row, ((ORGANISATION.key, key),), one, today)
        if not sees_all:
            return Held(row, (), None, Standing(Progress.UNSEEN))
        return _held(row, of_center, found.windows[0], today)

    return YearOfTargets(year, days, [held(row) for row in rows])


def _held(row: TargetRow, picks: tuple[Pick, ...], counted: Tally, today: date) -> Held:
    figure = BY_KEY[row.figure].figure(counted, Basis.CASELOAD)
    measured = exact(figure) if counted else None
    standing = judge(TARGETED[row.figure], row.value, measured, row.year, today)
    short = None
    if standing.apart is not None and figure.denominator is not None:
        short = cases_short(row.value, figure.numerator or 0, figure.denominator)
    return Held(row, picks, figure, standing, short)


def exact(figure: Figure) -> Fraction | None:
    """The value before any rounding; of a rate in percent."""
    if figure.value is None:
        return None
    if figure.numerator is not None and figure.denominator is not None:
        return Fraction(100 * figure.numerator, figure.denominator)
    return Fraction(figure.value)
