"""Drafts outlive a page that is killed, a lost connection, and a session that has ended."""

import re

import pytest

from tests.factories import PASSWORD
from tracker.extensions import db
from tracker.models import Case, FormDraft

pytestmark = pytest.mark.e2e

SOON = 15_000


@pytest.fixture
def form(enter):
    page = enter("mediator")
    page.goto("/cases/new")
    return page


def kept(app):
    with app.app_context():
        return [dict(one.fields) for one in db.session.query(FormDraft)]


def saved(page):
    page.wait_for_selector("[data-draft-saved]:not([hidden])", timeout=SOON)


def trouble(page, when):
    page.wait_for_selector(f"[data-draft-trouble] [data-when={when}]:visible", timeout=SOON)


def sign_in(page):
    page.goto("/login")
    page.fill("#name", "mediator")
    page.fill("#password", PASSWORD)
    page.click("main .button-primary")
    page.wait_for_selector(".page-head")


def sign_out(page):
    page.goto("/")
    page.evaluate("document.querySelector('form[action=\"/logout\"]').submit()")
    page.wait_for_selector("#password")


def test_a_page_that_is_killed_is_gone_on_with(form, app):
    form.fill("#parties-0-name", "单小明")
    form.fill("#summary", "楼上漏水")
    saved(form)
    assert re.fullmatch(r"\d\d:\d\d:\d\d", form.inner_text("[data-draft-time]"))
    context = form.context
    form.close(run_before_unload=False)

    page = context.new_page()
    page.goto("/cases/new")
    assert "单小明" in page.inner_text(".drafts")
    page.click(".drafts a:text-is('继续填写')")
    page.wait_for_url(re.compile(r"draft="))
    assert page.input_value("#summary") == "楼上漏水"
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/cases/\d+$"))
    assert kept(app) == []


def test_a_lost_connection_is_said_and_made_good_when_it_is_back(form, app):
    form.context.set_offline(True)
    form.fill("#parties-0-name", "单小明")
    trouble(form, "offline")
    assert "尚未保存：连接中断" in form.inner_text("[data-draft-trouble]")
    form.keyboard.press("Control+Enter")
    form.wait_for_timeout(300)
    assert form.url.endswith("/cases/new")
    assert form.input_value("#parties-0-name") == "单小明"
    assert kept(app) == []
    form.context.set_offline(False)
    saved(form)
    assert not form.locator("[data-draft-trouble] p:visible").count()
    assert kept(app)[0]["parties-0-name"] == "单小明"


def test_signing_out_elsewhere_is_said_and_after_signing_in_the_page_goes_on(form, app):
    form.fill("#parties-0-name", "单小明")
    saved(form)
    other = form.context.new_page()
    sign_out(other)
    form.fill("#summary", "登录失效后写的")
    form.keyboard.press("Control+Enter")
    trouble(form, "signed-out")
    assert form.url.endswith("/cases/new")
    sign_in(other)
    form.wait_for_selector("[data-when=signed-out]", state="hidden", timeout=SOON)
    assert kept(app)[0]["summary"] == "登录失效后写的"
    form.keyboard.press("Control+Enter")
    form.wait_for_url(re.compile(r"/cases/\d+$"))
    with app.app_context():
        assert db.session.query(Case).one().summary == "登录失效后写的"


def test_what_was_typed_last_is_kept_when_the_page_is_left(form, app):
    form.fill("#summary", "刚写就走")
    form.goto("/cases")
    form.wait_for_timeout(500)
    assert [one["summary"] for one in kept(app)] == ["刚写就走"]


def test_a_draft_is_discarded_from_the_desk(form, app):
    form.fill("#summary", "不要了")
    saved(form)
    form.goto("/")
    assert "不要了" in form.inner_text("main")
    form.click(".draft button:has-text('放弃')")
    form.wait_for_load_state("load")
    assert "不要了" not in form.inner_text("main")
    assert kept(app) == []


def test_nothing_typed_is_kept_in_the_browser(form):
    form.fill("#parties-0-name", "单小明")
    saved(form)
    assert form.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"
