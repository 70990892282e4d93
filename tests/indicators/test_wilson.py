"""The interval of a rate: Wilson's, held against known values and against its own equation."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.indicators.figures import percent
from tracker.indicators.wilson import interval

Z = Fraction("1.959963984540054")
SMALL = Fraction(1, 10**9)
"""More than the digits that ``Z`` lacks here make of a share."""


def counts(most: int) -> st.SearchStrategy[tuple[int, int]]:
    """Some, none or all of up to so many cases."""
    return st.integers(1, most).flatmap(
        lambda whole: st.tuples(
            st.sampled_from([0, 1, whole - 1, whole]) | st.integers(0, whole), st.just(whole)
        )
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (0, 10, "0.00", "27.76"),  # 27.7533 rounded outward
        (10, 10, "72.24", "100.00"),
        (9, 10, "59.58", "98.22"),  # 59.585 to 98.212, as tables have it
        (1, 3, "6.14", "79.24"),
        (0, 1, "0.00", "79.35"),
        (1366, 1372, "99.04", "99.80"),
        (81, 263, "25.52", "36.63"),  # R. G. Newcombe 1998: .2553 to .3662
        (15, 148, "6.23", "16.05"),  # the same: .0624 to .1605
        (0, 20, "0.00", "16.12"),  # the same: 0 to .1611
        (1, 29, "0.61", "17.18"),  # the same: .0061 to .1718
    ],
)
def test_the_interval_is_the_one_that_tables_have(
    numerator: int, denominator: int, low: str, high: str
) -> None:
    assert tuple(map(str, interval(numerator, denominator) or ())) == (low, high)


def test_of_nothing_there_is_no_interval() -> None:
    assert interval(0, 0) is None


@given(counts(10**6))
def test_it_holds_the_rate_and_stays_within_nothing_and_all(pair: tuple[int, int]) -> None:
    found, shown = interval(*pair), percent(*pair)
    assert found is not None
    assert shown is not None
    assert 0 <= found[0] <= shown <= found[1] <= 100


@given(counts(10**4))
def test_its_ends_are_the_shares_that_lie_just_so_many_deviations_away(
    pair: tuple[int, int],
) -> None:
    """Inside the ends the rate is no surprise, a hundredth outside of them it is."""
    found = interval(*pair)
    assert found is not None
    rate, hundredth = Fraction(*pair), Fraction(1, 10_000)
    for end, outward in zip(found, (-1, 1), strict=True):
        share = Fraction(end) / 100
        assert surprise(rate, share, pair[1]) >= -SMALL
        inside = share - outward * hundredth
        assert surprise(rate, inside, pair[1]) <= SMALL


def surprise(rate: Fraction, share: Fraction, cases: int) -> Fraction:
    """By how much the squared distance is more than that of ``Z`` deviations of so many cases."""
    return (rate - share) ** 2 - Z**2 * share * (1 - share) / cases


@given(st.integers(0, 300), st.integers(1, 300))
def test_what_is_missing_lies_in_the_mirrored_interval(part: int, rest: int) -> None:
    low, high = interval(part, part + rest) or (0, 0)
    assert interval(rest, part + rest) == (100 - high, 100 - low)


@given(st.integers(0, 50), st.integers(1, 50))
def test_more_cases_of_the_same_rate_make_it_narrower(part: int, rest: int) -> None:
    few, many = interval(part, part + rest), interval(9 * part, 9 * (part + rest))
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]
