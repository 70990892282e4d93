"""The cases of these weeks, so that a mediator's desk has something to show.

They are placed by their distance from today and never touch the years before: they are all
accepted after ``years.LAST_DAY``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tracker.demo import amounts, endings
from tracker.demo.counter import new_case
from tracker.demo.office import DESK, ROSTER
from tracker.demo.people import People
from tracker.demo.planned import PlannedCase
from tracker.demo.years import LAST_DAY
from tracker.domain.vocabulary import MEDIATION_DAYS, Outcome

WAITING = (0, 1, 3)
"""Registered so many days ago and not yet accepted."""

OPEN = (1, 2, 4, 6, 9, 12, 15, 18, 21, 24, 26, 28, 30, 33, 41)
"""Accepted so many days ago and still open: some are due soon, two are overdue."""

EXTENDED = 37
"""Accepted so many days ago, with a time limit that the parties agreed to extend."""

CLOSED = tuple(range(8, 68, 2))
"""Accepted so many days ago and closed since."""

OUTCOMES = {
    Outcome.WRITTEN_AGREEMENT: 13,
    Outcome.ORAL_AGREEMENT: 5,
    Outcome.SETTLED_PRIVATELY: 6,
    Outcome.EXPLAINED: 4,
    Outcome.RESOLVED_ELSEWHERE: 1,
    Outcome.FAILED: 1,
}
OWN_DESK = 0.6
"""The share of these cases that lie on the desk of the account ``mediator``."""


def cases_of_these_weeks(today: date) -> list[PlannedCase]:
    """About fifty cases; the same ones for the same day."""
    weeks = _Weeks(today, Random("sample ledger, these weeks"))  # noqa: S311 - no secret
    cases = [weeks.waiting(days) for days in WAITING]
    cases += [weeks.came_in(days) for days in OPEN]
    extended = weeks.came_in(EXTENDED)
    extended.extended_to = extended.began_on + timedelta(days=MEDIATION_DAYS + 15)
    closed = [weeks.came_in(days) for days in CLOSED]
    weeks.close(closed)
    return [case for case in [*cases, extended, *closed] if case.registered_on > LAST_DAY]


@dataclass
class _Weeks:
    today: date
    rng: Random

    def __post_init__(self) -> None:
        self.people = People(self.rng)

    def came_in(self, days_ago: int) -> PlannedCase:
        day = self.today - timedelta(days=days_ago)
        case = new_case(self.rng, self.people, day, earliest=LAST_DAY)
        if self.rng.random() < OWN_DESK:
            town = next(one.organisation for one in ROSTER if one.name == DESK)
            case.desk, case.mediator, case.co_mediators = town, DESK, ()
        amounts.claim(self.rng, case)
        case.recorded = True
        return case

    def waiting(self, days_ago: int) -> PlannedCase:
        case = self.came_in(days_ago)
        case.registered_on, case.accepted_on = case.began_on, None
        return case

    def close(self, cases: list[PlannedCase]) -> None:
        endings.deal_outcomes(self.rng, cases, OUTCOMES)
        for case in cases:
            endings.close_by(self.rng, case, case.began_on, self.today)
            if case.outcome and case.outcome.is_agreement:
                case.amount_agreed = amounts.raw_amount(self.rng, case.story.money)
            amounts.claim(self.rng, case)
            endings.follow(self.rng, case, self.today)
