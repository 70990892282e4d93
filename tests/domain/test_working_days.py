"""Which days are worked, and from when on a due date is warned of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.working_days import is_working_day, warned_until, working_days_before

DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
NUMBERS = st.integers(0, 30)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 3, 8), True),
        (date(2024, 3, 9), False),
        (date(2024, 5, 1), False),
        (date(2024, 4, 28), True),
        (date(2024, 10, 7), False),
        (date(2024, 10, 12), True),
        (date(2035, 10, 1), True),
        (date(2035, 10, 6), False),
    ],
)
def test_holidays_are_free_make_up_days_are_worked_and_an_unknown_year_has_plain_weeks(day, worked):
    assert is_working_day(day) is worked


@pytest.mark.parametrize(
    ("due", "number", "first"),
    [
        (date(2024, 3, 8), 0, date(2024, 3, 8)),
        (date(2024, 3, 8), 3, date(2024, 3, 5)),
        (date(2024, 3, 11), 1, date(2024, 3, 8)),
        (date(2024, 3, 10), 1, date(2024, 3, 8)),
        (date(2024, 5, 7), 3, date(2024, 4, 29)),
    ],
)
def test_the_warning_passes_over_weekends_and_holidays(due, number, first):
    assert working_days_before(due, number) == first


@given(due=DAYS, number=NUMBERS)
def test_as_many_working_days_lie_between_as_were_asked_for(due, number):
    first = working_days_before(due, number)
    between = (first + timedelta(days=one) for one in range((due - first).days))
    assert sum(is_working_day(day) for day in between) == number
    assert is_working_day(first) or first == due


@given(today=DAYS, number=NUMBERS, offset=st.integers(-40, 80))
def test_what_is_warned_of_today_is_what_lies_within_the_number_of_working_days(
    today, number, offset
):
    due = today + timedelta(days=offset)
    assert (due <= warned_until(today, number)) is (working_days_before(due, number) <= today)
