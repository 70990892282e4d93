"""The days of a saved view, and the names and addresses that reports go out under."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tracker.domain.months import Month
from tracker.domain.periods import Period
from tracker.domain.saved_views import (
    FileForm,
    Span,
    file_stem,
    is_address,
    message_id,
    period_args,
    plain_name,
)
from tracker.reports.question import chosen_period

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
MONTHS = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("span", "ended", "first", "last"),
    [
        (Span.LAST_MONTH, (2024, 2), (2024, 2, 1), (2024, 2, 29)),
        (Span.LAST_QUARTER, (2024, 3), (2024, 1, 1), (2024, 3, 31)),
        (Span.LAST_QUARTER, (2024, 4), (2024, 1, 1), (2024, 3, 31)),
        (Span.LAST_QUARTER, (2024, 5), (2024, 1, 1), (2024, 3, 31)),
        (Span.LAST_QUARTER, (2024, 2), (2023, 10, 1), (2023, 12, 31)),
        (Span.LAST_QUARTER, (2024, 12), (2024, 10, 1), (2024, 12, 31)),
        (Span.YEAR_TO_DATE, (2024, 10), (2024, 1, 1), (2024, 10, 31)),
        (Span.YEAR_TO_DATE, (2023, 12), (2023, 1, 1), (2023, 12, 31)),
        (Span.PAST_YEAR, (2024, 2), (2023, 3, 1), (2024, 2, 29)),
        (Span.PAST_YEAR, (2024, 12), (2024, 1, 1), (2024, 12, 31)),
    ],
)
def test_days_are_told_from_the_month_that_has_ended(span, ended, first, last):
    assert span.period(Month(*ended)) == Period(date(*first), date(*last))


@given(MONTHS)
def test_no_days_reach_beyond_that_month_and_fixed_ones_are_not_told(ended):
    for span in Span:
        period = span.period(ended)
        assert (period is None) == (span is Span.FIXED)
        assert period is None or period.end <= ended.end


@given(DAYS, st.integers(0, 800))
@example(date(2024, 1, 1), 365)
@example(date(2024, 1, 1), 730)
@example(date(2023, 12, 1), 30)
@example(date(2024, 4, 1), 90)
@example(date(2024, 2, 1), 89)
def test_an_address_says_the_very_days(start, days):
    period = Period(start, start + timedelta(days=days))
    assert chosen_period(MultiDict(period_args(period))).period == period


@given(st.text(max_size=300))
@example("../..")
@example("\u2028月报\x00")
@example("\ud800")
@example("名" * 300)
def test_a_name_of_a_file_is_one_name(name):
    made = f"{file_stem(name, Month(2024, 3), 2**53)}.{FileForm.XLSX}"
    assert not set(made) & set('/\\:*?"<>|\n\r\0')
    assert made.isprintable() or not name.isprintable()
    assert not made.startswith((".", " "))
    assert len(made.encode()) <= 255
    assert plain_name(name) not in ("", ".", "..")


@given(st.integers(1, 2**53), st.integers(1, 2**53), MONTHS, MONTHS)
def test_no_two_reports_have_one_name_or_one_id(one, other, month, later):
    alike = (one, month) == (other, later)
    assert (file_stem("月报", month, one) == file_stem("月报", later, other)) == alike
    first, second = (
        message_id(1, *each, "reports@ls.example.org") for each in ((one, month), (other, later))
    )
    assert (first == second) == alike


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("office@example.org", True),
        ("a.b+reports@mail.ls.gov.cn", True),
        ("x" * 64 + "@example.org", True),
        ("x" * 65 + "@example.org", False),
        ("office@example", False),
        ("office@-example.org", False),
        ("office@example.org\n", False),
        ("a b@example.org", False),
        ("<office@example.org>", False),
        ("office@例.中国", False),
        ("", False),
    ],
)
def test_an_address_is_one_plain_address(text, known):
    assert is_address(text) == known
