"""Rates, medians and changes are rounded once, half up, from the exact fraction."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.indicators.figures import change_percent, median, percent


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (1366, 1372, "99.56"),
        (1360, 1366, "99.56"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 1, "100.00"),
        (0, 7, "0.00"),
        (1, 800, "0.13"),  # 0.125 exactly: half goes up
        (99_999, 100_000, "99.99"),  # not all is never 100.00
        (1, 1_000_000, "0.01"),  # not nothing is never 0.00
    ],
)
def test_a_rate_is_rounded_half_up_to_two_decimals(
    numerator: int, denominator: int, shown: str
) -> None:
    assert f"{percent(numerator, denominator)}" == shown


def test_a_rate_of_nothing_is_no_number() -> None:
    assert percent(0, 0) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rounded_rate_is_within_half_a_hundredth_unless_it_is_held_off_the_ends(
    part: int, rest: int
) -> None:
    exact = Fraction(100 * part, part + rest)
    shown = percent(part, part + rest)
    assert shown is not None
    assert Decimal(0) <= shown < 100
    assert abs(Fraction(shown) - exact) <= Fraction(1, 200) or shown in (
        Decimal("0.01"),
        Decimal("99.99"),
    )


def test_the_median_of_an_even_number_lies_between_the_middle_two() -> None:
    assert str(median(Counter({3: 2, 4: 2}))) == "3.5"


def test_the_median_of_an_odd_number_is_the_middle_one() -> None:
    assert str(median(Counter({0: 1, 10: 1, 100: 1}))) == "10.0"


def test_the_median_of_nothing_is_no_number() -> None:
    assert median(Counter()) is None


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(1372, 1481, "-7.36"), (3, 2, "50.00"), (2, 2, "0.00"), (0, 5, "-100.00")],
)
def test_a_change_is_told_in_percent_of_the_year_before(now: int, before: int, change: str) -> None:
    assert str(change_percent(now, before)) == change


def test_a_change_from_nothing_cannot_be_told_in_percent() -> None:
    assert change_percent(5, 0) is None


def test_a_tiny_decline_is_not_written_as_minus_nothing() -> None:
    assert str(change_percent(999_999, 1_000_000)) == "0.00"
