"""Drafts of the forms of a case: kept by scripts, offered again, gone when the form is sent."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from tests.databases import make_app
from tests.factories import PASSWORD, make_case
from tests.pages import form_of, text_of
from tests.views.conftest import Browser
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import Center, FormDraft

NEW = "/drafts/cases/new/0123456789ab"
JSON = {"Accept": "application/json"}


@pytest.fixture
def mediator(open_as):
    return open_as(Role.MEDIATOR)


@pytest.fixture
def case_id(ledger, office):
    with ledger() as session:
        return make_case(session, session.get_one(Center, office), summary="漏水").id


@pytest.fixture
def kept(ledger):
    """What is kept, by form."""

    def look():
        with ledger() as session:
            return {one.form: dict(one.fields) for one in session.query(FormDraft)}

    return look


def draft_at(page):
    """Where the page keeps its draft."""
    return re.search(r'data-draft="([^"]+)"', page)[1]


def typed_on(browser, address, field, **typed):
    """The page's form with what was typed, kept as a draft; the page, the form as sent."""
    page = browser.get(address).text
    sent = form_of(page, field) | typed
    answer = browser.post(draft_at(page), data=sent, headers=JSON)
    assert answer.status_code == 200
    assert re.fullmatch(r"\d\d:\d\d:\d\d", answer.json["saved_at"])
    return sent


def test_a_new_case_is_gone_on_with_where_it_was_left(mediator, kept):
    typed_on(
        mediator, "/cases/new", "submission_key", summary="楼上漏水", **{"parties-0-name": "单小"}
    )
    ((form, fields),) = kept().items()
    assert form.startswith("cases/new/")
    assert (fields["summary"], "csrf_token" in fields, "draft" in fields) == (
        "楼上漏水",
        False,
        False,
    )

    page = mediator.get("/cases/new").text
    assert "您有未提交的草稿" in text_of(page)
    assert "单小" in text_of(page)
    assert form_of(page, "submission_key")["summary"] == ""
    again = mediator.get(re.search(r'href="(/cases/new\?draft=\d+)"', page)[1]).text
    assert form_of(again, "submission_key")["parties-0-name"] == "单小"
    assert draft_at(again) == f"/drafts/{form}"


def test_a_form_that_is_sent_needs_its_draft_no_more(mediator, kept):
    sent = typed_on(mediator, "/cases/new", "submission_key", **{"parties-0-name": "张小三"})
    typed_on(mediator, "/cases/new", "submission_key", **{"parties-0-name": "另一件"})
    assert mediator.post("/cases/new", data=sent | {"parties-0-name": ""}).status_code == 422
    assert len(kept()) == 2
    assert mediator.post("/cases/new", data=sent).status_code == 302
    assert [one["parties-0-name"] for one in kept().values()] == ["另一件"]


def test_a_case_registered_from_a_lost_answer_leaves_no_draft(mediator, kept):
    sent = typed_on(mediator, "/cases/new", "submission_key", **{"parties-0-name": "张小三"})
    first = mediator.post("/cases/new", data=sent).location
    mediator.post(f"/drafts/cases/new/{sent['draft']}", data=sent)
    assert mediator.post("/cases/new", data=sent).location == first
    assert kept() == {}


def test_a_draft_of_an_edit_remembers_the_version_it_began_from(mediator, case_id, kept):
    address = f"/cases/{case_id}/edit"
    typed_on(mediator, address, "version", summary="改到一半")
    other = form_of(mediator.get(address).text, "version") | {"summary": "别人先改了"}
    assert mediator.post(address, data=other).status_code == 302

    page = mediator.get(address).text
    again = mediator.get(re.search(rf'href="({address}\?draft=\d+)"', page)[1]).text
    sent = form_of(again, "version")
    assert sent["summary"] == "改到一半"
    answer = mediator.post(address, data=sent)
    assert answer.status_code == 409
    assert "别人先改了" in text_of(answer.text)
    assert len(kept()) == 1
    assert mediator.post(address, data=form_of(answer.text, "version")).status_code == 302
    assert kept() == {}


def test_each_step_keeps_its_draft_and_the_desk_shows_it(mediator, case_id, kept):
    address = f"/cases/{case_id}/decline"
    sent = typed_on(mediator, address, "version", declined_reason="已由法院受理此事")
    desk = mediator.get("/")
    assert "已由法院受理此事" in text_of(desk.text)
    assert "不予受理" in text_of(desk.text)
    link = re.search(rf'href="({address}\?draft=\d+)"', desk.text)[1]
    assert form_of(mediator.get(link).text, "version")["declined_reason"] == "已由法院受理此事"
    mediator.post(address, data=sent)
    assert kept() == {}
    assert "已由法院受理此事" not in text_of(mediator.get("/").text)


@pytest.mark.parametrize(("stays", "back"), [("1", "/cases/new"), ("", "/")])
def test_a_draft_that_is_not_wanted_is_discarded(mediator, kept, stays, back):
    typed_on(mediator, "/cases/new", "submission_key", summary="不要了")
    (form,) = kept()
    answer = mediator.post("/drafts/discard", data={"form": form, "stays": stays})
    assert (answer.status_code, answer.location) == (302, back)
    assert kept() == {}


