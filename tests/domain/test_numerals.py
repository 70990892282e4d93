"""Amounts in capitals: the rule's own examples, and what an independent reading gives back."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.domain.money import MAX_YUAN
from tracker.domain.numerals import amount_text, capital_amount, chinese_day

HAND_CHECKED = {
    "0": "人民币零元整",
    "0.01": "人民币壹分",
    "0.05": "人民币伍分",
    "0.10": "人民币壹角",
    "0.50": "人民币伍角",
    "0.55": "人民币伍角伍分",
    "1": "人民币壹元整",
    "1.05": "人民币壹元零伍分",
    "1.50": "人民币壹元伍角",
    "10": "人民币壹拾元整",
    "10.50": "人民币壹拾元零伍角",
    "16": "人民币壹拾陆元整",
    "100": "人民币壹佰元整",
    "325.04": "人民币叁佰贰拾伍元零肆分",
    "800.50": "人民币捌佰元零伍角",
    "1005": "人民币壹仟零伍元整",
    "1050": "人民币壹仟零伍拾元整",
    "1409.50": "人民币壹仟肆佰零玖元伍角",
    "1680.32": "人民币壹仟陆佰捌拾元零叁角贰分",
    "6007.14": "人民币陆仟零柒元壹角肆分",
    "10000": "人民币壹万元整",
    "10001": "人民币壹万零壹元整",
    "16409.02": "人民币壹万陆仟肆佰零玖元零贰分",
    "35000": "人民币叁万伍仟元整",
    "100500": "人民币壹拾万零伍佰元整",
    "107000.53": "人民币壹拾万柒仟元零伍角叁分",
    "1000000": "人民币壹佰万元整",
    "10000500": "人民币壹仟万零伍佰元整",
    "91600000": "人民币玖仟壹佰陆拾万元整",
    "100000000": "人民币壹亿元整",
    "100005000": "人民币壹亿零伍仟元整",
    "100000001": "人民币壹亿零壹元整",
    "100050000": "人民币壹亿零伍万元整",
    "1010101010": "人民币壹拾亿零壹仟零壹拾万壹仟零壹拾元整",
    "200010000000": "人民币贰仟亿零壹仟万元整",
    "999999999999.99": ("人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
}
VALUES = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
FACTORS = {"拾": 10, "佰": 100, "仟": 1000}
amounts = st.integers(0, int(MAX_YUAN * 100)).map(lambda fen: Decimal(fen).scaleb(-2))
with_noughts = st.lists(st.sampled_from("000015"), min_size=1, max_size=14).map(
    lambda digits: Decimal(int("".join(digits))).scaleb(-2)
)


def read(written: str) -> Decimal:
    """The amount, read from left to right as a cashier would."""
    total = section = digit = 0
    for sign in written.removeprefix("人民币").removesuffix("整"):
        if sign in VALUES:
            digit = VALUES[sign]
        elif sign in FACTORS:
            section, digit = section + digit * FACTORS[sign], 0
        elif sign in "万亿元":
            factor = {"万": 10**6, "亿": 10**10, "元": 10**2}[sign]
            total, section, digit = total + (section + digit) * factor, 0, 0
        else:
            total, digit = total + digit * {"角": 10, "分": 1}[sign], 0
    return Decimal(total).scaleb(-2)


@pytest.mark.parametrize("yuan", HAND_CHECKED)
def test_amounts_checked_by_hand_are_written_so(yuan):
    assert capital_amount(Decimal(yuan)) == HAND_CHECKED[yuan]


@given(st.one_of(amounts, with_noughts))
@example(MAX_YUAN)
def test_what_is_written_reads_back_as_the_same_amount(yuan):
    assert read(capital_amount(yuan)) == yuan


@given(st.one_of(amounts, with_noughts))
def test_noughts_are_written_once_and_never_before_a_unit(yuan):
    written = capital_amount(yuan)
    assert "零零" not in written
    assert not written.endswith("零")
    if yuan:
        assert not any(f"零{unit}" in written for unit in "拾佰仟万亿元角分整")
        assert "人民币零" not in written
    assert "亿万" not in written


@given(st.one_of(amounts, with_noughts))
def test_noughts_between_other_digits_are_told_unless_the_rule_lets_them_go(yuan):
    """It does where they end with the last digit of the 万 and thousands follow."""
    whole = str(int(yuan))
    told = [
        gap
        for gap in re.finditer(r"(?<=[1-9])0+(?=[1-9])", whole)
        if len(whole) - gap.end() != 4 or len(gap[0]) >= 4
    ]
    assert capital_amount(Decimal(whole)).removeprefix("人民币零").count("零") == len(told)


@given(st.one_of(amounts, with_noughts))
def test_whole_yuan_end_with_the_closing_word_and_fen_never_do(yuan):
    assert capital_amount(yuan).endswith("整") == (yuan == int(yuan))


@pytest.mark.parametrize("yuan", ["-0.01", "0.001", "1000000000000"])
def test_what_is_no_amount_is_refused(yuan):
    with pytest.raises(ValueError, match=yuan):
        capital_amount(Decimal(yuan))


def test_figures_stand_beside_the_capitals_and_days_as_papers_write_them():
    assert amount_text(Decimal("91600000")) == "¥91,600,000.00"
    assert chinese_day(date(2024, 3, 5)) == "2024年3月5日"
    assert chinese_day(None).split() == ["年", "月", "日"]
