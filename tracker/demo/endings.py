"""How the planned cases end: who agrees, when, and what happens after the agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from random import Random

from tracker.demo import amounts
from tracker.demo.planned import PlannedCase
from tracker.demo.seasons import near
from tracker.domain.vocabulary import MEDIATION_DAYS, Difficulty, Outcome, Satisfaction

DAYS: Mapping[Difficulty | None, float] = {
    Difficulty.SIMPLE: 6,
    Difficulty.ORDINARY: 12,
    Difficulty.COMPLEX: 21,
    Difficulty.MAJOR: 26,
}
"""Days that a mediation takes on average."""

SATISFACTION = {
    Satisfaction.VERY_SATISFIED: 61,
    Satisfaction.SATISFIED: 31,
    Satisfaction.FAIRLY_SATISFIED: 6,
    Satisfaction.DISSATISFIED: 1.5,
    Satisfaction.VERY_DISSATISFIED: 0.5,
}

LIKELIHOOD: dict[Outcome, Callable[[PlannedCase], float]] = {
    Outcome.FAILED: lambda case: case.hardness**2,
    Outcome.GUIDED_TO_COURT: lambda case: case.hardness**2,
    Outcome.WITHDRAWN: lambda _: 1.0,
    Outcome.TERMINATED: lambda case: case.hardness,
    Outcome.RESOLVED_ELSEWHERE: lambda case: 1 / case.story.agrees,
    Outcome.WRITTEN_AGREEMENT: lambda case: case.story.agrees**2 * min(case.hardness, 3) ** 0.5,
    Outcome.ORAL_AGREEMENT: lambda case: case.story.agrees**2 / case.hardness,
    Outcome.SETTLED_PRIVATELY: lambda case: case.story.agrees,
    Outcome.EXPLAINED: lambda _: 1.0,
}
"""How readily a case ends so, against the other cases of its year; dealt out in this order."""


def deal_outcomes(rng: Random, cases: Iterable[PlannedCase], counts: Mapping[Outcome, int]) -> None:
    """Give every case an outcome, each outcome to as many cases as the plan says."""
    left = list(cases)
    for outcome, likelihood in LIKELIHOOD.items():
        chance = {id(case): rng.random() ** (1 / likelihood(case)) for case in left}
        left.sort(key=lambda case: chance[id(case)], reverse=True)
        for case in left[: counts.get(outcome, 0)]:
            case.outcome = outcome
        left = left[counts.get(outcome, 0) :]
    if left:
        raise ValueError(f"the plan has no outcome for {len(left)} cases")


def close_by(rng: Random, case: PlannedCase, earliest: date, latest: date) -> None:
    """A closing date between the two, as far from the acceptance as the case is hard."""
    if case.accepted_on is None:
        raise ValueError("only an accepted case is closed")
    earliest = max(earliest, case.accepted_on)
    mean = DAYS.get(case.difficulty, 10)
    day = case.accepted_on + timedelta(days=int(rng.gammavariate(2.0, mean / 2)))
    limit = case.accepted_on + timedelta(days=MEDIATION_DAYS)
    if earliest <= limit < day and rng.random() < 0.7:
        day = limit - timedelta(days=rng.randint(0, 4))
    if not earliest <= day <= latest:
        room = min((latest - earliest).days, 45)
        day = earliest + timedelta(days=rng.randint(0, room))
    case.closed_on = near(day, earliest, latest)
    if case.closed_on > limit and rng.random() < 0.75:
        case.extended_to = max(case.closed_on, limit + timedelta(days=rng.choice((15, 30))))


def reopen_some(rng: Random, cases: Iterable[PlannedCase], count: int) -> None:
    """Some were closed as settled before, until one side went back on it."""
    long = [case for case in cases if case.closed_on and (case.closed_on - case.began_on).days > 9]
    for case in rng.sample(long, count):
        case.earlier_closing = near(case.began_on + timedelta(days=4), case.began_on, date.max)


def follow(rng: Random, case: PlannedCase, until: date) -> None:
    """Payments, court confirmation and return visit, none of them after ``until``."""
    if case.closed_on is None or case.outcome is None:
        return
    done = case.closed_on
    if case.amount_agreed:
        case.payments = amounts.payments(rng, case.closed_on, case.amount_agreed, until)
        done = case.payments[-1].paid_on if case.payments else done
    if case.outcome is Outcome.WRITTEN_AGREEMENT and rng.random() < 0.07:
        day = near(case.closed_on + timedelta(days=rng.randint(2, 25)), case.closed_on, date.max)
        case.confirmed_on = day if day <= until else None
    often = 0.93 if case.outcome.is_agreement else 0.12 if case.outcome.resolved else 0.0
    visited = near(done + timedelta(days=rng.randint(5, 40)), done, date.max)
    if rng.random() < often and visited <= until:
        case.visited_on = visited
        answers = list(SATISFACTION)
        if rng.random() < 0.97:
            case.satisfaction = rng.choices(answers, weights=list(SATISFACTION.values()))[0]
