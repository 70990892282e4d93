"""An invented summary in which every section has something to say, for trying out templates."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.breakdowns import month_key, month_label
from tracker.indicators.changes import Comparison
from tracker.indicators.declines import DECLINES
from tracker.indicators.definitions import INDICATORS, RESIDENT_MEDIATORS
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.indicators.figures import Figure, percent
from tracker.indicators.kinds import Indicator, Rate, Unit
from tracker.indicators.year import Row, Summary
from tracker.models import Center

PERIOD = Period.year(2024)
ROWS = ("邻里", "劳动争议")


def sample_summary() -> Summary:
    """Of no database, and not sample data of any ledger."""
    figures = _figures(12) | {RESIDENT_MEDIATORS.key: RESIDENT_MEDIATORS.of(8)}
    rate = figures["resolution_rate"]
    compared = {
        key: Comparison(one, before)
        for key, before in _figures(13).items()
        if (one := figures[key])
    }
    months = [Row(month_key(one), month_label(one, False), _figures(1)) for one in PERIOD.months()]
    center = Center(code="LS", name="柳市镇社会治理中心", short_name="柳", is_sample=False)
    return Summary(
        center=center,
        centers=[center],
        organisation=None,
        period=PERIOD,
        basis=Basis.CASELOAD,
        picks=(),
        year_before=PERIOD.year_before(),
        before=PERIOD.before(),
        figures=figures,
        readings=dict.fromkeys(Basis, rate),
        breakdowns={
            MONTH: months,
            **{one.key: [Row(name, name, _figures(6)) for name in ROWS] for one in DIMENSIONS},
        },
        year_on_year=compared,
        against_before=compared,
        registers={
            one.key: Comparison(
                Figure(one.key, Unit.CASES.value, 3), Figure(one.key, Unit.CASES.value, 4)
            )
            for one in DECLINES
            if one.key not in compared
        },
        chart_before=[],
        frozen=None,
    )


def _figures(number: int) -> dict[str, Figure]:
    return {one.key: _figure(one, number) for one in INDICATORS}


def _figure(indicator: Indicator, number: int) -> Figure:
    made = partial(Figure, indicator.key, indicator.unit.value)
    if isinstance(indicator, Rate):
        return made(percent(number - 1, number), number - 1, number)
    if indicator.unit is Unit.YUAN:
        return made(Decimal(number) * 1000, rows=number - 1, asked=number)
    if indicator.unit is Unit.DAYS:
        return made(Decimal("7.0"), rows=number)
    return made(number, rows=number)
