"""Steps sent twice, too late, or by two people."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import trail
from tests.pages import form_of, text_of
from tests.views.cases.steps import AGREED
from tracker.domain.vocabulary import Status
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import cases


def test_a_step_sent_when_the_case_has_moved_on_is_refused(mediator, registered, look):
    version = form_of(mediator.get(f"/cases/{registered}/accept").text, "version")["version"]
    sent = {"version": version, "outcome": "failed", "closed_on": "今天"}
    page = mediator.post(f"/cases/{registered}/close", data=sent)
    assert page.status_code == 422
    assert "状态已变化" in text_of(page.text)
    assert look(lambda case: case.status) is Status.REGISTERED


@pytest.mark.parametrize(
    ("stages", "step", "typed"),
    [
        ({}, "accept", {"accepted_on": "2024-3-6"}),
        ({}, "decline", {"declined_reason": "不属于受理范围"}),
        ({"accepted": date(2024, 3, 6)}, "extend", {"extended_to": "2024-6-1", "reason": "同意"}),
        ({"accepted": date(2024, 3, 6)}, "close", {"outcome": "failed", "closed_on": "2024-4-1"}),
        ({"accepted": date(2024, 3, 6)} | AGREED, "pay", {"amount": "9", "paid_on": "2024-4-1"}),
        ({"accepted": date(2024, 3, 6)} | AGREED, "follow-up", {"visited_on": "2024-4-1"}),
        ({"accepted": date(2024, 3, 6)} | AGREED, "reopen", {"reason": "反悔"}),
    ],
)
def test_a_step_sent_twice_is_taken_once_and_is_no_conflict(
    mediator, make, look, ledger, stages, step, typed
):
    case_id = make(**stages)
    sent = form_of(mediator.get(f"/cases/{case_id}/{step}").text, "version") | typed
    for _turn in range(2):
        assert mediator.post(f"/cases/{case_id}/{step}", data=sent).location == f"/cases/{case_id}"
    with ledger() as session:
        taken = trail(session, session.scalars(select(Case)).one())
    assert taken.count(f"case.{step.replace('-', '_')}") == 1
    assert look(lambda case: len(case.payments)) == (step == "pay")


def test_a_follow_up_that_takes_back_what_another_page_noted_is_a_conflict(mediator, closed, look):
    opened = form_of(mediator.get(f"/cases/{closed}/follow-up").text, "version")
    noted = opened | {"visited_on": "2024-4-1", "satisfaction": "satisfied"}
    assert mediator.post(f"/cases/{closed}/follow-up", data=noted).status_code == 302
    page = mediator.post(f"/cases/{closed}/follow-up", data=opened)
    assert page.status_code == 409
    assert "2024-04-01" in text_of(page.text)
    assert look(lambda case: case.visited_on) == date(2024, 4, 1)


def test_what_cannot_be_read_is_never_taken_for_the_step_sent_before(mediator, registered, look):
    sent = form_of(mediator.get(f"/cases/{registered}/accept").text, "version")
    mediator.post(f"/cases/{registered}/accept", data=sent | {"accepted_on": "2024-3-6"})
    page = mediator.post(f"/cases/{registered}/accept", data=sent | {"accepted_on": "2024-13-6"})
    assert page.status_code == 409
    assert look(lambda case: case.accepted_on) == date(2024, 3, 6)


def test_the_second_of_two_people_sees_both_versions_and_can_save_knowingly(
    mediator, accepted, look, ledger, office
):
    sent = form_of(mediator.get(f"/cases/{accepted}/extend").text, "version")
    with ledger() as session:
        case = session.scalars(select(Case)).one()
        colleague = Actor(office, "colleague", None)
        cases.extend(session, colleague, case, date(2024, 5, 1), "同意", case.version)
        session.commit()
    sent |= {"extended_to": "2024-6-1", "reason": "双方同意"}
    page = mediator.post(f"/cases/{accepted}/extend", data=sent)
    assert page.status_code == 409
    words = text_of(page.text)
    assert "colleague" in words
    assert "2024-06-01" in words
    assert "2024-05-01" in words
    assert look(lambda case: case.extended_to) == date(2024, 5, 1)
    again = form_of(page.text, "version")
    assert again["reason"] == "双方同意"
    assert mediator.post(f"/cases/{accepted}/extend", data=again).status_code == 302
    assert look(lambda case: case.extended_to) == date(2024, 6, 1)


def test_when_the_other_person_finished_the_step_the_page_says_so(
    mediator, registered, look, ledger, office
):
    sent = form_of(mediator.get(f"/cases/{registered}/accept").text, "version")
    with ledger() as session:
        case = session.scalars(select(Case)).one()
        cases.accept(session, Actor.system(office), case, date(2024, 3, 6), case.version)
        session.commit()
    page = mediator.post(f"/cases/{registered}/accept", data=sent)
    assert page.status_code == 409
    assert "状态已变化" in text_of(page.text)
    assert look(lambda case: case.accepted_on) == date(2024, 3, 6)
