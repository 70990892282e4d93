"""Cohorts: of the cases accepted together, how many were resolved how soon.

A case is observed for N days when the Nth day after its acceptance is over. Of a cohort that is
younger only its older part is counted: its period is cut, so that a case which may yet be resolved
in time is neither a success nor a failure. A case that ended otherwise is not resolved, for good.
Why: docs/decisions/0015.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.anchors import DAYS_TAKEN, Test
from tracker.indicators.breakdowns import month_key, month_label, several_years
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY, RESOLVING, accepted
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Median, Rate, Reading, Section, Tally
from tracker.indicators.windows import Window
from tracker.models import Case
from tracker.queries.scope import Scope

LIMITS = (7, 15, 30, 60)
"""Days from acceptance, the day of acceptance being day 0."""

ACCEPTED = BY_KEY["accepted"]
HORIZON = LIMITS[-1]
"""How many days the curve runs."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Within(Rate):
    """Of the cases accepted in a period, those resolved within so many ``days``."""

    days: int


def _resolved_within(days: int) -> Test:
    def test(_window: Window) -> ColumnElement[bool]:
        return and_(Case.outcome.in_(RESOLVING), DAYS_TAKEN.between(0, days))

    return test


WITHIN = tuple(
    Within(
        key=f"resolved_within_{days}",
        section=Section.RESOLUTION,
        name=_l("Resolved within %(days)s days", days=days),
        text=_l(
            "Of the cases accepted in the period, those resolved within %(days)s days of "
            "acceptance; cases accepted too recently to tell are left out.",
            days=days,
        ),
        reading=Reading(accepted.also(_resolved_within(days)), accepted),
        days=days,
    )
    for days in LIMITS
)

_time_to_resolve = Median(
    key="days_to_resolution",
    section=Section.RESOLUTION,
    name=_l("Days to resolution"),
    text=_l("Days from acceptance to closing of the cases accepted in the period and resolved."),
    cases=accepted.also(lambda _: Case.outcome.in_(RESOLVING)),
    value=DAYS_TAKEN,
)


@dataclass(frozen=True)
class Seen:
    """What came of the part of a cohort that is old enough; ``period`` is when it was accepted."""

    period: Period
    figure: Figure


@dataclass(frozen=True)
class Cohort:
    """The cases accepted in ``period``; ``within`` has None where nobody can tell yet."""

    key: str
    label: str
    period: Period
    accepted: Figure
    within: Mapping[Within, Seen | None]


@dataclass(frozen=True)
class Curve:
    """``resolved`` of ``accepted`` cases by the end of each day from 0 to ``HORIZON``."""

    period: Period
    accepted: int
    resolved: Sequence[int]


@dataclass(frozen=True)
class Cohorts:
    """A cohort for each month and the whole period; the curves of the part of it, and of the year
    before, that is old enough for the whole length; None where there is none.
    """

    months: Sequence[Cohort]
    whole: Cohort
    curve: Curve | None
    curve_before: Curve | None


def observed(period: Period, days: int, today: date) -> Period | None:
    """The part of the period whose cases were observed for so many days; None for no day."""
    last = min(period.end, today - timedelta(days=days + 1))
    return Period(period.start, last) if last >= period.start else None


def cohorts(
    session: Session, scope: Scope, period: Period, picks: Sequence[Pick], today: date
) -> Cohorts:
    """The scope's cases by the month in which they were accepted, of the picked rows if any."""
    months = list(period.months())
    cuts = {
        (one, limit.days): observed(one, limit.days, today)
        for one in (period, *months)
        for limit in WITHIN
    }
    earlier = period.year_before()
    before = observed(earlier, HORIZON, today)
    periods = list(dict.fromkeys(filter(None, (period, *months, before, *cuts.values()))))
    asked = Asked(scope, periods, picks, dimensions=())
    windows = tally(session, asked, (ACCEPTED, *WITHIN, _time_to_resolve)).windows
    found = {one: windows[place] for place, one in enumerate(periods)}

    def cohort(key: str, label: str, one: Period) -> Cohort:
        seen = {limit: _seen(limit, cuts[one, limit.days], found) for limit in WITHIN}
        counted = ACCEPTED.figure(found[one], Basis.CASELOAD)
        return Cohort(key, label, one, counted, seen)

    with_year = several_years(period)
    return Cohorts(
        months=[cohort(month_key(one), month_label(one, with_year), one) for one in months],
        whole=cohort("period", "", period),
        curve=_curve(cuts[period, HORIZON], found),
        curve_before=_curve(before, found),
    )


def _seen(limit: Within, cut: Period | None, found: Mapping[Period, Tally]) -> Seen | None:
    return None if cut is None else Seen(cut, limit.figure(found[cut], Basis.CASELOAD))


def _curve(cut: Period | None, found: Mapping[Period, Tally]) -> Curve | None:
    """None where no case was accepted: of nothing there is no share."""
    counted = 0 if cut is None else ACCEPTED.figure(found[cut], Basis.CASELOAD).rows or 0
    if cut is None or counted == 0:
        return None
    spread = _time_to_resolve.spread(found[cut])
    resolved = accumulate(spread[day] for day in range(HORIZON + 1))
    return Curve(cut, counted, list(resolved))
