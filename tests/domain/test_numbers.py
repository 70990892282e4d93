"""Case numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.numbers import case_number, read_case_number


@pytest.mark.parametrize(
    ("serial", "number"),
    [
        (1, "（2024）柳人调字第0001号"),
        (999, "（2024）柳人调字第0999号"),
        (1000, "（2024）柳人调字第1000号"),
        (10000, "（2024）柳人调字第10000号"),
    ],
)
def test_the_serial_grows_past_999_and_9999(serial, number):
    assert case_number(2024, "柳", serial) == number


@given(st.integers(1950, 2199), st.integers(1, 10**6))
def test_a_number_is_read_back(year, serial):
    assert read_case_number(case_number(year, "柳", serial), "柳") == (year, serial)


@pytest.mark.parametrize("number", ["（2024）电人调字第0001号", "2024-17", "柳人调字第0001号", ""])
def test_a_number_of_another_series_is_not_ours(number):
    assert read_case_number(number, "柳") is None


def test_half_width_brackets_are_read_too():
    assert read_case_number("(2024)柳人调字第12号", "柳") == (2024, 12)
