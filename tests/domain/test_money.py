"""Fen, yuan and 万元."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.money import from_fen, to_fen, wan_text, yuan_text


@given(st.integers(0, 10**14))
def test_fen_go_to_yuan_and_come_back(fen):
    assert to_fen(from_fen(fen)) == fen


def test_a_fraction_of_a_fen_is_an_error_and_never_rounded():
    with pytest.raises(ValueError, match="fen"):
        to_fen(Decimal("0.005"))


@pytest.mark.parametrize(
    ("yuan", "text"),
    [
        ("91600000", "9,160"),
        ("91600050", "9,160.01"),
        ("91600049.99", "9,160"),
        ("0", "0"),
        ("2946500", "294.65"),
        ("27000", "2.7"),
    ],
)
def test_wan_are_rounded_half_up_to_at_most_two_decimals(yuan, text):
    assert wan_text(Decimal(yuan)) == text


def test_yuan_have_two_decimals():
    assert yuan_text(Decimal("91600000")) == "91600000.00"
