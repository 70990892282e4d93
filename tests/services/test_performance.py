"""Items ticked off and non-performance noted, through the services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.agreements import ACCEPTED, AGREED, PAPERS, agreed_case
from tests.factories import make_case, trail
from tests.services.test_agreements import changes, refused
from tracker import clock
from tracker.domain.agreements import NonPerformanceDraft
from tracker.domain.drafts import PaymentDraft
from tracker.domain.record_words import NonPerformanceStep
from tracker.domain.vocabulary import Outcome
from tracker.permissions import Actor
from tracker.services import agreements, cases, performance

URGED, GUIDED = NonPerformanceStep.URGED, NonPerformanceStep.GUIDED


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def case(session, center):
    """Closed with 300.25 due on 1 April, 500.25 on 1 May, and a repair on 30 April."""
    return agreed_case(session, center)


@pytest.fixture
def note(session, actor, case):
    def noted(day, step=URGED, note="电话督促"):
        draft = NonPerformanceDraft(day, step, note)
        return performance.note_non_performance(session, actor, case, draft, case.version)

    return noted


def test_an_item_in_kind_is_ticked_off_and_taken_back_with_its_reason(session, actor, case):
    repair = case.agreement.terms[1]
    performance.tick_off(session, actor, case, repair, date(2024, 4, 2), case.version)
    session.commit()
    assert repair.performed_on == date(2024, 4, 2)
    told = {"text": "乙方修好楼板", "performed_on": "2024-04-02"}
    assert changes(session, case) == {"performed": [None, told]}
    assert refused(performance.tick_off, session, actor, case, repair, AGREED, case.version)
    performance.untick(session, actor, case, repair, "未修好", case.version)
    session.commit()
    assert repair.performed_on is None
    assert changes(session, case) == {"performed": [told, None]}
    assert refused(performance.untick, session, actor, case, repair, "再次", case.version)
    assert trail(session, case)[-2:] == ["case.tick_term", "case.untick_term"]


@pytest.mark.parametrize("day", [date(2024, 3, 19), date(2100, 1, 1)])
def test_nothing_is_performed_before_it_was_agreed_or_in_the_future(session, actor, case, day):
    repair = case.agreement.terms[1]
    told = refused(performance.tick_off, session, actor, case, repair, day, case.version)
    assert [field for field, _sentence in told] == ["performed_on"]


def test_an_item_of_money_is_paid_and_not_ticked_off(session, actor, case):
    money = case.agreement.terms[0]
    assert refused(performance.tick_off, session, actor, case, money, AGREED, case.version)


def test_an_open_case_has_nothing_to_perform_yet(session, center, actor):
    case = make_case(session, center, accepted=ACCEPTED)
    agreements.draw_up(session, actor, case, PAPERS, case.version)
    repair = case.agreement.terms[1]
    assert refused(performance.tick_off, session, actor, case, repair, AGREED, case.version)


def test_who_was_urged_in_vain_is_guided_to_court_and_both_are_kept(session, case, note):
    note(date(2024, 4, 2))
    note(date(2024, 4, 20), GUIDED, "告知可向人民法院起诉")
    session.commit()
    assert [(one.step, one.note) for one in case.non_performances] == [
        (URGED, "电话督促"),
        (GUIDED, "告知可向人民法院起诉"),
    ]
    assert changes(session, case)["non_performance"][1]["step"] == "guided"


@pytest.mark.parametrize("day", [date(2024, 3, 19), date(2024, 3, 21), date(2024, 4, 1)])
def test_before_anything_was_overdue_nobody_is_urged(session, actor, case, day):
    draft = NonPerformanceDraft(day, URGED, "电话督促")
    told = refused(performance.note_non_performance, session, actor, case, draft, case.version)
    assert [field for field, _sentence in told] == ["noted_on"]


def test_a_payment_in_time_is_no_non_performance_until_the_next_day_that_is_missed(
    session, actor, case, note
):
    paid = PaymentDraft(date(2024, 4, 1), Decimal("300.25"))
    performance.record_payment(session, actor, case, paid, case.version)
    draft = NonPerformanceDraft(date(2024, 4, 30), URGED, "电话督促")
    assert refused(performance.note_non_performance, session, actor, case, draft, case.version)
    note(date(2024, 5, 1))


def test_a_note_says_something_and_is_not_of_tomorrow(session, actor, case):
    draft = NonPerformanceDraft(date(2100, 1, 1), URGED, " ")
    told = refused(performance.note_non_performance, session, actor, case, draft, case.version)
    assert [field for field, _sentence in told] == ["note", "noted_on"]


def test_only_an_agreement_is_not_performed(session, center, actor):
    case = make_case(
        session, center, accepted=ACCEPTED, closed=AGREED, outcome=Outcome.SETTLED_PRIVATELY
    )
    draft = NonPerformanceDraft(clock.today(), URGED, "电话督促")
    assert refused(performance.note_non_performance, session, actor, case, draft, case.version)


def test_an_imported_amount_without_a_plan_may_be_urged_at_once(session, center, actor):
    case = make_case(session, center, accepted=ACCEPTED, closed=AGREED, agreed=Decimal(5))
    draft = NonPerformanceDraft(AGREED, URGED, "电话督促")
    performance.note_non_performance(session, actor, case, draft, case.version)
    assert len(case.non_performances) == 1


def test_a_note_made_in_error_goes_with_its_reason_and_stays_in_the_trail(
    session, actor, case, note
):
    noted = note(date(2024, 4, 2))
    session.commit()
    performance.remove_non_performance(session, actor, case, noted, "记错案件", case.version)
    session.commit()
    assert case.non_performances == []
    assert changes(session, case)["non_performance"][0]["note"] == "电话督促"


def test_notes_stay_in_the_file_of_a_reopened_case(session, actor, case, note):
    note(date(2024, 4, 2))
    cases.reopen(session, actor, case, "一方反悔", case.version)
    session.commit()
    assert len(case.non_performances) == 1
