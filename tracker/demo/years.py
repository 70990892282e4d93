"""The years of the sample: how many disputes come in, how they end, how many stay open.

These are plans of cases, not figures: nothing reads them but the making of the cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tracker.demo import amounts, endings
from tracker.demo.counter import declined_case, new_case
from tracker.demo.people import People
from tracker.demo.planned import PlannedCase
from tracker.demo.seasons import days_of_work
from tracker.domain.vocabulary import Outcome

FIRST_DAY = date(2022, 1, 1)
LAST_DAY = date(2025, 6, 30)
"""Nothing of these years' cases happens later: they are the same whenever they are made."""


@dataclass(frozen=True)
class YearPlan:
    """``outcomes`` of the cases closed in the year, those brought over from the last included;
    ``backlog`` of (how many stay open at its end, accepted within the last how many days);
    ``agreed`` is what the year's agreements add up to (yuan)."""

    year: int
    accepted: int
    declined: int
    backlog: tuple[int, int]
    outcomes: Mapping[Outcome, int]
    agreed: Decimal
    reopened: int = 4


YEARS = (
    YearPlan(
        2022,
        accepted=1604,
        declined=41,
        backlog=(64, 90),
        outcomes={
            Outcome.WRITTEN_AGREEMENT: 486,
            Outcome.ORAL_AGREEMENT: 214,
            Outcome.SETTLED_PRIVATELY: 398,
            Outcome.EXPLAINED: 304,
            Outcome.RESOLVED_ELSEWHERE: 88,
            Outcome.FAILED: 21,
            Outcome.GUIDED_TO_COURT: 19,
            Outcome.WITHDRAWN: 8,
            Outcome.TERMINATED: 2,
        },
        agreed=Decimal("73846215.40"),
    ),
    YearPlan(
        2023,
        accepted=1417,
        declined=33,
        backlog=(31, 75),
        outcomes={
            Outcome.WRITTEN_AGREEMENT: 522,
            Outcome.ORAL_AGREEMENT: 219,
            Outcome.SETTLED_PRIVATELY: 351,
            Outcome.EXPLAINED: 262,
            Outcome.RESOLVED_ELSEWHERE: 72,
            Outcome.FAILED: 10,
            Outcome.GUIDED_TO_COURT: 9,
            Outcome.WITHDRAWN: 4,
            Outcome.TERMINATED: 1,
        },
        agreed=Decimal("84209637.85"),
    ),
    YearPlan(
        2024,
        accepted=1341,
        declined=26,
        backlog=(3, 60),
        outcomes={
            Outcome.WRITTEN_AGREEMENT: 548,
            Outcome.ORAL_AGREEMENT: 217,
            Outcome.SETTLED_PRIVATELY: 317,
            Outcome.EXPLAINED: 228,
            Outcome.RESOLVED_ELSEWHERE: 56,
            Outcome.FAILED: 1,
            Outcome.GUIDED_TO_COURT: 1,
            Outcome.WITHDRAWN: 1,
        },
        agreed=Decimal("91600000.00"),
    ),
)
LAST_BACKLOG = {
    Outcome.WRITTEN_AGREEMENT: 1,
    Outcome.SETTLED_PRIVATELY: 1,
    Outcome.GUIDED_TO_COURT: 1,
}
"""How the cases that the last year left open ended in the spring after it."""


def cases_of_the_years() -> list[PlannedCase]:
    """The cases of all years; the same ones every time."""
    made: list[PlannedCase] = []
    backlog: list[PlannedCase] = []
    for plan in YEARS:
        rng = Random(f"sample ledger {plan.year}")  # noqa: S311 - invented data, no secret
        cases = _came_in(rng, plan)
        made += cases
        open_at_end = _left_open(cases, plan)
        closed = [case for case in cases if case.accepted_on and case not in open_at_end]
        _close(rng, plan, backlog, closed)
        backlog = open_at_end
    rng = Random("sample ledger, afterwards")  # noqa: S311 - invented data, no secret
    endings.deal_outcomes(rng, backlog, LAST_BACKLOG)
    for case in backlog:
        endings.close_by(rng, case, date(2025, 1, 2), date(2025, 2, 28))
        _agree(rng, [case], None)
        _finish(rng, case)
    return made


def _came_in(rng: Random, plan: YearPlan) -> list[PlannedCase]:
    """Accepted and declined ones; somebody is on duty on the first and the last day as well."""
    people = People(rng)
    ends = [date(plan.year, 1, 1), date(plan.year, 12, 31)]
    days = sorted([*ends, *days_of_work(rng, plan.year, plan.accepted - len(ends))])
    cases = [new_case(rng, people, day, FIRST_DAY) for day in days]
    declined = days_of_work(rng, plan.year, plan.declined)
    return [*cases, *(declined_case(rng, people, day) for day in declined)]


def _left_open(cases: list[PlannedCase], plan: YearPlan) -> list[PlannedCase]:
    """Most of them came in shortly before the year's end, some are older."""
    count, days = plan.backlog
    left = [case for case in cases if case.accepted_on]
    chosen = []
    for turn in range(count):
        before_end = round(days * ((turn + 0.5) / count) ** 2)
        wanted = date(plan.year, 12, 31) - timedelta(days=before_end)
        nearest = min(left, key=lambda case: abs((case.began_on - wanted).days))
        left.remove(nearest)
        chosen.append(nearest)
    return chosen


def _close(
    rng: Random, plan: YearPlan, brought_over: list[PlannedCase], new: list[PlannedCase]
) -> None:
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    closed = [*brought_over, *new]
    endings.deal_outcomes(rng, closed, plan.outcomes)
    for case in brought_over:
        endings.close_by(rng, case, first, date(plan.year, 3, 31))
    for case in new:
        endings.close_by(rng, case, first, last)
    if brought_over:
        _close_on(brought_over[0], first)
    _close_on(max(new, key=lambda case: case.began_on), last)
    _agree(rng, closed, plan.agreed)
    endings.reopen_some(rng, new, plan.reopened)
    for case in closed:
        _finish(rng, case)


def _close_on(case: PlannedCase, day: date) -> None:
    case.closed_on, case.extended_to = day, None


def _agree(rng: Random, cases: list[PlannedCase], total: Decimal | None) -> None:
    """Amounts for the agreements that are about money; they add up to ``total`` if given."""
    about_money = [
        case
        for case in cases
        if case.outcome and case.outcome.is_agreement and rng.random() < case.story.money.often
    ]
    agreed = [amounts.raw_amount(rng, case.story.money) for case in about_money]
    if total is not None:
        agreed = amounts.make_up(rng, agreed, total)
    for case, amount in zip(about_money, agreed, strict=True):
        case.amount_agreed = amount


def _finish(rng: Random, case: PlannedCase) -> None:
    amounts.claim(rng, case)
    endings.follow(rng, case, LAST_DAY)
