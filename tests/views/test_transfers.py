"""Transfers in the browser: asked on the case's page, answered on a page of their own."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, TOWN, make_case, named
from tests.links import offered
from tests.pages import form_of, text_of
from tests.views.cases.steps import take
from tests.views.matrix import center_of
from tracker import clock
from tracker.domain.drafts import Closing
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import Case, Organisation, Transfer
from tracker.permissions import Actor
from tracker.services import cases


@pytest.fixture
def mediator(open_as):
    return open_as(Role.MEDIATOR)


@pytest.fixture
def beyond(open_as):
    """The mediator of the town's committee of the other center."""
    return open_as(Role.MEDIATOR, "QJ")


@pytest.fixture
def case_id(ledger):
    with ledger() as session:
        return make_case(session, center_of(session, "LS"), accepted=date(2024, 3, 6)).id


@pytest.fixture
def incoming(ledger):
    """An offer by the trade organisation to the mediator's."""
    with ledger() as session:
        center = center_of(session, "LS")
        studio = named(session, Organisation, STUDIO, center)
        case = make_case(
            session, center, accepted=date(2024, 3, 6), organisation_id=studio.id, summary="漏水"
        )
        return offered(session, case, named(session, Organisation, TOWN, center)).id


def referred(mediator, beyond, case_id, ledger):
    """The case as the other center has taken it; its id there."""
    take(mediator, case_id, "refer", to="QJ", reason="当事人住在那里")
    with ledger() as session:
        offer = session.scalars(select(Transfer)).one().id
    answer = beyond.post(f"/transfers/{offer}/take?center=LS")
    return int(answer.location.split("/")[-1])


def test_who_is_asked_sees_people_masked_until_the_case_is_taken(mediator, incoming):
    assert f"/transfers/{incoming}" in mediator.get("/").text
    page = mediator.get(f"/transfers/{incoming}").text
    assert "张小三" not in page
    assert "张*三" in page
    answer = mediator.post(f"/transfers/{incoming}/take", follow_redirects=True)
    assert "张小三" in answer.text
    assert "已接收" in answer.text
    assert f"/transfers/{incoming}" not in mediator.get("/").text


def test_a_refusal_needs_its_reason_and_both_sides_read_it(mediator, incoming):
    page = mediator.post(f"/transfers/{incoming}/refuse", data={"reason": " "})
    assert page.status_code == 422
    mediator.post(f"/transfers/{incoming}/refuse", data={"reason": "人手不足"})
    page = mediator.get(f"/transfers/{incoming}").text
    assert "人手不足" in page
    assert "/take" not in page
    for answer, typed in (("take", {}), ("refuse", {"reason": "不归我们"})):
        again = mediator.post(f"/transfers/{incoming}/{answer}", data=typed, follow_redirects=True)
        assert "已有答复" in again.text


def test_once_answered_who_was_asked_reads_the_answer_and_nothing_of_the_case(mediator, incoming):
    assert "漏水" in mediator.get(f"/transfers/{incoming}").text
    mediator.post(f"/transfers/{incoming}/refuse", data={"reason": "人手不足"})
    page = mediator.get(f"/transfers/{incoming}").text
    assert "人手不足" in page
    for told in ("漏水", "张*三", "1,000.00", STUDIO):
        assert told not in page


def test_the_asker_reads_the_transfer_and_cannot_answer_it(mediator, case_id, ledger):
    with ledger() as session:
        studio = named(session, Organisation, STUDIO, center_of(session, "LS")).id
    take(mediator, case_id, "transfer", organisation_id=str(studio), reason="属其专业")
    page = mediator.get(f"/cases/{case_id}").text
    assert STUDIO in page
    assert f"/cases/{case_id}/close" in page
    listed = mediator.get("/transfers").text
    offer = listed.split("/transfers/")[1].split('"')[0]
    shown = mediator.get(f"/transfers/{offer}").text
    assert "/take" not in shown
    assert mediator.post(f"/transfers/{offer}/take").status_code == 403
    assert mediator.get(f"/cases/{case_id}/transfer").location == f"/cases/{case_id}"
    take(mediator, case_id, f"transfers/{offer}/withdraw", reason="自行调解")
    assert "已收回" in mediator.get("/transfers").text


def test_a_case_goes_to_another_center_and_its_end_there_is_told_here(
    mediator, beyond, case_id, ledger
):
    new_id = referred(mediator, beyond, case_id, ledger)
    assert "张小三" in beyond.get(f"/cases/{new_id}").text
    page = text_of(mediator.get(f"/cases/{case_id}").text)
    assert "转办(待化解)" in page
    assert "虹市镇社会治理中心" in page
    with ledger() as session:
        new = session.scalars(select(Case).where(Case.id == new_id)).one()
        actor = Actor.system(new.center_id)
        day = new.registered_on
        cases.accept(session, actor, new, day, new.version)
        cases.close(session, actor, new, Closing(day, Outcome.EXPLAINED), new.version)
        session.commit()
        number = new.number
    page = mediator.get(f"/cases/{case_id}").text
    assert "转办化解" in text_of(page)
    assert number in page
    assert f'/cases/{new_id}"' not in page
    assert f"/cases/{case_id}?" not in beyond.get(f"/cases/{new_id}").text


def test_what_another_center_declines_is_told_where_the_case_came_from_but_not_why(
    mediator, beyond, case_id, ledger
):
    new_id = referred(mediator, beyond, case_id, ledger)
    assert "对方待受理" in mediator.get("/transfers").text
    take(beyond, new_id, "decline", declined_reason="李四已搬走")
    page = mediator.get(f"/cases/{case_id}").text
    for told in (page, mediator.get("/transfers").text):
        assert "对方不予受理" in told
        assert "李四已搬走" not in told
    assert "对方中心办理情况" in text_of(page)


def test_a_center_that_the_dispute_came_from_is_not_offered_and_the_way_home_is_told(
    mediator, beyond, case_id, ledger
):
    new_id = referred(mediator, beyond, case_id, ledger)
    take(beyond, new_id, "accept", accepted_on=clock.today().isoformat())
    page = beyond.get(f"/cases/{new_id}/refer").text
    assert 'value="LS' not in page
    assert "可恢复办理原案" in text_of(page)
    sent = form_of(page, "version") | {"to": "LS", "reason": "原因"}
    assert beyond.post(f"/cases/{new_id}/refer", data=sent).status_code == 422


def test_nobody_else_opens_an_offer(open_as, beyond, incoming):
    assert beyond.get(f"/transfers/{incoming}").status_code == 404
    assert beyond.get(f"/transfers/{incoming}?center=LS").status_code == 404
    assert beyond.post(f"/transfers/{incoming}/take?center=LS").status_code == 404
    for role in (Role.SUPERVISOR, Role.CLERK, Role.AUDITOR):
        assert open_as(role).get(f"/transfers/{incoming}").status_code == 403


def test_a_center_that_is_not_in_the_list_is_refused(mediator, case_id):
    sent = form_of(mediator.get(f"/cases/{case_id}/refer").text, "version")
    for place in ("LS", "XX", "QJ/5", ""):
        answer = mediator.post(
            f"/cases/{case_id}/refer", data=sent | {"to": place, "reason": "原因"}
        )
        assert answer.status_code == 422, place
