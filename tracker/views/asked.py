"""What an address asks of the figures: of which center, days and basis, and of which rows only.

What makes no sense is told beside the form and replaced by what is usual; it never fails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import abort, request
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.dimensions import DIMENSIONS, Dimension, Pick
from tracker.indicators.drill import BASES, read_period
from tracker.indicators.kinds import Indicator
from tracker.indicators.year import Summary, center_within, summarise
from tracker.views.guard import current_actor, current_scope

SPANS = ("year", "quarter", "month", "to_date", "custom")


@dataclass
class Chosen:
    """``values`` are the form's fields as they were sent, ``problems`` stand beside them."""

    period: Period
    span: str
    values: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)


def asked_basis() -> Basis:
    """The basis of the address, the caseload for none or an unknown one."""
    return BASES.get(request.args.get("basis", ""), Basis.CASELOAD)


def asked_summary(
    period: Period,
    basis: Basis,
    dimensions: Sequence[Dimension] = DIMENSIONS,
    shown: Sequence[Indicator] = INDICATORS,
) -> Summary:
    """The summary of the asked center, within what the reader may see; 404 outside of it.

    A page that draws less than everything says which breakdowns of which figures.
    """
    session, scope = db.session(), current_scope()
    code = request.args.get("center")
    found = center_within(session, scope, current_actor().center_id, code)
    if found is None:
        abort(404)
    center, within, of_center = found
    return summarise(session, within, center, period, basis, of_center, dimensions, shown)


def asked_picks() -> tuple[Pick, ...]:
    """The rows of the dimensions that the form narrows the figures to."""
    chosen = ((one.key, request.args.get(one.key, "")) for one in DIMENSIONS)
    return tuple((name, row) for name, row in chosen if row)


def year_or_404(year: int) -> Period:
    return Period.year(year) if MIN_YEAR <= year <= MAX_YEAR else abort(404)


def chosen_period() -> Chosen:
    """The year, quarter, month or days that the form says; this year for nothing."""
    today = clock.today()
    values = {
        "span": "year",
        "year": str(today.year),
        "quarter": str((today.month + 2) // 3),
        "month": str(today.month),
        "from": today.replace(month=1, day=1).isoformat(),
        "to": today.isoformat(),
        **{name: text for name, text in request.args.items() if text},
    }
    span = values["span"] if values["span"] in SPANS else "year"
    if span == "to_date":
        return Chosen(Period(today.replace(month=1, day=1), today), span, values)
    chosen = Chosen(Period.year(today.year), span, values)
    try:
        chosen.period = _period(span, values)
    except ValueError:
        name = "from" if span == "custom" else "year"
        chosen.problems[name] = _problem(span)
    return chosen


def _period(span: str, values: Mapping[str, str]) -> Period:
    if span == "custom":
        return read_period(values["from"], values["to"])
    year = int(values["year"])
    if span == "year":
        return read_period(f"{year:04d}-01-01", f"{year:04d}-12-31")
    first, last = _months(span, values)
    end = Period.month(year, last).end
    return read_period(date(year, first, 1).isoformat(), end.isoformat())


def _months(span: str, values: Mapping[str, str]) -> tuple[int, int]:
    if span == "month":
        return int(values["month"]), int(values["month"])
    quarter = int(values["quarter"])
    if not 1 <= quarter <= 4:
        raise ValueError(quarter)
    return 3 * quarter - 2, 3 * quarter


def _problem(span: str) -> str:
    if span == "custom":
        return str(_("Please write both dates as 2024-03-05, the first not after the second."))
    return str(_("Please write a year from %(least)s to %(most)s.", least=MIN_YEAR, most=MAX_YEAR))
