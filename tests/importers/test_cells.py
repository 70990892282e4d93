"""What a cell says, and what it does not say."""

from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers.cells import Unclear, read_amount, read_date, read_text, read_word, shown

DAYS = st.dates(date(1950, 1, 1), date(2199, 12, 31))
FEN = st.integers(0, 10**14 - 1)
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(DAYS)
def test_every_way_of_writing_a_date_is_the_same_date(day):
    year, month, number = day.year, day.month, day.day
    written = [
        day,
        datetime.combine(day, time()),
        day.isoformat(),
        f"{year}-{month}-{number}",
        f"{year}.{month}.{number}",
        f"{year}/{month:02d}/{number:02d}",
        f"{year}年{month}月{number}日",
        f"{year:04d}{month:02d}{number:02d}",
        f" {year}-{month}-{number} ".translate(WIDE),
        float(f"{year:04d}{month:02d}{number:02d}"),
    ]
    assert [read_date(one) for one in written] == [day] * len(written)


def test_what_happens_just_before_midnight_belongs_to_that_day():
    assert read_date(datetime.combine(date(2024, 12, 31), time(23, 59, 59))) == date(2024, 12, 31)


@pytest.mark.parametrize("blank", ["", " ", "无", "/", "／"])
def test_a_blank_cell_is_none_and_not_zero(blank):
    assert read_date(blank) is None
    assert read_amount(blank) is None
    assert read_word(blank) == ""


@pytest.mark.parametrize(
    "text",
    ["2024.13.5", "2024-2-30", "2024-3.5", "24-3-5", "3月5日", "2024年3月", "2024-3", "0024-01-01",
     "3024-01-01", "去年", "2024-3-1 5", 45321.0, 2024.3, True, time(8, 30), "-",
     "2024-03-05 10:30"],
)  # fmt: skip
def test_what_is_not_plainly_a_date_is_a_problem_and_not_a_guess(text):
    with pytest.raises(Unclear):
        read_date(text)


@given(FEN)
def test_every_way_of_writing_an_amount_is_the_same_amount(fen):
    yuan = Decimal(fen).scaleb(-2)
    written = [
        float(yuan),
        f"{yuan}",
        f"{yuan:,}",
        f"¥{yuan}",
        f"￥ {yuan:,}",
        f"{yuan}元",
        f"{yuan:,}".translate(WIDE),
        f"{yuan / 10000:f}万",
        f"{yuan / 10000:f}万元",
    ]
    assert [read_amount(one) for one in written] == [yuan] * len(written)


@given(FEN)
def test_a_heading_in_wan_multiplies_what_has_no_unit_of_its_own(fen):
    yuan = Decimal(fen).scaleb(-2)
    assert read_amount(f"{yuan / 10000:f}", in_wan=True) == yuan
    assert read_amount(float(yuan) / 10000, in_wan=True) == yuan
    assert read_amount(f"{yuan}元", in_wan=True) == yuan


@pytest.mark.parametrize(
    "text",
    ["约3万", "3,5000", "35,00", "1.2亿", "三万", "3万5千", "33.333", 33.3333, "一百元", "1e5",
     "9" * 400, 1e300, float("nan"), float("inf"), True, "3.5 万 元 整", "-", "￥"],
)  # fmt: skip
def test_what_is_not_plainly_an_amount_is_a_problem_and_not_a_guess(text):
    with pytest.raises(Unclear):
        read_amount(text)


def test_a_spreadsheets_own_inexact_sum_is_the_amount_it_shows():
    assert read_amount(0.1 + 0.2) == Decimal("0.30")


@given(st.one_of(st.text(max_size=40), st.floats(), st.booleans(), st.integers(), st.datetimes()))
def test_no_cell_whatsoever_breaks_the_reading(value):
    for read in (read_date, read_amount, read_text, read_word, shown):
        with suppress(Unclear):
            read(value)


def test_a_text_keeps_its_lines_and_loses_what_cannot_be_seen():
    assert read_text(" 第一行\r\n第二行\x00\x07 ") == "第一行\n第二行"


def test_a_number_in_a_text_column_has_no_decimals_of_its_own():
    assert read_text(13812345678.0) == "13812345678"
