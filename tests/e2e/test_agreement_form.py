"""The agreement's form in a real browser: rows come and go, the plan adds up as it is typed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.factories import make_case

pytestmark = pytest.mark.e2e


@pytest.fixture
def form(enter, session, center):
    case_id = make_case(session, center, accepted=date(2024, 3, 6)).id
    session.rollback()  # what was read after the commit holds the ledger otherwise
    page = enter("mediator")
    page.goto(f"/cases/{case_id}/draw-up-agreement")
    return page


def test_rows_come_go_and_come_back_and_the_sum_follows(form):
    form.fill("#instalments-0-amount", "3.5万")
    form.click("button[name=add_row][value=instalments]")
    assert form.evaluate("document.activeElement.id") == "instalments-1-due_on"
    form.fill("#instalments-1-amount", "0.05")
    assert form.inner_text("[data-sum]") == "¥ 35,000.05"
    form.locator("[data-rows=instalments] [data-row]").nth(0).locator("[name=remove_row]").click()
    assert form.inner_text("[data-sum]") == "¥ 0.05"
    form.click("text=恢复")
    assert form.inner_text("[data-sum]") == "¥ 35,000.05"


def test_only_an_item_performed_in_kind_asks_for_a_day_of_its_own(form):
    assert form.is_hidden("#terms-0-due_on")
    form.check("#terms-0-in_kind")
    assert form.is_visible("#terms-0-due_on")


def test_what_was_typed_by_rows_is_what_is_saved(form):
    form.select_option("#form", "oral")
    form.fill("#agreed_on", "2024-3-20")
    form.fill("#terms-0-text", "不要的一项")
    form.click("button[name=add_row][value=terms]")
    form.fill("#terms-1-text", "乙方当面道歉")
    form.locator("[data-rows=terms] [data-row]").nth(0).locator("[name=remove_row]").click()
    form.click(".form-end .button-primary")
    form.wait_for_url(re.compile(r"/cases/\d+$"))
    shown = form.inner_text("main")
    assert "乙方当面道歉" in shown
    assert "不要的一项" not in shown.split("办理记录")[0]
