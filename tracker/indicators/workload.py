"""The work of each mediator: what is open today and when it is due, what was closed in a period.

What is open is counted as of today whatever the period is; each figure keeps the days that it
speaks of, which lead to its cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators import dimensions
from tracker.indicators.breakdowns import centers_of, named_in
from tracker.indicators.compute import Asked, RawKey, Tallies, tally
from tracker.indicators.definitions import BY_KEY, pending
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Count, Indicator, Section, Tally
from tracker.models import Case
from tracker.queries.conditions import UNSTATED
from tracker.queries.roster import Person, people_on
from tracker.queries.scope import Scope

DUE = Count(
    key="due",
    section=Section.RESOLUTION,
    name=_l("Cases due"),
    text=_l("Cases pending when the period ends whose due date, as extended, lies in the period."),
    cases=pending.also(lambda window: window.holds(Case.due_on)),
)
"""From today to the Sunday: what is due this week and not overdue yet."""

PENDING, OVERDUE, CLOSED, MEDIAN = (
    BY_KEY[key] for key in ("pending", "overdue", "closed", "median_days")
)
SHOWN: Sequence[Indicator] = (PENDING, DUE, OVERDUE, CLOSED, MEDIAN)
MEDIATOR = dimensions.BY_KEY["mediator"]

Figures = Mapping[Indicator, Figure]


@dataclass(frozen=True)
class Line:
    """One person's work; ``key`` picks the cases. ``organisation`` is that of the roster."""

    key: str
    name: str
    organisation: str | None
    figures: Figures


@dataclass(frozen=True)
class Workload:
    """``days`` has for each figure the days it speaks of; ``total`` is of all cases together."""

    days: Mapping[Indicator, Period]
    lines: Sequence[Line]
    total: Figures


def rest_of_week(today: date) -> Period:
    """From today to the Sunday of its week."""
    return Period(today, today + timedelta(days=6 - today.weekday()))


def workload(
    session: Session, scope: Scope, period: Period, picks: Sequence[Pick], today: date
) -> Workload:
    """Everybody on the scope's roster, also who has nothing to do, the most overdue first.

    Who is no longer in use, or belongs to another organisation, stands there for cases only; cases
    without a mediator are the last line, where there are any.
    """
    day, week = Period(today, today), rest_of_week(today)
    days = {PENDING: day, DUE: week, OVERDUE: day, CLOSED: period, MEDIAN: period}
    found = {
        one: tally(
            session,
            Asked(scope, [one], picks, dimensions=(MEDIATOR,)),
            [figure for figure in SHOWN if days[figure] == one],
        )
        for one in dict.fromkeys(days.values())
    }
    of = {figure: found[days[figure]] for figure in SHOWN}
    total = {one: one.figure(of[one].windows[0], Basis.CASELOAD) for one in SHOWN}
    return Workload(days, list(_lines(session, scope, picks, of)), total)


def _lines(
    session: Session, scope: Scope, picks: Sequence[Pick], of: Mapping[Indicator, Tallies]
) -> Iterator[Line]:
    centers = centers_of(session, scope)

    def figures(raw: RawKey) -> Figures:
        return {
            one: one.figure(of[one].rows[MEDIATOR.key].get(raw, Tally()), Basis.CASELOAD)
            for one in SHOWN
        }

    people = [(one, figures((one.center_id, str(one.id)))) for one in people_on(session, scope)]
    shown = [
        (person, counted)
        for person, counted in people
        if _has_cases(counted) or (person.active and _is_asked(person, scope, picks))
    ]
    for person, counted in sorted(shown, key=_place):
        name = named_in(person.name, person.center_id, centers)
        if not person.active:
            name = str(_("%(name)s (no longer in use)", name=name))
        key = f"{person.center_id}-{person.id}"
        yield Line(key, name, person.organisation, counted)
    unstated = figures((None, UNSTATED))
    if _has_cases(unstated):
        yield Line(UNSTATED, str(_("Not stated")), None, unstated)


def _place(one: tuple[Person, Figures]) -> tuple[object, ...]:
    person, counted = one
    number = {figure: counted[figure].rows or 0 for figure in (OVERDUE, PENDING)}
    return (-number[OVERDUE], -number[PENDING], person.name, person.center_id, person.id)


def _has_cases(counted: Figures) -> bool:
    return any(figure.rows for figure in counted.values())


def _is_asked(person: Person, scope: Scope, picks: Sequence[Pick]) -> bool:
    """Whether the person belongs to what is looked at, cases or none."""
    if scope.organisation_id not in (None, person.organisation_id):
        return False
    rows = {
        "mediator": f"{person.center_id}-{person.id}",
        "organisation": UNSTATED
        if person.organisation_id is None
        else f"{person.center_id}-{person.organisation_id}",
    }
    return all(rows.get(name, row) == row for name, row in picks)
