"""The summary of a period: its figures, their breakdowns, and the same a year before.

One object feeds the page, the files, the JSON and the terminal, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators import definitions
from tracker.indicators.breakdowns import Names, TallyRow, by_dimension, by_month, names_in
from tracker.indicators.compute import Asked, Tallies, tally
from tracker.indicators.dimensions import CENTER, DIMENSIONS, MONTH, Pick
from tracker.indicators.figures import Figure, change_percent
from tracker.indicators.kinds import Tally, Unit
from tracker.models import Center
from tracker.queries.roster import resident
from tracker.queries.scope import Scope, centers_below

Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Row:
    """A row of a breakdown; ``key`` goes into addresses."""

    key: str
    label: str
    figures: Figures


@dataclass(frozen=True)
class Comparison:
    """A figure against the same period a year before; all None where either year has no data."""

    now: Figure
    before: Figure | None

    @property
    def previous(self) -> int | Decimal | None:
        return self.before.value if self.before else None

    @property
    def change_percent(self) -> Decimal | None:
        """Of counts, sums and medians; a rate's change is told in points."""
        if self.now.value is None or self.previous is None or self.now.unit == Unit.PERCENT.value:
            return None
        return change_percent(self.now.value, self.previous)

    @property
    def change_points(self) -> Decimal | None:
        """Percentage points between two rates."""
        if self.now.value is None or self.previous is None or self.now.unit != Unit.PERCENT.value:
            return None
        return Decimal(self.now.value) - Decimal(self.previous)

    @property
    def direction(self) -> str | None:
        """``up``, ``down`` or ``level``; None when it cannot be told."""
        if self.now.value is None or self.previous is None:
            return None
        if self.now.value == self.previous:
            return "level"
        return "up" if self.now.value > self.previous else "down"


@dataclass(frozen=True)
class Summary:
    """``readings`` has the resolution rate on every basis: none is chosen silently.

    ``organisation`` is named where only its cases are seen. ``chart_before`` has the charted figure
    for each month of the year before.
    """

    center: Center
    centers: Sequence[Center]
    organisation: str | None
    period: Period
    basis: Basis
    picks: tuple[Pick, ...]
    figures: Figures
    readings: Mapping[Basis, Figure]
    breakdowns: Mapping[str, Sequence[Row]]
    year_on_year: Mapping[str, Comparison]
    chart_before: Sequence[int]

    @property
    def sample(self) -> bool:
        """Whether any of it is invented sample data."""
        return any(center.is_sample for center in self.centers)


def summarise(
    session: Session,
    scope: Scope,
    center: Center,
    period: Period,
    basis: Basis,
    picks: Sequence[Pick] = (),
) -> Summary:
    """All figures of the scope's cases, narrowed to the picked rows if any."""
    months = list(period.months())
    before = period.year_before()
    charted = definitions.CHARTED
    earlier_months = list(before.months())
    asked = Asked(
        scope, [period, before, *months], picks, more={charted.cases.anchor: earlier_months}
    )
    tallies = tally(session, asked, definitions.INDICATORS)
    centers, names = _centers(session, scope), names_in(session, scope)
    figures = figures_of(tallies.windows[0], basis)
    if all(name == CENTER for name, _row in picks):
        figures[definitions.RESIDENT_MEDIATORS.key] = _resident_mediators(session, scope)
    return Summary(
        center=center,
        centers=list(centers.values()),
        organisation=_organisation(scope, names),
        period=period,
        basis=basis,
        picks=tuple(picks),
        figures=figures,
        readings={
            one: definitions.BY_KEY["resolution_rate"].figure(tallies.windows[0], one)
            for one in Basis
        },
        breakdowns={
            name: [Row(row.key, row.label, figures_of(row.tally, basis)) for row in rows]
            for name, rows in _breakdowns(names, months, tallies, centers).items()
        },
        year_on_year=_compared(tallies.windows[0], tallies.windows[1], basis),
        chart_before=[
            charted.figure(tallies.windows[place], basis).rows or 0
            for place in range(len(asked.periods), len(asked.periods) + len(earlier_months))
        ],
    )


def figures_of(found: Tally, basis: Basis) -> dict[str, Figure]:
    return {one.key: one.figure(found, basis) for one in definitions.INDICATORS}


def _breakdowns(
    names: Names,
    months: Sequence[Period],
    tallies: Tallies,
    centers: Mapping[int, Center],
) -> dict[str, list[TallyRow]]:
    rows = {MONTH: by_month(months, tallies.windows, first=2)}
    for one in DIMENSIONS:
        rows[one.key] = by_dimension(one, tallies.rows[one.key], names, centers)
    return rows


def _compared(now: Tally, before: Tally, basis: Basis) -> dict[str, Comparison]:
    """A year without any case on record cannot be compared with."""
    comparable = bool(now) and bool(before)
    older = figures_of(before, basis) if comparable else {}
    return {
        key: Comparison(figure, older.get(key)) for key, figure in figures_of(now, basis).items()
    }


def _organisation(scope: Scope, names: Names) -> str | None:
    if scope.organisation_id is None:
        return None
    return names["organisation"][scope.center_ids[0], scope.organisation_id].text


def center_within(
    session: Session, scope: Scope, own_center_id: int, code: str | None
) -> tuple[Center, Scope, tuple[Pick, ...]] | None:
    """The center of the code, what the scope holds of it and below, and the pick for links.

    Without a code the own center and the whole scope; None for a center outside the scope.
    """
    if not code:
        return session.get_one(Center, own_center_id), scope, ()
    center = session.scalar(select(Center).where(Center.code == code))
    if center is None or center.id not in scope.center_ids:
        return None
    return center, scope.within(centers_below(session, center.id)), ((CENTER, code),)


def _centers(session: Session, scope: Scope) -> dict[int, Center]:
    found = session.scalars(
        select(Center).where(Center.id.in_(scope.center_ids)).order_by(Center.code)
    )
    return {center.id: center for center in found}


def _resident_mediators(session: Session, scope: Scope) -> Figure:
    """Those on the roster now: the roster keeps no dates."""
    number = session.scalar(select(func.count()).select_from(resident(scope).subquery()))
    return definitions.RESIDENT_MEDIATORS.of(number or 0)
