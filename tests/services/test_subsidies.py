"""The subsidy per case: which case is paid by which rule in which month, and only once."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_case, named, open_office
from tests.subsidies import (
    APRIL,
    FEBRUARY,
    JANUARY,
    LEAD,
    MARCH,
    OTHER,
    amounts,
    approve,
    closed_case,
    draft_of,
    paid,
    set_rule,
)
from tracker.domain.archive import Archiving
from tracker.domain.drafts import PaymentDraft
from tracker.domain.record_words import AgreementForm
from tracker.domain.subsidies import Because, LineKind, PaidFor
from tracker.domain.vocabulary import Difficulty, Outcome
from tracker.models import CoMediator, Mediator
from tracker.permissions import Actor
from tracker.services import archive, case_merging, performance

IN_JANUARY = date(2024, 1, 20)


@pytest.fixture
def system(center):
    return Actor.system(center.id)


def test_without_rules_nothing_is_due(session, center):
    closed_case(session, center, IN_JANUARY)
    assert draft_of(session, center, JANUARY) == []


def test_a_case_is_paid_to_its_lead_mediator_in_the_month_in_which_it_was_closed(session, center):
    set_rule(session, center)
    case = closed_case(session, center, IN_JANUARY)
    (line,) = draft_of(session, center, JANUARY)
    assert (line.case_id, line.number, line.mediator) == (case.id, case.number, LEAD)
    assert (line.kind, line.amount, line.because) == (LineKind.PAYMENT, Decimal(100), None)
    assert draft_of(session, center, FEBRUARY) == []


def test_who_helped_to_mediate_is_paid_nothing(session, center):
    set_rule(session, center)
    other = named(session, Mediator, OTHER, center).id
    case = closed_case(session, center, IN_JANUARY, co_mediator_ids=[other])
    assert session.query(CoMediator).count() == 1
    assert amounts(draft_of(session, center, JANUARY)) == [(LEAD, "100.00")]
    assert case.co_mediators[0].mediator_id == other


def test_a_case_without_a_lead_mediator_is_paid_once_somebody_is_named(session, center, system):
    set_rule(session, center)
    case = closed_case(session, center, IN_JANUARY, mediator_id=None)
    assert draft_of(session, center, JANUARY) == []
    case.mediator_id = named(session, Mediator, OTHER, center).id
    session.flush()
    assert amounts(draft_of(session, center, JANUARY)) == [(OTHER, "100.00")]


@pytest.mark.parametrize(
    ("closed", "month"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), JANUARY),
        (date(2024, 1, 31), JANUARY),
        (date(2024, 2, 1), FEBRUARY),
        (date(2024, 2, 29), FEBRUARY),
    ],
)
def test_both_edges_of_a_month_and_of_a_year_belong_to_it(session, center, closed, month):
    set_rule(session, center)
    closed_case(session, center, closed)
    due = {one for one in (JANUARY, FEBRUARY, MARCH) if draft_of(session, center, one)}
    assert due == ({month} if month else set())


@pytest.mark.parametrize(
    ("closed", "due"),
    [
        (date(2024, 1, 14), False),
        (date(2024, 1, 15), True),
        (date(2024, 2, 10), True),
        (date(2024, 2, 11), False),
    ],
)
def test_a_rule_pays_what_was_closed_on_its_first_and_last_day_and_between(
    session, center, closed, due
):
    set_rule(session, center, valid_from=date(2024, 1, 15), valid_to=date(2024, 2, 10))
    closed_case(session, center, closed)
    found = [one for month in (JANUARY, FEBRUARY) for one in draft_of(session, center, month)]
    assert bool(found) is due


@pytest.mark.parametrize("of_rule", [None, *Difficulty], ids=str)
@pytest.mark.parametrize("of_case", [None, *Difficulty], ids=str)
def test_a_rule_of_a_difficulty_pays_no_other(session, center, of_rule, of_case):
    set_rule(session, center, difficulty=of_rule)
    closed_case(session, center, IN_JANUARY, difficulty=of_case)
    assert bool(draft_of(session, center, JANUARY)) is (of_rule in (None, of_case))


@pytest.mark.parametrize("outcome", list(Outcome), ids=str)
def test_a_rule_pays_the_outcomes_that_count_as_it_says(session, center, outcome):
    amount = {PaidFor.CLOSED: 1, PaidFor.RESOLVED: 10, PaidFor.MEDIATED: 100}
    for paid_for, yuan in amount.items():
        set_rule(session, center, yuan, paid_for=paid_for)
    case = closed_case(session, center, IN_JANUARY, outcome=Outcome.FAILED)
    case.outcome = outcome
    session.flush()
    (line,) = draft_of(session, center, JANUARY)
    expected = 100 if outcome.mediated else 10 if outcome.resolved else 1
    assert line.amount == expected


@pytest.mark.parametrize("form", list(AgreementForm), ids=str)
@pytest.mark.parametrize(
    ("outcome", "of_form"),
    [
        (Outcome.WRITTEN_AGREEMENT, AgreementForm.WRITTEN),
        (Outcome.ORAL_AGREEMENT, AgreementForm.ORAL),
        (Outcome.AGREEMENT_FORM_UNSTATED, None),
        (Outcome.EXPLAINED, None),
    ],
)
def test_a_rule_of_a_form_pays_no_other(session, center, form, outcome, of_form):
    set_rule(session, center, form=form, paid_for=PaidFor.CLOSED)
    case = closed_case(session, center, IN_JANUARY, outcome=Outcome.EXPLAINED)
    case.outcome = outcome
    session.flush()
    assert bool(draft_of(session, center, JANUARY)) is (form is of_form)


def test_where_the_file_must_be_complete_the_month_of_archiving_pays(session, center, system):
    set_rule(session, center, complete_file=True)
    case = closed_case(session, center, IN_JANUARY)
    assert draft_of(session, center, MARCH) == []
    put_away = Archiving(date(2024, 2, 29), LEAD)
    archive.archive(session, system, case, put_away, case.version)
    assert draft_of(session, center, JANUARY) == []
    assert amounts(draft_of(session, center, FEBRUARY)) == [(LEAD, "100.00")]
    assert draft_of(session, center, MARCH) == []


def test_where_it_must_be_performed_the_month_of_the_last_payment_pays(session, center, system):
    set_rule(session, center, fully_performed=True)
    case = closed_case(session, center, IN_JANUARY, agreed=Decimal("800.00"))
    for day, yuan in ((date(2024, 1, 31), 300), (date(2024, 2, 29), 499)):
        payment = PaymentDraft(day, Decimal(yuan))
        performance.record_payment(session, system, case, payment, case.version)
    assert draft_of(session, center, MARCH) == []
    last = PaymentDraft(date(2024, 3, 1), Decimal(1))
    performance.record_payment(session, system, case, last, case.version)
    assert [bool(draft_of(session, center, one)) for one in (FEBRUARY, MARCH, APRIL)] == [
        False,
        True,
        False,
    ]


def test_an_agreement_that_promises_nothing_is_never_performed(session, center):
    set_rule(session, center, fully_performed=True)
    closed_case(session, center, IN_JANUARY)
    assert draft_of(session, center, JANUARY) == []


def test_of_several_rules_that_fit_the_highest_amount_pays_and_of_alike_ones_the_older(
    session, center
):
    set_rule(session, center, 80)
    older = set_rule(session, center, 200, difficulty=Difficulty.MAJOR)
    set_rule(session, center, 200)
    set_rule(session, center, 500, difficulty=Difficulty.SIMPLE)
    closed_case(session, center, IN_JANUARY, difficulty=Difficulty.MAJOR)
    (line,) = draft_of(session, center, JANUARY)
    assert (line.amount, line.rule_id) == (Decimal(200), older.id)


def test_what_fits_a_better_rule_later_is_paid_the_difference_then(session, center, system):
    set_rule(session, center, 100)
    better = set_rule(session, center, 150, complete_file=True)
    case = closed_case(session, center, IN_JANUARY)
    put_away = Archiving(date(2024, 3, 5), LEAD)
    archive.archive(session, system, case, put_away, case.version)
    session.commit()
    approve(session, center, JANUARY)
    assert draft_of(session, center, FEBRUARY) == []
    (line,) = draft_of(session, center, MARCH)
    assert (line.kind, line.because) == (LineKind.CORRECTION, Because.OTHER_RULE)
    assert (line.amount, line.rule_id) == (Decimal(50), better.id)
    approve(session, center, MARCH)
    assert paid(session, case) == [100, 50]


def test_open_declined_merged_and_other_centers_cases_are_paid_nothing(session, center, system):
    set_rule(session, center, paid_for=PaidFor.CLOSED)
    kept = closed_case(session, center, IN_JANUARY)
    merged = closed_case(session, center, IN_JANUARY, outcome=Outcome.EXPLAINED)
    case_merging.merge(session, system, merged, kept, "重复登记", merged.version)
    session.commit()
    lead = named(session, Mediator, LEAD, center).id
    make_case(session, center, accepted=date(2024, 3, 6), mediator_id=lead)
    make_case(session, center, declined="不属于受理范围", mediator_id=lead)
    closed_case(session, open_office(session, "QJ", "虹"), IN_JANUARY)
    assert [one.case_id for one in draft_of(session, center, JANUARY)] == [kept.id]
