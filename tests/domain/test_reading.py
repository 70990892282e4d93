"""Dates and amounts as people write them; what is ambiguous is asked about and never guessed."""

import contextlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.reading import Unreadable, read_amount, read_date

TODAY = date(2024, 3, 5)
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
days = st.dates(date(1950, 1, 1), date(2199, 12, 31))
amounts = st.decimals(0, 999_999_999_999, places=2)


@given(
    days,
    st.sampled_from(
        [
            "{0:%Y}-{0.month}-{0.day}",
            "{0:%Y}.{0.month}.{0.day}",
            "{0:%Y}/{0:%m}/{0:%d}",
            "{0:%Y}年{0.month}月{0.day}日",
            "{0:%Y}年{0:%m}月{0:%d}日",
            "{0:%Y%m%d}",
            " {0:%Y-%m-%d} ",
        ]
    ),
)
def test_every_way_of_writing_a_day_is_that_day(day, pattern):
    written = pattern.format(day)
    assert read_date(written) == day
    assert read_date(written.translate(FULL_WIDTH)) == day


@pytest.mark.parametrize(
    ("written", "back"),
    [
        ("今天", 0),
        ("today", 0),
        ("昨天", 1),
        ("Yesterday", 1),
        ("前天", 2),
        ("三天前", 3),
        ("两天前", 2),
        ("十天前", 10),
        ("十二天前", 12),
        ("二十天前", 20),
        ("九十九天前", 99),
        ("3天前", 3),
        ("１５天前", 15),
        ("三天以前", 3),
    ],
)
def test_words_count_back_from_today(written, back):
    assert read_date(written, TODAY) == TODAY - timedelta(days=back)


@pytest.mark.parametrize("written", ["今天", "三天前", "yesterday"])
def test_a_ledger_knows_no_today(written):
    with pytest.raises(Unreadable):
        read_date(written)


@pytest.mark.parametrize("written", ["", "  ", "　", "无", "/", "／"])
def test_where_nothing_stands_there_is_none(written):
    assert read_date(written) is None
    assert read_amount(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2024.13.5",
        "2024-2-30",
        "2023-2-29",
        "24.3.5",
        "2024-3.5",
        "2024年3月",
        "3月5日",
        "2024-03-05 10:00",
        "5/3/2024",
        "202435",
        "45356",
        "0024-01-01",
        "1949-10-01",
        "十十天前",
        "明天",
        "2024-03-05" * 3000,
    ],
)
def test_what_is_not_plainly_a_day_is_a_problem(written):
    with pytest.raises(Unreadable):
        read_date(written, TODAY)


@given(amounts, st.sampled_from(["{}", "{:,}", "¥{}", "￥ {:,}", "{}元", " {} ", "+{}"]))
def test_every_way_of_writing_an_amount_is_that_amount(amount, pattern):
    written = pattern.format(amount)
    assert read_amount(written) == amount
    assert read_amount(written.translate(FULL_WIDTH)) == amount


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("3.5万", "35000"),
        ("3.5万元", "35000"),
        ("0.0001万", "1"),
        ("3.123456万", "31234.56"),
        (".5", "0.5"),
        ("９１６０万", "91600000"),
        ("35000.000", "35000"),
    ],
)
def test_wan_are_ten_thousand_and_exact(written, yuan):
    assert read_amount(written) == Decimal(yuan)


def test_the_unit_in_the_text_goes_before_that_of_the_heading():
    assert read_amount("3.5", Decimal(10_000)) == Decimal(35_000)
    assert read_amount("500元", Decimal(10_000)) == Decimal(500)


@pytest.mark.parametrize(
    "written",
    [
        *("1.005", "3.1234567万", "35,00", "1,2345", "1e5", "0x10", "三万", "3.5亿", "约500"),
        *("500-600", "NaN", "Infinity", "1.", "5元万", "--5"),
        *("9" * 13, "9" * 5000, "1." + "0" * 30 + "1"),
    ],
)
def test_what_is_not_plainly_an_amount_is_a_problem(written):
    with pytest.raises(Unreadable):
        read_amount(written)


def test_more_than_two_decimals_get_a_sentence_of_their_own():
    with pytest.raises(Unreadable, match="two decimals"):
        read_amount("1.005")


@pytest.mark.parametrize("read", [read_amount, read_date])
@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_an_accident(read, text):
    with contextlib.suppress(Unreadable):
        read(text)
