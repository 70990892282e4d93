"""What the papers of an agreement keep, and a sum divided by months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.agreements import (
    AgreementDraft,
    InstalmentDraft,
    TermDraft,
    check_agreement,
    divide_evenly,
)
from tracker.domain.money import MAX_YUAN
from tracker.domain.record_words import AgreementForm

ACCEPTED, AGREED, TODAY = date(2024, 3, 6), date(2024, 3, 20), date(2024, 4, 1)
WRITTEN, ORAL = AgreementForm.WRITTEN, AgreementForm.ORAL


def papers(**changes: Any) -> AgreementDraft:
    values: dict[str, Any] = {
        "form": WRITTEN,
        "agreed_on": AGREED,
        "terms": (TermDraft("乙方赔偿甲方800.50元"), TermDraft("乙方当面道歉", in_kind=True)),
        "instalments": (InstalmentDraft(date(2024, 5, 1), Decimal("800.50")),),
        "copies": 3,
    }
    return AgreementDraft(**values | changes)


def fields_of(**changes: Any) -> list[str]:
    return [one.field for one in check_agreement(papers(**changes), ACCEPTED, TODAY)]


def test_papers_in_order_keep_every_rule():
    assert fields_of(effective_on=date(2024, 3, 21), perform_by=date(2024, 5, 1)) == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"agreed_on": date(2024, 4, 2)}, ["agreed_on"]),
        ({"agreed_on": date(2024, 3, 5)}, ["agreed_on"]),
        ({"effective_on": date(2024, 4, 2)}, ["effective_on"]),
        ({"effective_on": date(2024, 3, 19)}, ["effective_on"]),
        ({"form": ORAL, "effective_on": date(2024, 3, 21)}, ["effective_on"]),
        ({"form": ORAL, "effective_on": AGREED}, []),
        ({"terms": ()}, ["terms-0-text"]),
        ({"terms": (TermDraft("一"), TermDraft(" "))}, ["terms-1-text"]),
        ({"terms": (TermDraft("付款", due_on=date(2024, 5, 1)),)}, ["terms-0-due_on"]),
        ({"terms": (TermDraft("修好", True, date(2024, 3, 19)),)}, ["terms-0-due_on"]),
        (
            {"instalments": (InstalmentDraft(AGREED, Decimal(0)),)},
            ["instalments-0-amount"],
        ),
        (
            {"instalments": (InstalmentDraft(date(2024, 3, 19), Decimal(1)),)},
            ["instalments-0-due_on"],
        ),
        (
            {"instalments": (InstalmentDraft(AGREED, MAX_YUAN), InstalmentDraft(AGREED, MAX_YUAN))},
            ["instalments-1-amount"],
        ),
        ({"perform_by": date(2024, 4, 30)}, ["instalments-0-due_on"]),
        ({"perform_by": date(2024, 3, 19)}, ["perform_by", "instalments-0-due_on"]),
        ({"copies": 0}, ["copies"]),
        ({"copies": None, "instalments": ()}, []),
    ],
)
def test_what_does_not_fit_is_told_beside_its_entry(changes, fields):
    assert fields_of(**changes) == fields


def test_an_oral_agreement_is_in_effect_at_once_and_a_written_one_when_it_is_sealed():
    assert papers(form=ORAL).in_effect_on == AGREED
    assert papers().in_effect_on is None
    assert papers(effective_on=date(2024, 3, 25)).in_effect_on == date(2024, 3, 25)


def test_without_an_instalment_nothing_is_to_be_paid():
    assert papers(instalments=()).amount is None
    assert papers().amount == Decimal("800.50")


@pytest.mark.parametrize(
    ("amount", "count", "first", "plan"),
    [
        ("100.00", 3, date(2024, 1, 31), ["01-31 33.33", "02-29 33.33", "03-31 33.34"]),
        ("0.05", 2, date(2024, 12, 15), ["12-15 0.02", "01-15 0.03"]),
        ("7", 1, date(2024, 2, 29), ["02-29 7.00"]),
    ],
)
def test_a_sum_is_divided_by_months_and_the_last_takes_the_rest(amount, count, first, plan):
    made = divide_evenly(Decimal(amount), count, first)
    assert [f"{one.due_on:%m-%d} {one.amount}" for one in made] == plan


def test_less_than_a_fen_each_cannot_be_divided():
    with pytest.raises(ValueError, match="make no 3"):
        divide_evenly(Decimal("0.02"), 3, AGREED)


@given(
    st.integers(1, 10**14),
    st.integers(1, 120),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_any_plan_adds_up_to_the_fen_with_one_instalment_a_month(fen, count, first):
    if fen < count:
        return
    made = divide_evenly(Decimal(fen) / 100, count, first)
    shares = [int(one.amount * 100) for one in made]
    assert sum(shares) == fen
    assert set(shares[:-1]) <= {fen // count}
    assert 0 <= shares[-1] - fen // count < count
    months = [one.due_on.year * 12 + one.due_on.month for one in made]
    assert months == list(range(months[0], months[0] + count))
    for one in made:
        last = monthrange(one.due_on.year, one.due_on.month)[1]
        assert one.due_on.day == min(first.day, last)