def test_a_draft_that_is_gone_is_said_to_be_gone(mediator):
    page = mediator.get("/cases/new?draft=12")
    assert page.status_code == 200
    assert "这份草稿已不存在" in text_of(page.text)


def test_a_draft_opens_on_its_own_page_and_for_its_own_account_only(open_as, mediator, case_id):
    typed_on(mediator, "/cases/new", "submission_key", summary="楼上漏水")
    draft = re.search(r"draft=(\d+)", mediator.get("/cases/new").text)[1]
    elsewhere = mediator.get(f"/cases/{case_id}/edit?draft={draft}").text
    assert "楼上漏水" not in elsewhere
    neighbour = open_as(Role.MEDIATOR, "QJ")
    page = neighbour.get(f"/cases/new?draft={draft}").text
    assert "楼上漏水" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/drafts/cases/new/short",
        "/drafts/cases/0123456789ab",
        "/drafts/password/0123456789ab",
        "/drafts/cases/x/edit/0123456789ab",
        "/drafts/cases/12/reveal/0123456789ab",
        "/drafts/0123456789ab",
    ],
)
def test_only_forms_of_cases_keep_drafts(mediator, kept, address):
    assert mediator.post(address, data={"summary": "漏水"}).status_code == 404
    assert kept() == {}


def test_what_is_too_long_is_said_to_be_and_not_kept(mediator, kept):
    answer = mediator.post(NEW, data={"summary": "长" * 70_000})
    assert answer.status_code == 413
    assert "过长" in answer.json["message"]
    assert kept() == {}


def test_another_person_in_the_same_browser_does_not_get_the_draft(mediator, kept):
    assert mediator.post(NEW, data={"summary": "漏水", "account": "1"}).status_code == 409
    assert kept() == {}


def test_scripts_of_those_who_signed_out_read_the_status(mediator, stranger, kept):
    mediator.post("/logout")
    for browser in (mediator, stranger):
        assert browser.post(NEW, data={"summary": "漏水"}, headers=JSON).status_code == 401
        assert browser.get("/drafts/token", headers=JSON).status_code == 401
    assert kept() == {}


@pytest.fixture
def guarded(app, tmp_path, office):
    """The same ledger behind an application that checks the form's token, as outside of tests."""
    made = make_app(tmp_path, app.config["DATABASE_URI"], WTF_CSRF_ENABLED=True)
    browser = Browser(made, made.response_class, use_cookies=True)
    sign_in(browser)
    yield browser
    with made.app_context():
        db.engine.dispose()


def sign_in(browser):
    form = form_of(browser.get("/login").text, "password")
    browser.post("/login", data=form | {"name": "mediator@LS", "password": PASSWORD})


def sign_out(browser):
    token = form_of(browser.get("/").text, "csrf_token")
    assert browser.post("/logout", data=token).status_code == 302


def test_a_page_that_outlived_its_session_gets_a_new_token(guarded, kept):
    page = guarded.get("/cases/new").text
    sent = form_of(page, "submission_key") | {"summary": "漏水"}
    sign_out(guarded)
    assert guarded.post(draft_at(page), data=sent, headers=JSON).status_code == 401
    sign_in(guarded)
    assert guarded.post(draft_at(page), data=sent, headers=JSON).status_code == 400
    renewed = guarded.get("/drafts/token", headers=JSON).json
    assert renewed["account"] == re.search(r'data-account="(\d+)"', page)[1]
    sent["csrf_token"] = renewed["token"]
    assert guarded.post(draft_at(page), data=sent, headers=JSON).status_code == 200
    assert [one["summary"] for one in kept().values()] == ["漏水"]


def test_a_form_sent_after_the_session_leads_to_signing_in_and_back_to_its_page(guarded):
    sent = form_of(guarded.get("/cases/new").text, "submission_key")
    sign_out(guarded)
    answer = guarded.post("/cases/new", data=sent)
    assert (answer.status_code, answer.location) == (302, "/login?next=/cases/new")


def test_a_draft_is_not_kept_without_the_token(guarded, kept):
    assert guarded.post(NEW, data={"summary": "漏水"}, headers=JSON).status_code == 400
    assert kept() == {}


def test_a_key_longer_than_its_column_is_not_found(mediator, kept):
    form = f"/drafts/cases/{'0' * 100}1/edit/0123456789ab"
    assert mediator.post(form, data={"summary": "漏水"}).status_code == 404
    assert kept() == {}


@pytest.mark.parametrize("error", [IntegrityError("", {}, Exception()), StaleDataError("gone")])
def test_a_draft_that_two_windows_keep_at_once_is_a_conflict(mediator, kept, monkeypatch, error):
    def fail(*_given):
        raise error

    monkeypatch.setattr("tracker.views.drafts.form_drafts.keep", fail)
    assert mediator.post(NEW, data={"summary": "漏水"}).status_code == 409
    assert kept() == {}


def test_discarding_leads_to_no_other_site(mediator, monkeypatch):
    monkeypatch.setattr("tracker.views.drafts.label_of", lambda _page: "x")
    sent = {"form": "/evil.example/0123456789ab", "stays": "1"}
    assert mediator.post("/drafts/discard", data=sent).location == "/evil.example"
