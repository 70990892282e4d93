"""What an office is expected to have less of than a year before (三个稳步下降).

Total disputes, the petition backlog and lawsuits. A year or a month without any case in hand, and
one of which a register has no entry, is no zero: nothing is known of it, and nobody can tell
whether it went down. A period that still runs is held against as many days of the year before, and
one that has not begun against nothing.
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
from tracker.indicators.changes import Comparison
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import CENTER, Pick
from tracker.indicators.figures import Figure
from tracker.indicators.register_figures import register_figures
from tracker.indicators.year import Summary
from tracker.queries.scope import Scope

YEARS = 5
"""The asked period and the same of the four years before."""


@dataclass(frozen=True)
class Decline:
    """``key`` is that of a figure of the cases or of a register."""

    key: str
    name: LazyString

    def told(self, summary: Summary) -> Comparison | None:
        """None where nothing is on record of the summary's period."""
        compared = {**summary.year_on_year, **summary.registers}.get(self.key)
        return compared if compared is not None and compared.now.value is not None else None


CASELOAD = BY_KEY["caseload"]
DECLINES = (
    Decline(CASELOAD.key, _l("Total disputes")),
    Decline("petition_backlog", _l("Petition backlog")),
    Decline("lawsuits", _l("Lawsuits received")),
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
    """The declines of the scope's cases, of the picked rows only if any; registers have none of
    those, and are told of whole centers alone.
    """
    today = clock.today()
    years = [period]
    while len(years) < YEARS:
        years.append(years[-1].year_before())
    months = list(period.months())
    pasts = {one: one.so_far(today).year_before() for one in (*years, *months)}
    asked = list(dict.fromkeys([*pasts, *pasts.values()]))
    found = _figures(session, scope, asked, picks)

    def step(one: Period) -> Step:
        now, before = found[one] if one.start <= today else {}, found[pasts[one]]
        return Step(
            one,
            {
                decline: Comparison(now[key], before.get(key))
                if (key := decline.key) in now
                else None
                for decline in DECLINES
            },
        )

    return Steps([step(one) for one in years], [step(one) for one in months])


def _figures(
    session: Session, scope: Scope, periods: Sequence[Period], picks: Sequence[Pick]
) -> Mapping[Period, Mapping[str, Figure]]:
    """Of each period those of which anything is on record."""
    windows = tally(session, Asked(scope, periods, picks, dimensions=()), [CASELOAD]).windows
    whole = all(name == CENTER for name, _row in picks)
    registers = register_figures(session, scope, periods) if whole else [{} for _one in periods]
    found = {}
    for place, (period, figures) in enumerate(zip(periods, registers, strict=True)):
        cases = windows[place]
        told = {key: one for key, one in figures.items() if one.value is not None}
        own = {CASELOAD.key: CASELOAD.figure(cases, Basis.CASELOAD)} if cases else {}
        found[period] = {**told, **own}
    return found
