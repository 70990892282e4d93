"""The summary of a period: its figures, their breakdowns, and the same a year before.

One object feeds the page, the files, the JSON and the terminal, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators import definitions
from tracker.indicators.breakdowns import (
    Names,
    TallyRow,
    by_dimension,
    by_month,
    centers_of,
    names_in,
)
from tracker.indicators.changes import Comparison
from tracker.indicators.compute import Asked, Tallies, tally
from tracker.indicators.dimensions import CENTER, DIMENSIONS, MONTH, Dimension, Pick
from tracker.indicators.figures import Figure, percent
from tracker.indicators.frozen_years import FrozenState, state_of
from tracker.indicators.kinds import Indicator, Tally, Unit
from tracker.indicators.register_figures import registers_beside
from tracker.indicators.roster import resident_figure
from tracker.models import Center
from tracker.queries.scope import Scope, centers_below

Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Row:
    """A row of a breakdown; ``key`` goes into addresses."""

    key: str
    label: str
    figures: Figures


@dataclass(frozen=True)
class Summary:
    """``readings`` has the resolution rate on every basis: none is chosen silently.

    ``organisation`` is named where only its cases are seen. ``year_on_year`` compares with
    ``year_before``, ``against_before`` with ``before``, the period of the same length just before;
    of a period that still runs they hold as many days as have passed. ``chart_before`` has the
    charted figure for each month of the year before, None where nothing is on record. ``registers``
    has the figures of the office's other work beside those of the year before, unless cases are
    picked; ``frozen`` is there where exactly these figures are frozen.
    """

    center: Center
    centers: Sequence[Center]
    organisation: str | None
    period: Period
    basis: Basis
    picks: tuple[Pick, ...]
    year_before: Period
    before: Period
    figures: Figures
    readings: Mapping[Basis, Figure]
    breakdowns: Mapping[str, Sequence[Row]]
    year_on_year: Mapping[str, Comparison]
    against_before: Mapping[str, Comparison]
    registers: Mapping[str, Comparison]
    chart_before: Sequence[int | None]
    frozen: FrozenState | None

    @property
    def sample(self) -> bool:
        """Whether any of it is invented sample data."""
        return any(center.is_sample for center in self.centers)

    def caseload_share(self, row: Row) -> Figure:
        """The part of the whole caseload that stands in the row of a dimension."""
        whole, own = (int(one["caseload"].value or 0) for one in (self.figures, row.figures))
        return Figure("caseload_share", Unit.PERCENT.value, percent(own, whole), own, whole)


def summarise(
    session: Session,
    scope: Scope,
    center: Center,
    period: Period,
    basis: Basis,
    picks: Sequence[Pick] = (),
    dimensions: Sequence[Dimension] = DIMENSIONS,
    shown: Sequence[Indicator] = definitions.INDICATORS,
) -> Summary:
    """All figures of the scope's cases, narrowed to the picked rows if any.

    A file has every breakdown of every figure. A page asks for less: the ``shown`` figures by month
    and by the ``dimensions`` it draws; the charted one is always among them.
    """
    months = list(period.months())
    year_before, before = period.pasts(clock.today())
    told = tuple(dict.fromkeys([*shown, definitions.CHARTED]))
    rows = tally(session, Asked(scope, [period, *months], picks, dimensions), told)
    windows = list(dict.fromkeys([period, year_before, before]))
    cards = Asked(scope, windows, picks, dimensions=())
    counted = tally(session, cards, definitions.INDICATORS).windows
    whole = {one: counted[place] for place, one in enumerate(windows)}
    centers, names = centers_of(session, scope), names_in(session, scope)
    figures = figures_of(whole[period], basis)
    whole_centers = all(name == CENTER for name, _row in picks)
    if whole_centers:
        figures[definitions.RESIDENT_MEDIATORS.key] = resident_figure(session, scope)
    return Summary(
        center=center,
        centers=list(centers.values()),
        organisation=organisation_of(scope, names),
        period=period,
        basis=basis,
        picks=tuple(picks),
        year_before=year_before,
        before=before,
        figures=figures,
        readings={
            one: definitions.BY_KEY["resolution_rate"].figure(whole[period], one) for one in Basis
        },
        breakdowns={
            name: [Row(one.key, one.label, figures_of(one.tally, basis, told)) for one in found]
            for name, found in _breakdowns(names, months, rows, centers, dimensions).items()
        },
        year_on_year=_compared(whole[period], whole[year_before], basis),
        against_before=_compared(whole[period], whole[before], basis),
        registers=registers_beside(session, scope, period, year_before) if whole_centers else {},
        chart_before=_charted_before(session, scope, period, picks),
        frozen=_frozen(session, scope, center, period, picks),
    )


def _frozen(
    session: Session, scope: Scope, center: Center, period: Period, picks: Sequence[Pick]
) -> FrozenState | None:
    """Only a whole year of a whole center is ever frozen."""
    if not period.is_year or any(name != CENTER for name, _row in picks):
        return None
    return state_of(session, scope, center.id, period)


def _charted_before(
    session: Session, scope: Scope, period: Period, picks: Sequence[Pick]
) -> list[int | None]:
    """By months of the year before; None for a month in which no case was in hand."""
    months = list(period.year_before().months())
    wanted = definitions.CHARTED, definitions.BY_KEY["caseload"]
    found = tally(session, Asked(scope, months, picks, dimensions=()), wanted).windows
    charted = (found[place] for place in range(len(months)))
    return [
        (definitions.CHARTED.figure(one, Basis.CASELOAD).rows or 0) if one else None
        for one in charted
    ]


def figures_of(
    found: Tally, basis: Basis, shown: Iterable[Indicator] = definitions.INDICATORS
) -> dict[str, Figure]:
    return {one.key: one.figure(found, basis) for one in shown}


def _breakdowns(
    names: Names,
    months: Sequence[Period],
    tallies: Tallies,
    centers: Mapping[int, Center],
    dimensions: Iterable[Dimension],
) -> dict[str, list[TallyRow]]:
    rows = {MONTH: by_month(months, tallies.windows, first=1)}
    for one in dimensions:
        rows[one.key] = by_dimension(one, tallies.rows[one.key], names, centers)
    return rows


def _compared(now: Tally, before: Tally, basis: Basis) -> dict[str, Comparison]:
    """A year without any case on record cannot be compared with."""
    comparable = bool(now) and bool(before)
    older = figures_of(before, basis) if comparable else {}
    return {
        key: Comparison(figure, older.get(key)) for key, figure in figures_of(now, basis).items()
    }


def organisation_of(scope: Scope, names: Names) -> str | None:
    """The organisation whose cases alone are seen."""
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
