"""How dates, numbers, money and words look on screen, in Chinese and in English."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker import formatting
from tracker.domain.vocabulary import Outcome

TODAY = date(2024, 3, 5)


@pytest.fixture
def chinese(app):
    with app.test_request_context():
        yield


@pytest.fixture
def english(app):
    app.config["LOCALE"] = "en"
    with app.test_request_context():
        yield


@pytest.mark.parametrize("name", ["count", "yuan", "wan", "day", "day_weekday", "moment"])
def test_what_is_missing_is_a_dash_and_not_zero(chinese, name):
    assert getattr(formatting, name)(None) == "—"


def test_zero_is_zero_and_not_a_dash(chinese):
    assert formatting.count(0) == "0"
    assert formatting.yuan(Decimal(0)) == "¥ 0.00"
    assert formatting.wan(Decimal(0)) == "0.00 万元"


def test_counts_have_their_thousands_apart(chinese):
    assert formatting.count(1372) == "1,372"


def test_yuan_are_exact_to_the_fen(chinese):
    assert formatting.yuan(Decimal("1234.5")) == "¥ 1,234.50"
    assert formatting.plain_yuan(Decimal("91600000")) == "91600000.00"
    assert formatting.plain_yuan(None) == ""


def test_wan_are_rounded_half_up_to_two_decimals(chinese):
    assert formatting.wan(Decimal(91_600_000)) == "9,160.00 万元"
    assert formatting.wan(Decimal(2_946_550)) == "294.66 万元"


def test_a_date_may_carry_its_weekday(chinese):
    assert formatting.day(TODAY) == "2024-03-05"
    assert formatting.day_weekday(TODAY) == "2024-03-05 星期二"


def test_a_moment_is_told_by_the_centers_clock(chinese):
    assert formatting.moment(datetime(2023, 12, 31, 16, 5, tzinfo=UTC)) == "2024-01-01 00:05"


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (date(2024, 2, 29), "已超期5天", "overdue"),
        (date(2024, 3, 4), "已超期1天", "overdue"),
        (date(2024, 3, 5), "今天到期", "due"),
        (date(2024, 3, 6), "明天到期", "due"),
        (date(2024, 3, 8), "3天后到期", "due"),
        (date(2024, 3, 9), "4天后到期", "muted"),
        (None, "—", "muted"),
    ],
)
def test_a_due_date_is_told_relative_to_today(chinese, due, words, tone):
    assert formatting.due_words(due, TODAY) == words
    assert formatting.due_tone(due, date(2024, 3, 8), TODAY) == tone


def test_a_word_of_the_field_is_its_official_term_in_chinese(chinese):
    assert formatting.word(Outcome.WRITTEN_AGREEMENT) == "书面协议"
    assert formatting.word(None) == "—"


def test_a_word_of_the_field_is_its_label_in_english(english):
    assert formatting.word(Outcome.WRITTEN_AGREEMENT) == "Written agreement"
    assert formatting.page_language() == "en"
    assert formatting.due_words(date(2024, 3, 8), TODAY) == "due in 3 d"
    assert formatting.day_weekday(TODAY) == "2024-03-05 Tuesday"
