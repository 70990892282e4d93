"""Steps sent twice, too late, or by two people."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import extend, trail
from tests.pages import form_of, text_of
from tests.views.cases.steps import AGREED, EXTENDED, take
from tracker.domain.vocabulary import Status
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import audit, cases


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
        ({"accepted": date(2024, 3, 6)}, "extend", EXTENDED | {"until": "2024-6-1"}),
        ({"accepted": date(2024, 3, 6)}, "close", {"outcome": "failed", "closed_on": "2024-4-1"}),
        ({"accepted": date(2024, 3, 6)} | AGREED, "pay", {"amount": "9", "paid_on": "2024-4-1"}),
        (
            {"accepted": date(2024, 3, 6)} | AGREED,
            "visit",
            {"visited_on": "2024-4-1", "manner": "phone"},
        ),
        (
            {"accepted": date(2024, 3, 6)} | AGREED,
            "apply-for-confirmation",
            {"applied_on": "2024-4-1", "court": "柳河市人民法院"},
        ),
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


def test_another_visit_from_an_outdated_page_is_a_conflict(mediator, closed, look):
    opened = form_of(mediator.get(f"/cases/{closed}/visit").text, "version")
    noted = opened | {"visited_on": "2024-4-1", "manner": "phone"}
    assert mediator.post(f"/cases/{closed}/visit", data=noted).status_code == 302
    page = mediator.post(f"/cases/{closed}/visit", data=noted | {"manner": "in_person"})
    assert page.status_code == 409
    assert look(lambda case: len(case.visits)) == 1


def test_a_correction_sent_twice_is_made_once_and_is_no_conflict(mediator, closed, look, ledger):
    take(mediator, closed, "visit", visited_on="2024-4-1", manner="phone", tension="仍有口角")
    visit = look(lambda case: case.visits[0].id)
    address = f"/cases/{closed}/visits/{visit}/amend"
    sent = form_of(mediator.get(address).text, "version")
    sent |= {"visited_on": "2024-4-2", "reason": "日期录错"}
    for _turn in range(2):
        assert mediator.post(address, data=sent).location == f"/cases/{closed}"
    assert mediator.post(address, data=sent | {"tension": ""}).status_code == 409
    with ledger() as session:
        taken = trail(session, session.scalars(select(Case)).one())
    assert taken.count("case.amend_visit") == 1
    assert look(lambda case: case.visited_on) == date(2024, 4, 2)


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
        extend(session, case, date(2024, 5, 1), colleague)
        session.commit()
    sent |= EXTENDED | {"until": "2024-6-1"}
    page = mediator.post(f"/cases/{accepted}/extend", data=sent)
    assert page.status_code == 409
    words = text_of(page.text)
    assert "colleague" in words
    assert "2024-06-01" in words
    assert "2024-05-01" in words
    assert look(lambda case: case.due_on) == date(2024, 5, 1)
    again = form_of(page.text, "version")
    assert again["reason"] == EXTENDED["reason"]
    assert mediator.post(f"/cases/{accepted}/extend", data=again).status_code == 302
    assert look(lambda case: case.due_on) == date(2024, 6, 1)


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


def test_a_paper_taken_in_between_makes_no_conflict_of_a_step_sent_twice(
    mediator, registered, ledger
):
    sent = form_of(mediator.get(f"/cases/{registered}/accept").text, "version")
    sent |= {"accepted_on": "2024-3-6"}
    assert mediator.post(f"/cases/{registered}/accept", data=sent).status_code == 302
    with ledger() as session:
        case = session.scalars(select(Case)).one()
        audit.record(session, Actor.system(case.center_id), "case.paper", case)
        session.commit()
    assert mediator.post(f"/cases/{registered}/accept", data=sent).status_code == 302
