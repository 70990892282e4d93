"""How a target is written, and where it stands: exactly, on every day of the year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.reading import Unreadable
from tracker.domain.targets import (
    CASES,
    DAYS,
    MOST_STEPS,
    RATE,
    TARGETED,
    Aim,
    Progress,
    Scale,
    TargetDraft,
    Targeted,
    cases_short,
    check_target,
    days_told,
    judge,
)
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.kinds import Unit

LAST_DAY, NEW_YEAR = date(2024, 12, 31), date(2025, 1, 1)
RATES, RESOLVED, OVERDUE, MEDIAN = (
    TARGETED[key] for key in ("resolution_rate", "resolved", "overdue", "median_days")
)


@pytest.mark.parametrize(
    ("scale", "typed", "steps"),
    [
        (CASES, "1,366", 1366),
        (CASES, "０", 0),
        (CASES, "3.0", 3),
        (RATE, "99.56%", 9956),
        (RATE, " 99.5 ％ ", 9950),
        (RATE, "100", 10_000),
        (DAYS, "12.5", 125),
        (DAYS, "12", 120),
    ],
)
def test_a_target_is_read_as_people_write_it(scale: Scale, typed: str, steps: int) -> None:
    assert scale.read(typed) == steps


@pytest.mark.parametrize(
    ("scale", "typed", "sentence"),
    [
        (CASES, "", "This is not a number that can be read, such as 1366."),
        (CASES, "many", "This is not a number that can be read, such as 1366."),
        (CASES, "99%", "This is not a number that can be read, such as 1366."),
        (CASES, "1e3", "This is not a number that can be read, such as 1366."),
        (CASES, "9" * 40, "This is not a number that can be read, such as 1366."),
        (CASES, "NaN", "This is not a number that can be read, such as 1366."),
        (CASES, "-1", "A target is not negative."),
        (CASES, "1.5", "A number of cases is a whole number."),
        (CASES, "10000000", "A target is at most 9,999,999."),
        (RATE, "100.01", "A rate is at most 100 percent."),
        (RATE, "99.555", "A rate has at most two decimals."),
        (DAYS, "1.25", "Days have at most one decimal."),
    ],
)
def test_what_is_no_target_is_told_why(scale: Scale, typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        scale.read(typed)
    assert str(refused.value) == sentence


@given(st.sampled_from([CASES, RATE, DAYS]), st.data())
def test_what_is_written_is_read_back(scale: Scale, data: st.DataObject) -> None:
    steps = data.draw(st.integers(0, scale.most * scale.per_unit))
    assert scale.read(scale.written(steps)) == steps <= MOST_STEPS
    assert Fraction(scale.written(steps)) == scale.exact(steps)


def test_every_figure_with_targets_is_one_of_the_offices_figures_in_its_unit() -> None:
    units = {CASES: Unit.CASES, RATE: Unit.PERCENT, DAYS: Unit.DAYS}
    assert all(BY_KEY[one.figure].unit is units[one.scale] for one in TARGETED.values())
    assert all(one.aim is Aim.AT_LEAST for one in TARGETED.values() if one.scale is RATE)


def test_a_year_that_no_ledger_speaks_of_and_an_unknown_figure_are_refused() -> None:
    found = list(check_target(TargetDraft(1949, "luck", "1")))
    assert [one.field for one in found] == ["year", "figure"]
    assert not list(check_target(TargetDraft(1950, "resolved", "1")))


@pytest.mark.parametrize(
    ("targeted", "steps", "measured", "today", "progress", "apart"),
    [
        (RATES, 9956, Fraction(19911, 200), LAST_DAY, Progress.ON_THE_WAY, Fraction(1, 200)),
        (RATES, 9956, Fraction(19911, 200), NEW_YEAR, Progress.MISSED, Fraction(1, 200)),
        (RATES, 9956, Fraction(9956, 100), LAST_DAY, Progress.MET_SO_FAR, None),
        (RATES, 9956, Fraction(9956, 100), NEW_YEAR, Progress.REACHED, None),
        (RATES, 10_000, Fraction(100), NEW_YEAR, Progress.REACHED, None),
        (RESOLVED, 12, Fraction(12), LAST_DAY, Progress.REACHED, None),
        (RESOLVED, 12, Fraction(11), LAST_DAY, Progress.ON_THE_WAY, 1),
        (RESOLVED, 12, Fraction(0), NEW_YEAR, Progress.MISSED, 12),
        (OVERDUE, 0, Fraction(0), LAST_DAY, Progress.MET_SO_FAR, None),
        (OVERDUE, 0, Fraction(1), LAST_DAY, Progress.ON_THE_WAY, 1),
        (OVERDUE, 2, Fraction(2), NEW_YEAR, Progress.REACHED, None),
        (MEDIAN, 125, Fraction(25, 2), NEW_YEAR, Progress.REACHED, None),
        (MEDIAN, 125, Fraction(13), NEW_YEAR, Progress.MISSED, Fraction(1, 2)),
        (RESOLVED, 12, None, LAST_DAY, Progress.NO_DATA, None),
        (RESOLVED, 12, None, NEW_YEAR, Progress.NO_DATA, None),
        (RESOLVED, 12, None, date(2023, 12, 31), Progress.TO_COME, None),
    ],
)
def test_a_target_stands_where_the_exact_figure_puts_it(
    targeted: Targeted,
    steps: int,
    measured: Fraction | None,
    today: date,
    progress: Progress,
    apart: Fraction | None,
) -> None:
    found = judge(targeted, steps, measured, 2024, today)
    assert (found.progress, found.apart) == (progress, apart)


@pytest.mark.parametrize(
    ("measured", "today", "expected", "ahead"),
    [
        (1, date(2024, 1, 1), 1, True),
        (0, date(2024, 1, 1), 1, False),
        (183, date(2024, 7, 1), 183, True),  # the 183rd of 366 days
        (182, date(2024, 7, 1), 183, False),
        (366, LAST_DAY, 366, True),
    ],
)
def test_a_count_that_grows_is_ahead_or_behind_by_the_days_that_are_over(
    measured: int, today: date, expected: int, ahead: bool
) -> None:
    pace = judge(RESOLVED, 366, Fraction(measured), 2024, today).pace
    assert pace is not None
    assert (pace.expected, pace.ahead) == (expected, ahead)


def test_only_a_count_that_grows_has_a_pace_and_only_while_the_year_runs() -> None:
    assert judge(RESOLVED, 366, Fraction(1), 2024, NEW_YEAR).pace is None
    assert judge(OVERDUE, 366, Fraction(1), 2024, LAST_DAY).pace is None
    assert judge(RATES, 366, Fraction(1), 2024, LAST_DAY).pace is None


@given(st.integers(0, 10_000), st.integers(1, 500), st.data())
def test_a_rate_with_the_cases_it_is_short_of_is_reached_and_with_one_less_is_not(
    steps: int, denominator: int, data: st.DataObject
) -> None:
    numerator = data.draw(st.integers(0, denominator))
    short = cases_short(steps, numerator, denominator)
    assert (numerator + short) * 10_000 >= steps * denominator
    assert short == 0 or (numerator + short - 1) * 10_000 < steps * denominator


def test_of_a_year_its_days_up_to_today_are_told() -> None:
    told = days_told(2024, date(2024, 2, 29))
    assert told is not None
    assert (told.start, told.end) == (date(2024, 1, 1), date(2024, 2, 29))
    over = days_told(2024, date(2026, 2, 1))
    assert over is not None
    assert over.is_year
    assert days_told(2024, date(2023, 12, 31)) is None
