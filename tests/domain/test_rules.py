"""What a case must keep, rule by rule and all at once."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tracker.domain.drafts import CaseState, PaymentDraft
from tracker.domain.rules import check_case, status_of
from tracker.domain.vocabulary import Outcome, Satisfaction, Status

TODAY = date(2024, 12, 31)
REGISTERED = {"registered_on": date(2024, 3, 5)}
ACCEPTED = REGISTERED | {"accepted_on": date(2024, 3, 6)}
CLOSED = ACCEPTED | {"closed_on": date(2024, 3, 20), "outcome": Outcome.WRITTEN_AGREEMENT}


def broken(facts):
    """The fields that the rules complain of."""
    return [problem.field for problem in check_case(CaseState(**facts), TODAY)]


@pytest.mark.parametrize(
    "facts",
    [
        REGISTERED,
        ACCEPTED,
        CLOSED,
        REGISTERED | {"accepted_on": date(2024, 3, 5)},
        ACCEPTED | {"closed_on": date(2024, 3, 6), "outcome": Outcome.FAILED},
        REGISTERED | {"declined_reason": "不属于受理范围"},
        {"registered_on": TODAY, "accepted_on": TODAY},
        CLOSED | {"amount_agreed": Decimal(0)},
        CLOSED | {"amount_agreed": Decimal("999999999999.99")},
        CLOSED | {"judicial_confirmed_on": date(2024, 3, 20), "visited_on": date(2024, 3, 20)},
        CLOSED | {"payments": [PaymentDraft(date(2024, 3, 1), Decimal("0.01"))]},
    ],
)
def test_a_case_that_keeps_the_rules_has_no_problem(facts):
    assert broken(facts) == []


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"registered_on": TODAY + timedelta(days=1)}, ["registered_on"]),
        (REGISTERED | {"accepted_on": date(2025, 1, 1)}, ["accepted_on"]),
        (CLOSED | {"closed_on": date(2025, 1, 1)}, ["closed_on"]),
        (CLOSED | {"visited_on": date(2025, 1, 1)}, ["visited_on"]),
        (CLOSED | {"judicial_confirmed_on": date(2025, 1, 1)}, ["judicial_confirmed_on"]),
        (REGISTERED | {"accepted_on": date(2024, 3, 4)}, ["accepted_on"]),
        (CLOSED | {"closed_on": date(2024, 3, 5)}, ["closed_on"]),
        (REGISTERED | {"closed_on": TODAY, "outcome": Outcome.FAILED}, ["closed_on"]),
        (ACCEPTED | {"closed_on": TODAY}, ["outcome"]),
        (ACCEPTED | {"outcome": Outcome.FAILED}, ["closed_on"]),
        (ACCEPTED | {"declined_reason": "x"}, ["accepted_on"]),
        (
            REGISTERED | {"declined_reason": "x", "outcome": Outcome.FAILED, "closed_on": TODAY},
            ["outcome"],
        ),
        (ACCEPTED | {"amount_agreed": Decimal(1)}, ["amount_agreed"]),
        (ACCEPTED | {"payments": [PaymentDraft(TODAY, Decimal(1))]}, ["payments"]),
        (ACCEPTED | {"judicial_confirmed_on": TODAY}, ["judicial_confirmed_on"]),
        (REGISTERED | {"amount_claimed": Decimal(-1)}, ["amount_claimed"]),
        (REGISTERED | {"amount_claimed": Decimal("1000000000000")}, ["amount_claimed"]),
        (CLOSED | {"payments": [PaymentDraft(TODAY, Decimal(0))]}, ["payments"]),
        (CLOSED | {"payments": [PaymentDraft(date(2025, 1, 1), Decimal(1))]}, ["paid_on"]),
        (ACCEPTED | {"visited_on": TODAY}, ["visited_on"]),
        (CLOSED | {"visited_on": date(2024, 3, 19)}, ["visited_on"]),
        (CLOSED | {"judicial_confirmed_on": date(2024, 3, 19)}, ["judicial_confirmed_on"]),
        (CLOSED | {"satisfaction": Satisfaction.SATISFIED}, ["satisfaction"]),
    ],
)
def test_a_broken_rule_names_its_field(facts, fields):
    assert broken(facts) == fields


@pytest.mark.parametrize("outcome", list(Outcome))
def test_money_is_agreed_and_paid_only_with_an_agreement(outcome):
    facts = CLOSED | {
        "outcome": outcome,
        "amount_agreed": Decimal(1),
        "payments": [PaymentDraft(TODAY, Decimal(1))],
        "judicial_confirmed_on": TODAY,
    }
    expected = [] if outcome.mediated else ["amount_agreed", "payments", "judicial_confirmed_on"]
    assert broken(facts) == expected


def test_all_broken_rules_are_told_at_once_in_the_order_of_the_case():
    facts = CLOSED | {
        "closed_on": date(2024, 3, 1),
        "outcome": Outcome.FAILED,
        "amount_agreed": Decimal(-1),
        "satisfaction": Satisfaction.SATISFIED,
    }
    assert broken(facts) == ["closed_on", "amount_agreed", "amount_agreed", "satisfaction"]


def test_a_problem_speaks_of_the_date_it_is_about():
    problem = check_case(CaseState(**CLOSED | {"closed_on": date(2024, 3, 5)}), TODAY)[0]
    assert "2024-03-06" in str(problem)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        (REGISTERED, Status.REGISTERED),
        (ACCEPTED, Status.OPEN),
        (CLOSED, Status.CLOSED),
        (REGISTERED | {"declined_reason": "x"}, Status.DECLINED),
        (CLOSED | {"merged_into_id": 7}, Status.MERGED),
    ],
)
def test_the_status_follows_from_the_dates(facts, status):
    stated = dict.fromkeys(("merged_into_id", "declined_reason", "accepted_on", "closed_on"))
    assert status_of(SimpleNamespace(**stated | facts)) is status
