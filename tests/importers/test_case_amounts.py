"""The amounts and payments of one row of a ledger."""

from datetime import date
from decimal import Decimal

import pytest

from tests.importers.ledgers import case, closed, plan_of_rows
from tracker.domain.drafts import PaymentDraft


def test_amounts_in_yuan_and_wan(tmp_path):
    row = case(**closed()) | {"诉求金额（万元）": 3.5, "协议金额(元)": "３５，０００"}
    record = plan_of_rows(tmp_path, row).rows[0].record
    assert record.amount_claimed == record.amount_agreed == Decimal(35000)


def test_an_agreed_amount_needs_an_agreement(problems):
    assert problems(**closed(结案方式="调解不成"), 协议金额="100") == [
        ("协议金额", "An agreed amount needs an agreement as the outcome.")
    ]


def test_a_negative_amount_is_told_by_the_rule(problems):
    assert problems(诉求金额="-5") == [("诉求金额", "An amount is never negative.")]


def test_a_payment_has_a_date_and_an_amount(read):
    record = read(**closed(履行日期="2024-04-01", 已履行金额="1万"))
    assert record.payments == [PaymentDraft(date(2024, 4, 1), Decimal(10000))]


def test_several_payments_stand_in_the_same_order_in_both_cells(read):
    record = read(**closed(履行日期="2024-04-01、2024.5.1", 已履行金额="10,000、5000元"))
    assert record.payments == [
        PaymentDraft(date(2024, 4, 1), Decimal(10000)),
        PaymentDraft(date(2024, 5, 1), Decimal(5000)),
    ]


@pytest.mark.parametrize(
    ("paid_on", "paid", "column"),
    [("2024-04-01", None, "已履行金额"), (None, "100", "履行日期"),
     ("2024-04-01", "/", "已履行金额"), ("2024-04-01", "1、2", "履行日期"),
     ("2024-04-01、2024-05-01", "1", "已履行金额")],
)  # fmt: skip
def test_half_a_payment_is_a_problem_and_not_a_guess(problems, paid_on, paid, column):
    assert problems(**closed(履行日期=paid_on, 已履行金额=paid, 协议金额="100")) == [
        (column, "A payment needs both its date and its amount.")
    ]


def test_nothing_paid_and_no_date_is_no_payment(read):
    assert read(**closed(履行日期=None, 已履行金额=0)).payments == []


def test_a_payment_of_nothing_on_a_day_is_a_problem(problems):
    assert problems(**closed(履行日期="2024-04-01", 已履行金额=0)) == [
        ("已履行金额", "A payment is more than 0 yuan.")
    ]


def test_a_payment_in_the_future_is_a_problem(problems):
    assert problems(**closed(履行日期="2025-07-01", 已履行金额=1)) == [
        ("履行日期", "This date is after today (2025-06-30).")
    ]
