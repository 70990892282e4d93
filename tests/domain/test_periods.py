"""Periods, both days included."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.periods import Period

days = st.dates(date(1960, 1, 1), date(2190, 12, 31))


def test_a_year_holds_its_first_and_its_last_day_and_not_their_neighbours():
    year = Period.year(2024)
    assert date(2024, 1, 1) in year
    assert date(2024, 12, 31) in year
    assert date(2023, 12, 31) not in year
    assert date(2025, 1, 1) not in year


def test_a_reversed_period_is_an_error():
    with pytest.raises(ValueError, match="before"):
        Period(date(2024, 2, 1), date(2024, 1, 31))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.year(2024), Period.year(2023)),
        (Period.month(2024, 2), Period.month(2023, 2)),
        (Period.month(2025, 2), Period.month(2024, 2)),
        (Period(date(2024, 2, 29), date(2024, 3, 5)), Period(date(2023, 2, 28), date(2023, 3, 5))),
        (Period(date(2024, 1, 1), date(2024, 2, 28)), Period(date(2023, 1, 1), date(2023, 2, 28))),
        (
            Period(date(2025, 2, 28), date(2025, 2, 28)),
            Period(date(2024, 2, 28), date(2024, 2, 28)),
        ),
    ],
)
def test_the_year_before_is_the_same_period_a_year_earlier(period, before):
    assert period.year_before() == before


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.year(2024), Period.year(2023)),
        (Period.month(2024, 3), Period.month(2024, 2)),
        (Period.month(2024, 1), Period.month(2023, 12)),
        (
            Period(date(2024, 1, 1), date(2024, 3, 31)),
            Period(date(2023, 10, 1), date(2023, 12, 31)),
        ),
        (
            Period(date(2023, 11, 1), date(2024, 2, 29)),
            Period(date(2023, 7, 1), date(2023, 10, 31)),
        ),
        (Period(date(2024, 3, 1), date(2024, 3, 1)), Period(date(2024, 2, 29), date(2024, 2, 29))),
        (
            Period(date(2024, 1, 1), date(2024, 1, 30)),
            Period(date(2023, 12, 2), date(2023, 12, 31)),
        ),
    ],
)
def test_the_period_before_ends_the_day_before_and_is_as_long(period, before):
    assert period.before() == before


@given(days, days)
def test_the_months_of_a_period_follow_each_other_and_fill_it(one, other):
    period = Period(min(one, other), max(one, other))
    if period.days() > 4000:
        return
    months = list(period.months())
    assert sum(month.days() for month in months) == period.days()
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert all(a.end < b.start for a, b in pairwise(months))


@pytest.mark.parametrize(
    ("period", "last_year", "last"),
    [
        (
            Period.year(2024),  # over
            Period.year(2023),
            Period.year(2023),
        ),
        (
            Period.year(2026),  # not begun
            Period.year(2025),
            Period.year(2025),
        ),
        (
            Period.year(2025),
            Period(date(2024, 1, 1), date(2024, 3, 10)),
            Period(date(2024, 1, 1), date(2024, 3, 10)),
        ),
        (
            Period(date(2025, 1, 1), date(2025, 3, 31)),
            Period(date(2024, 1, 1), date(2024, 3, 10)),
            Period(date(2024, 10, 1), date(2024, 12, 8)),
        ),
        (
            Period.month(2025, 3),
            Period(date(2024, 3, 1), date(2024, 3, 10)),
            Period(date(2025, 2, 1), date(2025, 2, 10)),
        ),
    ],
)
def test_a_period_that_still_runs_is_compared_with_as_many_days(period, last_year, last):
    assert period.pasts(date(2025, 3, 10)) == (last_year, last)
