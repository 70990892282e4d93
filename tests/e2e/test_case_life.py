"""A case from the counter to its reopening, in a real browser."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tracker import clock
from tracker.extensions import db
from tracker.models import Case

pytestmark = pytest.mark.e2e

GOOD_ID = "11010519491231002x"


def send(page):
    with page.expect_navigation():  # the page saves its draft first
        page.click(".form-end .button-primary")
    page.wait_for_load_state("load")


def open_step(page, label):
    page.click(f".step-list a:text-is('{label}')")
    page.wait_for_load_state("load")


@pytest.fixture
def form(enter):
    page = enter("mediator")
    page.goto("/cases/new")
    return page


def test_a_case_is_registered_accepted_closed_paid_and_reopened(form):
    page, day = form, clock.today().isoformat()
    page.fill("#parties-0-name", "张小三")
    page.fill("#parties-0-id_number", GOOD_ID)
    page.fill("#parties-1-name", "李四")
    page.click("button[name=add_party][value=third_party]")
    page.fill("#parties-2-name", "恒达公司")
    page.select_option("#parties-2-kind", "organisation")
    page.fill("#summary", "楼上漏水")
    page.fill("#amount_claimed", "3.5万")
    page.fill("#accepted_on", "")
    send(page)
    assert re.search(r"/cases/\d+$", page.url)
    assert page.locator("[data-party]").count() == 3

    open_step(page, "受理")
    page.fill("#accepted_on", "今天")
    send(page)
    assert f"（{day[:4]}）柳人调字第0001号" in page.inner_text("h1")

    open_step(page, "结案")
    page.select_option("#outcome", "written_agreement")
    page.fill("#amount_agreed", "20,000")
    send(page)
    assert "书面协议" in page.inner_text("main")

    open_step(page, "登记履行款")
    page.fill("#amount", "5000.50")
    send(page)
    assert "¥ 5,000.50" in page.inner_text("main")

    page.click("a:text-is('移除')")
    page.fill("#reason", "误登")
    send(page)
    open_step(page, "重新办理")
    page.fill("#reason", "当事人反悔")
    send(page)
    assert "调解中" in page.inner_text(".page-head")


def test_numbers_are_checked_while_they_are_typed(form):
    said = form.locator("[data-says='parties-0-id_number']")
    form.fill("#parties-0-id_number", GOOD_ID[:10])
    assert said.inner_text() == ""
    form.fill("#parties-0-id_number", GOOD_ID)
    assert said.inner_text() == "女, 1949-12-31"
    form.fill("#parties-0-id_number", "110105194912310021")
    assert "身份证号" in said.inner_text()
    form.select_option("#parties-0-kind", "organisation")
    assert not form.is_visible("#parties-0-id_number")
    form.fill("#parties-0-credit_code", "91350100M000100Y43")
    assert "校验码" in form.inner_text("[data-says='parties-0-credit_code']")


def test_a_party_taken_out_can_be_put_back_and_is_otherwise_not_sent(form):
    form.fill("#parties-0-name", "张小三")
    form.fill("#parties-1-name", "李四")
    second = form.locator("[data-party]:visible").nth(1)
    second.locator("[name=remove_party]").click()
    assert form.locator("[data-party]:visible").count() == 1
    form.click("text=恢复")
    assert form.input_value("#parties-1-name") == "李四"
    second.locator("[name=remove_party]").click()
    send(form)
    assert form.locator("[data-party]").count() == 1
    assert "李四" not in form.inner_text("main")


def test_enter_in_a_field_does_not_send_half_a_case(form):
    form.fill("#parties-0-name", "张小三")
    form.press("#parties-0-name", "Enter")
    assert form.url.endswith("/cases/new")
    assert form.input_value("#parties-0-name") == "张小三"


def test_a_double_click_registers_one_case(form, app):
    form.fill("#parties-0-name", "张小三")
    form.dblclick(".form-end .button-primary")
    form.wait_for_url(re.compile(r"/cases/\d+$"))
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Case)) == 1


def test_errors_come_into_view_with_everything_that_was_typed(form):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    form.fill("#parties-0-name", "张小三")
    form.fill("#registered_on", tomorrow)
    form.click("button[name=add_party][value=agent]")
    form.fill("#parties-2-name", "王五")
    send(form)
    assert form.evaluate("document.activeElement.className") == "error-summary"
    assert form.input_value("#registered_on") == tomorrow
    assert form.input_value("#parties-2-name") == "王五"
    form.click(".error-summary a")
    assert form.evaluate("document.activeElement.id") == "registered_on"


def test_without_scripts_rows_come_and_go_through_the_server(browser, enter, address):
    cookies = enter("mediator").context.cookies()
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/cases/new")
    page.fill("#parties-0-name", "张小三")
    page.fill("#amount_claimed", "三万")
    page.click("button[name=add_party][value=agent]")
    assert page.input_value("#parties-2-side") == "agent"
    page.fill("#parties-2-name", "王五")
    page.press("#parties-2-name", "Enter")
    assert page.input_value("#parties-2-name") == "王五"
    page.click("button[name=remove_party][value='1']")
    assert page.input_value("#parties-1-name") == "王五"
    assert page.input_value("#amount_claimed") == "三万"
    page.fill("#amount_claimed", "3万")
    page.click(".form-end .button-primary")
    assert page.locator("[data-party]").count() == 2
    context.close()
