"""What every answer carries, and what a form must carry, so that no other site can misuse them."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pytest

from tests.databases import make_app
from tests.factories import PASSWORD
from tests.pages import form_of, text_of
from tests.views.conftest import Browser
from tracker.domain.vocabulary import Role
from tracker.extensions import db


def sign_in(browser, name="clerk@LS", **more):
    return browser.post("/login", data={"name": name, "password": PASSWORD}, **more)


def flags_of(answer):
    """The attributes of the session's cookie."""
    cookie = SimpleCookie(answer.headers["Set-Cookie"])
    return cookie["session"]


def test_the_sessions_cookie_is_out_of_reach_of_scripts_and_of_other_sites(stranger, office):
    cookie = flags_of(sign_in(stranger))
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["secure"]


def test_a_session_begun_under_https_never_travels_without_it(stranger, office):
    answer = sign_in(stranger, base_url="https://tracker.example")
    assert flags_of(answer)["secure"]


@pytest.fixture
def guarded(app, tmp_path, office):
    """The same ledger behind an application that checks the form's token, as outside of tests."""
    made = make_app(tmp_path, app.config["DATABASE_URI"], WTF_CSRF_ENABLED=True)
    yield Browser(made, made.response_class, use_cookies=True)
    with made.app_context():
        db.engine.dispose()


def test_a_form_of_another_site_is_refused(guarded, trail_lines):
    before = trail_lines()
    page = sign_in(guarded)
    assert page.status_code == 400
    assert "请返回" in text_of(page.text)
    assert trail_lines() == before


def test_the_pages_own_form_is_taken(guarded):
    form = form_of(guarded.get("/login").text, "password")
    answer = guarded.post("/login", data=form | {"name": "clerk@LS", "password": PASSWORD})
    assert answer.status_code == 302
    assert guarded.post("/logout").status_code == 400
    assert guarded.get("/").status_code == 200
    token = form_of(guarded.get("/").text, "csrf_token")
    assert guarded.post("/logout", data=token).location == "/login"


def test_every_form_that_changes_something_carries_the_token(guarded):
    form = form_of(guarded.get("/login").text, "password")
    guarded.post("/login", data=form | {"name": "admin@LS", "password": PASSWORD})
    listed = guarded.get("/admin/accounts").text
    of_a_clerk = re.search(r'href="(/admin/accounts/\d+)">clerk<', listed)[1]
    for address in ("/", of_a_clerk, "/admin/accounts/new", "/admin/dispute-types", "/password"):
        page = guarded.get(address).text
        forms = re.findall(r"<form[^>]*method=\"post\"[^>]*>(.*?)</form>", page, re.DOTALL)
        assert forms
        assert all('name="csrf_token"' in one for one in forms), address


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/login", 200),
        ("/", 302),
        ("/healthz", 200),
        ("/nothing-here", 404),
        ("/api/v1/cases", 401),
        ("/logout", 405),
    ],
)
def test_every_answer_is_hardened(stranger, office, address, status):
    answer = stranger.get(address)
    assert answer.status_code == status
    hardened(answer)


@pytest.mark.parametrize("address", ["/", "/admin/accounts", "/cases", "/summaries/2024"])
def test_so_are_the_pages_and_refusals_within(open_as, address):
    hardened(open_as(Role.ADMIN).get(address))


def hardened(answer):
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_styles_and_scripts_may_be_kept_by_the_browser(stranger):
    answer = stranger.get("/static/css/base.css", buffered=True)
    assert "no-store" not in answer.headers.get("Cache-Control", "")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
