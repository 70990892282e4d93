"""The list of a meeting's issues in the browser."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_case
from tests.pages import form_of, text_of
from tests.registers.entries import typed
from tests.views.matrix import center_of
from tracker.domain.vocabulary import Role
from tracker.registers import REGISTERS


@pytest.fixture
def clerk(office, open_as):
    return open_as(Role.CLERK)


@pytest.fixture
def meeting(clerk):
    """Its address."""
    return clerk.post("/registers/meetings/new", data=typed(REGISTERS["meetings"])).location


def test_issues_are_listed_and_stand_on_the_page_of_the_meeting_and_of_the_case(
    clerk, meeting, ledger
):
    with ledger() as session:
        case = make_case(session, center_of(session, "LS"), accepted=date(2024, 3, 6))
        number, at = case.number, f"/cases/{case.id}"
    assert "没有列出问题" in clerk.get(meeting).text
    form = form_of(clerk.get(f"{meeting}/issues").text, "version")
    first = {"issues-0-text": "欠薪", "issues-0-resolved": "y", "issues-0-case": number}
    more = clerk.post(f"{meeting}/issues", data=form | first | {"more": "1"})
    assert more.status_code == 200
    assert 'name="issues-5-text"' in more.text
    done = clerk.post(f"{meeting}/issues", data=form | first | {"issues-2-text": "噪声"})
    assert done.location == meeting
    page = clerk.get(meeting).text
    assert 'data-total="2"' in page
    assert f'<a href="{at}">{number}</a>' in page
    told = text_of(page)
    assert "分析研判问题数 2 化解问题数 1" in told
    assert f"会议问题清单 欠薪，已化解，{number}、噪声，未化解" in told
    assert f'<a href="{meeting}">' in clerk.get(at).text


def test_what_is_wrong_stands_beside_its_row_and_what_was_typed_stays(clerk, meeting):
    form = form_of(clerk.get(f"{meeting}/issues").text, "version")
    wrong = clerk.post(f"{meeting}/issues", data=form | {"issues-1-case": "无此案"})
    assert wrong.status_code == 422
    assert wrong.text.count("请填写此项。") >= 1
    assert 'id="issues-1-case-error"' in wrong.text
    assert 'value="无此案"' in wrong.text


def test_the_second_of_two_saves_once_more_knowingly(clerk, meeting):
    form = form_of(clerk.get(f"{meeting}/issues").text, "version")
    clerk.post(f"{meeting}/issues", data=form | {"issues-0-text": "先"})
    late = clerk.post(f"{meeting}/issues", data=form | {"issues-0-text": "后"})
    assert late.status_code == 422
    assert "再次保存" in late.text
    again = form_of(late.text, "version")
    assert again["issues-0-text"] == "后"
    assert clerk.post(f"{meeting}/issues", data=again).location == meeting
    assert "后" in text_of(clerk.get(meeting).text.split('id="issues"')[1].split("</table>")[0])
