"""Targets of a year 目标: which figures may have one, how it is written, and how far it is reached.

A target and what it is held against are exact: a rate of 99.555 % does not reach 99.56 %, whatever
is printed. Why: docs/decisions/0016.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.problems import N_, Problem
from tracker.domain.reading import Unreadable, plain
from tracker.domain.vocabulary import Word


class Aim(Word):
    AT_LEAST = "at_least", "不低于", "at least"
    AT_MOST = "at_most", "不高于", "at most"


class Progress(Word):
    """Where a target stands; derived, never stored."""

    REACHED = "reached", "已达成", "Reached", "resolved"
    MET_SO_FAR = "met_so_far", "目前达标", "Met so far", "resolved"
    ON_THE_WAY = "on_the_way", "推进中", "On the way", "active"
    MISSED = "missed", "未达成", "Missed", "overdue"
    NO_DATA = "no_data", "暂无数据", "No data", "muted"
    TO_COME = "to_come", "年度未开始", "Year to come", "muted"
    UNSEEN = "unseen", "含下级中心，无权查看", "Includes centers below, not yours to see", "muted"

    tone: str

    def __init__(self, value: str, term: str, label: str, tone: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone


@dataclass(frozen=True)
class Scale:
    """A target is stored in whole steps, ``per_unit`` of them to one; ``most`` in units.

    ``too_much`` and ``too_fine`` are what is said of a number beyond that; ``sign`` may follow it.
    """

    per_unit: int
    most: int
    example: str
    too_much: str
    too_fine: str
    sign: str = ""

    def read(self, text: str) -> int:
        """The steps of what was typed, such as ``1,366`` or ``99.56%``. Raises Unreadable."""
        typed = plain(text).removesuffix(self.sign).rstrip()
        found = _NUMBER.fullmatch(typed) if len(typed) <= _LONGEST else None
        if found is None:
            raise Unreadable(
                N_("This is not a number that can be read, such as %(example)s."),
                example=self.example,
            )
        if found["sign"]:
            raise Unreadable(N_("A target is not negative."))
        steps = Fraction(found["number"].replace(",", "")) * self.per_unit
        if steps > self.most * self.per_unit:
            raise Unreadable(self.too_much, most=f"{self.most:,}")
        if steps.denominator != 1:
            raise Unreadable(self.too_fine)
        return steps.numerator

    def exact(self, steps: int) -> Fraction:
        return Fraction(steps, self.per_unit)

    def written(self, steps: int) -> str:
        """``1366``, ``99.56``, ``12.5``"""
        places = len(str(self.per_unit)) - 1
        whole, part = divmod(steps, self.per_unit)
        return f"{whole}.{part:0{places}d}" if places else str(whole)


_NUMBER = re.compile(r"(?P<sign>-?)(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)")
_LONGEST = 24
_AT_MOST = N_("A target is at most %(most)s.")

CASES = Scale(1, 9_999_999, "1366", _AT_MOST, N_("A number of cases is a whole number."))
RATE = Scale(
    100,
    100,
    "99.56",
    N_("A rate is at most %(most)s percent."),
    N_("A rate has at most two decimals."),
    sign="%",
)
DAYS = Scale(10, 9_999, "12.5", _AT_MOST, N_("Days have at most one decimal."))
MOST_STEPS = max(one.per_unit * one.most for one in (CASES, RATE, DAYS))


@dataclass(frozen=True)
class Targeted:
    """A figure that can have a target; ``grows`` where each day of the year adds to it."""

    figure: str
    aim: Aim
    scale: Scale
    grows: bool = False


TARGETED = {
    one.figure: one
    for one in (
        Targeted("resolution_rate", Aim.AT_LEAST, RATE),
        Targeted("resolved", Aim.AT_LEAST, CASES, grows=True),
        Targeted("overdue", Aim.AT_MOST, CASES),
        Targeted("mediation_success_rate", Aim.AT_LEAST, RATE),
        Targeted("mediated_success", Aim.AT_LEAST, CASES, grows=True),
        Targeted("performance_rate", Aim.AT_LEAST, RATE),
        Targeted("return_visit_rate", Aim.AT_LEAST, RATE),
        Targeted("satisfaction_rate", Aim.AT_LEAST, RATE),
        Targeted("median_days", Aim.AT_MOST, DAYS),
    )
}
"""In the order of pages and files."""


@dataclass(frozen=True)
class TargetDraft:
    """A target as somebody enters it; without an organisation it is the whole center's."""

    year: int
    figure: str
    value: str
    organisation_id: int | None = None


def check_target(draft: TargetDraft) -> Iterator[Problem]:
    if not MIN_YEAR <= draft.year <= MAX_YEAR:
        yield Problem(
            "year",
            N_("Please write a year from %(least)s to %(most)s."),
            {"least": MIN_YEAR, "most": MAX_YEAR},
        )
    if draft.figure not in TARGETED:
        yield Problem("figure", N_("This figure has no targets."))
    else:
        yield from check_value(draft.figure, draft.value)


def check_value(figure: str, value: str) -> Iterator[Problem]:
    try:
        TARGETED[figure].scale.read(value)
    except Unreadable as error:
        yield Problem("value", error.problem.message, error.problem.values)


@dataclass(frozen=True)
class Pace:
    """Where a figure that grows should stand by now, were all days alike; in whole units."""

    expected: int
    ahead: bool


@dataclass(frozen=True)
class Standing:
    """``apart`` is how far the figure is from its target, None where it is met or not known."""

    progress: Progress
    apart: Fraction | None = None
    pace: Pace | None = None


def days_told(year: int, today: date) -> Period | None:
    """The days of the year up to today; None for a year that has not begun."""
    whole = Period.year(year)
    return Period(whole.start, min(whole.end, today)) if whole.start <= today else None


def judge(
    targeted: Targeted, steps: int, measured: Fraction | None, year: int, today: date
) -> Standing:
    """``measured`` is the exact figure of the year up to today, None where there is none."""
    if year > today.year:
        return Standing(Progress.TO_COME)
    if measured is None:
        return Standing(Progress.NO_DATA)
    target = targeted.scale.exact(steps)
    is_running = year == today.year
    pace = _pace(target, measured, today) if is_running and targeted.grows else None
    if measured >= target if targeted.aim is Aim.AT_LEAST else measured <= target:
        kept = Progress.MET_SO_FAR if is_running and not targeted.grows else Progress.REACHED
        return Standing(kept, pace=pace)
    missed = Progress.ON_THE_WAY if is_running else Progress.MISSED
    return Standing(missed, abs(target - measured), pace)


def _pace(target: Fraction, measured: Fraction, today: date) -> Pace:
    """Today counts as over."""
    year = Period.year(today.year)
    expected = target * Period(year.start, today).days() / year.days()
    return Pace(ceil(expected), measured >= expected)


def cases_short(steps: int, numerator: int, denominator: int) -> int:
    """How many more cases of as many the numerator of a rate lacks for its target."""
    return max(0, ceil(RATE.exact(steps) * denominator / 100) - numerator)
