"""What an office is expected to have less of than a year before (三个稳步下降).

Total disputes, the petition backlog and lawsuits: a decline whose ledger is not kept here yet has
no figure, and nobody can tell whether it went down. A year or a month without any case in hand is
no zero either: nothing is known of it. A period that still runs is held against as many days of the
year before, and one that has not begun against nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import Pick
from tracker.indicators.kinds import Indicator, Tally
from tracker.indicators.year import Comparison
from tracker.queries.scope import Scope

YEARS = 5
"""The asked period and the same of the four years before."""


@dataclass(frozen=True)
class Decline:
    """``indicator`` is None where no ledger tells the figure; ``unknown`` says so."""

    key: str
    name: LazyString
    indicator: Indicator | None = None
    unknown: LazyString | None = None


DECLINES = (
    Decline("caseload", _l("Total disputes"), BY_KEY["caseload"]),
    Decline(
        "petition_backlog",
        _l("Petition backlog"),
        unknown=_l("No ledger of petitions is kept here."),
    ),
    Decline("lawsuits", _l("Lawsuits received"), unknown=_l("No ledger of lawsuits is kept here.")),
)


@dataclass(frozen=True)
class Step:
    """A period beside the same a year before; None where nothing is on record of it."""

    period: Period
    compared: Mapping[Decline, Comparison | None]


@dataclass(frozen=True)
class Steps:
    """``years`` begin with the asked period; ``months`` are those of the asked period."""

    years: Sequence[Step]
    months: Sequence[Step]


def steps(session: Session, scope: Scope, period: Period, picks: Sequence[Pick] = ()) -> Steps:
    """The declines of the scope's cases, of the picked rows only if any."""
    today = clock.today()
    years = [period]
    while len(years) < YEARS:
        years.append(years[-1].year_before())
    months = list(period.months())
    pasts = {one: one.so_far(today).year_before() for one in (*years, *months)}
    asked = list(dict.fromkeys([*pasts, *pasts.values()]))
    told = [one.indicator for one in DECLINES if one.indicator is not None]
    windows = tally(session, Asked(scope, asked, picks, dimensions=()), told).windows
    found = {one: windows[place] for place, one in enumerate(asked)}

    def step(one: Period) -> Step:
        begun = one.start <= today
        return _step(one, found[one] if begun else Tally(), found[pasts[one]])

    return Steps([step(one) for one in years], [step(one) for one in months])


def _step(period: Period, now: Tally, before: Tally) -> Step:
    compared: dict[Decline, Comparison | None] = {}
    for one in DECLINES:
        compared[one] = None
        if one.indicator is not None and now:
            past = one.indicator.figure(before, Basis.CASELOAD) if before else None
            compared[one] = Comparison(one.indicator.figure(now, Basis.CASELOAD), past)
    return Step(period, compared)
