"""Judicial confirmation through the services: applied for, decided, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.afterwards import COURT, import_dates
from tests.agreements import AGREED, PAPERS, agreed_case
from tests.factories import make_case, trail
from tracker.domain.drafts import Closing, ConfirmationDraft, Decision
from tracker.domain.problems import Refused
from tracker.domain.record_words import ConfirmationResult
from tracker.domain.vocabulary import Outcome, Status
from tracker.models import AuditLine
from tracker.permissions import Actor
from tracker.services import agreements, cases, confirmations

CONFIRMED = Decision(ConfirmationResult.CONFIRMED, date(2024, 4, 2), "（2024）民特12号")
REFUSED = Decision(ConfirmationResult.REFUSED, date(2024, 4, 1))


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def case(session, center):
    return make_case(
        session,
        center,
        accepted=date(2024, 3, 6),
        closed=date(2024, 3, 20),
        agreed=Decimal("800.50"),
    )


@pytest.fixture
def applied(session, actor, case):
    wanted = ConfirmationDraft(date(2024, 3, 25), COURT)
    return confirmations.apply_for(session, actor, case, wanted, case.version)


def last_line(session):
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()


def test_a_confirmation_dates_the_case_and_one_line_tells_of_both(session, actor, case, applied):
    assert case.judicial_confirmed_on is None
    confirmations.decide(session, actor, case, applied, CONFIRMED, case.version)
    session.commit()
    assert case.judicial_confirmed_on == date(2024, 4, 2)
    assert trail(session, case)[-2:] == ["case.apply_for_confirmation", "case.decide_confirmation"]
    changes = last_line(session).changes
    assert changes["judicial_confirmed_on"] == [None, "2024-04-02"]
    assert changes["confirmation"][1] == {
        "applied_on": "2024-03-25",
        "court": COURT,
        "result": "confirmed",
        "decided_on": "2024-04-02",
        "document_number": "（2024）民特12号",
    }


@pytest.mark.parametrize("result", [ConfirmationResult.REFUSED, ConfirmationResult.WITHDRAWN])
def test_what_a_court_does_not_confirm_dates_nothing_and_can_be_asked_again(
    session, actor, case, applied, result
):
    answer = Decision(result, date(2024, 4, 1))
    confirmations.decide(session, actor, case, applied, answer, case.version)
    session.commit()
    assert case.judicial_confirmed_on is None
    again = ConfirmationDraft(date(2024, 4, 19), COURT)
    confirmations.apply_for(session, actor, case, again, case.version)
    session.commit()
    assert [one.result for one in case.confirmations] == [result, None]


@pytest.mark.parametrize("first", [None, REFUSED, CONFIRMED])
def test_only_a_refused_application_leaves_room_for_another(session, actor, case, applied, first):
    if first:
        confirmations.decide(session, actor, case, applied, first, case.version)
    again = ConfirmationDraft(date(2024, 4, 3), COURT)
    if first is REFUSED:
        confirmations.apply_for(session, actor, case, again, case.version)
    else:
        with pytest.raises(Refused):
            confirmations.apply_for(session, actor, case, again, case.version)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (ConfirmationDraft(date(2024, 3, 19), COURT), "applied_on"),
        (ConfirmationDraft(date(2024, 4, 20), COURT), "applied_on"),
        (ConfirmationDraft(date(2199, 4, 20), COURT), "applied_on"),
        (ConfirmationDraft(date(2024, 4, 19), ""), "court"),
        (ConfirmationDraft(date(2024, 4, 19), "院" * 101), "court"),
    ],
)
def test_an_application_out_of_time_or_to_no_court_is_refused(session, actor, case, wanted, field):
    with pytest.raises(Refused) as refused:
        confirmations.apply_for(session, actor, case, wanted, case.version)
    assert field in [one.field for one in refused.value.problems]
    assert case.confirmations == []


def test_a_decision_is_not_before_the_application_and_not_noted_twice(
    session, actor, case, applied
):
    early = Decision(ConfirmationResult.CONFIRMED, date(2024, 3, 24))
    with pytest.raises(Refused):
        confirmations.decide(session, actor, case, applied, early, case.version)
    confirmations.decide(session, actor, case, applied, REFUSED, case.version)
    with pytest.raises(Refused):
        confirmations.decide(session, actor, case, applied, CONFIRMED, case.version)
    assert case.judicial_confirmed_on is None


def test_a_corrected_result_takes_its_date_back_and_forth(session, actor, case, applied):
    confirmations.decide(session, actor, case, applied, CONFIRMED, case.version)
    session.commit()
    steps = (
        (ConfirmationResult.REFUSED, date(2024, 4, 2), None),
        (ConfirmationResult.CONFIRMED, date(2024, 4, 5), date(2024, 4, 5)),
        (None, None, None),
    )
    for result, decided, dated in steps:
        wanted = ConfirmationDraft(date(2024, 3, 25), COURT, result, decided)
        confirmations.amend(session, actor, case, applied, wanted, "录入有误", case.version)
        session.commit()
        assert case.judicial_confirmed_on == dated
        assert last_line(session).reason == "录入有误"
    assert trail(session, case)[-3:] == ["case.amend_confirmation"] * 3


def test_a_correction_needs_a_reason_and_keeps_the_rules(session, actor, case, applied):
    before = case.version
    wanted = ConfirmationDraft(date(2024, 3, 25), COURT)
    for reason, bad in (("", wanted), ("录错", ConfirmationDraft(date(2024, 4, 20), COURT))):
        with pytest.raises(Refused):
            confirmations.amend(session, actor, case, applied, bad, reason, case.version)
    confirmations.amend(session, actor, case, applied, wanted, "无变化", case.version)
    assert case.version == before


def test_a_case_before_a_court_or_confirmed_is_not_reopened(session, actor, case, applied):
    for answer in (None, CONFIRMED):
        if answer:
            confirmations.decide(session, actor, case, applied, answer, case.version)
        with pytest.raises(Refused):
            cases.reopen(session, actor, case, "反悔", case.version)
    assert case.status is Status.CLOSED


def test_papers_before_a_court_are_not_withdrawn(session, center, actor):
    papers = replace(PAPERS, effective_on=AGREED)
    case = agreed_case(session, center, papers)
    wanted = ConfirmationDraft(AGREED, COURT)
    application = confirmations.apply_for(session, actor, case, wanted, case.version)
    with pytest.raises(Refused, match="before the court"):
        agreements.withdraw(session, actor, case, "录错", case.version)
    confirmations.decide(session, actor, case, application, REFUSED, case.version)
    agreements.withdraw(session, actor, case, "录错", case.version)
    session.commit()
    assert case.agreement is None


def test_a_refused_application_stays_in_the_file_of_a_reopened_case(session, actor, case, applied):
    confirmations.decide(session, actor, case, applied, REFUSED, case.version)
    cases.reopen(session, actor, case, "继续调解", case.version)
    again = Closing(date(2024, 5, 6), Outcome.ORAL_AGREEMENT)
    cases.close(session, actor, case, again, case.version)
    wanted = ConfirmationDraft(date(2024, 6, 5), COURT)
    confirmations.apply_for(session, actor, case, wanted, case.version)
    session.commit()
    assert [one.applied_on for one in case.confirmations] == [date(2024, 3, 25), date(2024, 6, 5)]


def test_an_imported_confirmation_is_put_on_record_and_then_counts_as_recorded(
    session, actor, case
):
    import_dates(session, case)
    wanted = ConfirmationDraft(date(2024, 3, 25), COURT)
    with pytest.raises(Refused):
        confirmations.apply_for(session, actor, case, wanted, case.version)
    with pytest.raises(Refused):
        cases.reopen(session, actor, case, "反悔", case.version)
    result = ConfirmationResult.CONFIRMED
    whole = ConfirmationDraft(date(2024, 3, 25), COURT, result, date(2024, 4, 3))
    confirmations.complete(session, actor, case, whole, "核对裁定书", case.version)
    session.commit()
    assert case.judicial_confirmed_on == date(2024, 4, 3)
    with pytest.raises(Refused):
        confirmations.complete(session, actor, case, whole, "再次", case.version)
