"""Links of entries on pages and in files: numbers for everybody, ways for who may go them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.factories import make_case
from tests.pages import form_of, text_of
from tests.registers.entries import typed
from tests.views.matrix import center_of
from tracker.domain.vocabulary import Role
from tracker.models import Case
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.services import case_merging

LIST = "/registers/petitions"


@pytest.fixture
def clerk(office, open_as):
    return open_as(Role.CLERK)


@pytest.fixture
def case(office, ledger):
    """(id, number)"""
    with ledger() as session:
        case = make_case(session, center_of(session, "LS"), accepted=date(2024, 3, 6))
        return case.id, case.number


def add(clerk, kind="petitions", **stated):
    done = clerk.post(f"/registers/{kind}/new", data=typed(REGISTERS[kind], **stated))
    assert done.status_code == 302, text_of(done.text)
    return done.location


def test_a_linked_case_is_shown_filtered_kept_by_the_form_and_taken_along(clerk, case):
    id_, number = case
    address = add(clerk, number="甲", case_id=number)
    add(clerk, number="乙")
    link = f'<a href="/cases/{id_}">{number}</a>'
    for asked in ("", "?case_id=1"):
        assert link in clerk.get(LIST + asked).text, asked
    assert 'data-total="1"' in clerk.get(f"{LIST}?case_id=0").text
    assert link in clerk.get(address).text
    assert f'value="{number}"' in clerk.get(f"{address}/edit").text
    rows = clerk.post(f"{LIST}/export.csv").data.decode("utf-8-sig").splitlines()
    assert any(number in row for row in rows[1:])
    assert number in text_of(clerk.get(address).text.split('id="trail"')[1])
    wrong = clerk.post(f"{LIST}/new", data=typed(REGISTERS["petitions"], case_id="没有此案"))
    assert wrong.status_code == 422
    assert "没有此案" in wrong.text
    assert "本中心没有这个案号的案件" in wrong.text


def test_the_page_of_the_case_lists_what_is_about_it(clerk, case, open_as):
    id_, number = case
    petition = add(clerk, number="甲信1号", case_id=number)
    review = add(clerk, "reviews", case_id=number)
    page = clerk.get(f"/cases/{id_}").text
    assert f'<a href="{petition}">甲信1号</a>' in page
    assert f'<a href="{review}">' in page
    seen = open_as(Role.MEDIATOR).get(f"/cases/{id_}").text
    assert "甲信1号" in seen
    assert petition not in seen
    clerk.post(f"{petition}/void", data={"reason": "登错"})
    assert "甲信1号" not in clerk.get(f"/cases/{id_}").text


def test_without_a_right_to_the_registers_nothing_but_numbers_is_read_on_the_page_of_a_case(
    clerk, case, open_as
):
    id_, number = case
    add(clerk, number="甲信1号", case_id=number)
    add(clerk, "reviews", case_id=number, subject="不外传的事项")
    meeting = add(clerk, "meetings", topic="不外传的议题")
    issue = {"version": "1", "issues-0-text": "欠薪", "issues-0-case": number}
    assert clerk.post(f"{meeting}/issues", data=issue).location == meeting
    page = clerk.get(f"/cases/{id_}").text
    assert "不外传的事项" in page
    assert "不外传的议题" in page
    seen = open_as(Role.MEDIATOR).get(f"/cases/{id_}").text
    assert "甲信1号" in seen
    assert "不外传" not in seen


def test_the_page_of_a_case_shows_what_is_about_its_duplicates_which_take_no_new_links(
    clerk, case, ledger
):
    id_, number = case
    with ledger() as session:
        other = make_case(session, center_of(session, "LS"), accepted=date(2024, 3, 8))
        into, kept = other.id, other.number
    petition = add(clerk, number="甲信1号", case_id=number)
    meeting = add(clerk, "meetings")
    issue = {"version": "1", "issues-0-text": "欠薪", "issues-0-case": number}
    assert clerk.post(f"{meeting}/issues", data=issue).location == meeting
    with ledger() as session:
        actor = Actor.system(center_of(session, "LS").id)
        first, second = (session.get_one(Case, (actor.center_id, one)) for one in (id_, into))
        case_merging.merge(session, actor, first, second, "重复登记", first.version)
        session.commit()
    page = clerk.get(f"/cases/{into}").text
    assert f'<a href="{petition}">甲信1号</a>' in page
    assert f'<a href="{meeting}">' in page
    asked = typed(REGISTERS["petitions"], number="甲信2号", case_id=number)
    refused = clerk.post(f"{LIST}/new", data=asked)
    assert refused.status_code == 422
    assert f"该案已作为重复登记并入 {kept}，请填写该案号。" in text_of(refused.text)
    two = issue | {"version": "2", "issues-1-text": "噪声", "issues-1-case": number}
    assert clerk.post(f"{meeting}/issues", data=two).location == meeting
    another = add(clerk, "meetings", topic="另一次")
    refused = clerk.post(f"{another}/issues", data=issue)
    assert f"并入 {kept}" in text_of(refused.text)
    assert "/registers/petitions/new" not in clerk.get(f"/cases/{id_}").text
    form = form_of(clerk.get(f"{petition}/edit").text, "version")
    assert clerk.post(f"{petition}/edit", data=form | {"remarks": "甲"}).location == petition


def test_a_case_is_linked_from_its_own_page_to_a_new_entry_and_to_one_that_stands(clerk, case):
    id_, number = case
    (new, link) = re.findall(
        r'href="(/registers/petitions/[^"]+)"', clerk.get(f"/cases/{id_}").text
    )
    assert f'value="{number}"' in clerk.get(new).text
    address = add(clerk, number="甲信2号")
    assert clerk.post(link, data={"entry": "无此件"}).status_code == 422
    assert clerk.post(link, data={"entry": "甲信2号"}).location == address
    assert number in clerk.get(address).text


def test_the_earlier_petition_shows_the_later_one_and_what_became_of_it(clerk):
    days = {"resolved_on": "2024-4-1", "returned_on": "2024-5-6"}
    earlier = add(clerk, number="先", **days)
    later = add(clerk, number="后", received_on="2024-5-6", earlier_id="先")
    assert f'<a href="{later}">后</a>' in clerk.get(earlier).text
    clerk.post(f"{earlier}/void", data={"reason": "登错"})
    assert f'<a href="{earlier}">先（已作废）</a>' in clerk.get(later).text
