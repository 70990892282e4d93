"""Signing in and out: who gets in, what a wrong attempt learns, and when a session is over."""

from __future__ import annotations

import time
from statistics import median

import pytest
from sqlalchemy import select

from tests.factories import PASSWORD
from tests.pages import form_of, text_of
from tracker.domain.vocabulary import Role
from tracker.models import Account, Center
from tracker.permissions import Actor
from tracker.services import accounts, audit, passwords

NEW_PASSWORD = "willow-bank-2025"


def sign_in(browser, name, password=PASSWORD, **more):
    return browser.post("/login", data={"name": name, "password": password}, **more)


def is_in(browser):
    return browser.get("/").status_code == 200


def account(session, name="clerk", code="LS"):
    return session.scalars(
        select(Account)
        .join(Center, Center.id == Account.center_id)
        .where(Account.name == name, Center.code == code)
    ).one()


def test_name_and_password_open_the_desk(stranger, office, trail_lines):
    answer = sign_in(stranger, "clerk@LS")
    assert (answer.status_code, answer.location) == (302, "/")
    assert "我的工作台" in stranger.get("/").text
    assert trail_lines()[-1] == ("account.sign_in", "clerk")


def test_where_there_is_one_center_the_name_alone_is_enough(client, center):
    assert sign_in(client, "clerk").status_code == 302


def test_a_name_used_in_two_centers_is_told_apart_by_the_centers_code(stranger, office):
    assert sign_in(stranger, "clerk").status_code == 422
    sign_in(stranger, "clerk@QJ")
    assert "虹市镇社会治理中心" in stranger.get("/").text


def test_a_name_of_one_center_needs_no_code_although_there_are_two(stranger, ledger, office):
    with ledger() as session:
        accounts.add(session, Actor.system(office), "周内勤", Role.CLERK, NEW_PASSWORD)
        session.commit()
    assert sign_in(stranger, "周内勤", NEW_PASSWORD).status_code == 302
    assert "柳市镇社会治理中心" in stranger.get("/").text


def test_blanks_around_the_name_do_no_harm(stranger, office):
    assert sign_in(stranger, "  clerk@LS ").status_code == 302


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("clerk@LS", "courtyard-2025"),
        ("clerk@LS", f"{PASSWORD} "),
        ("nobody@LS", PASSWORD),
        ("clerk@XX", PASSWORD),
        ("clerk", PASSWORD),
        ("retired@LS", PASSWORD),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(stranger, ledger, office, name, password):
    with ledger() as session:
        row = accounts.add(session, Actor.system(office), "retired", Role.CLERK, PASSWORD)
        accounts.set_active(session, Actor.system(office), row, False)
        session.commit()
    page = sign_in(stranger, name, password)
    assert page.status_code == 422
    assert "用户名或密码不正确" in text_of(page.text)
    assert form_of(page.text, "name")["name"] == name
    assert password not in page.text
    assert not is_in(stranger)


@pytest.mark.usefixtures("slow_passwords")
def test_an_unknown_name_costs_the_same_work_as_a_known_one(stranger, ledger, office):
    with ledger() as session:
        account(session).password_hash = passwords.hashed(PASSWORD)
        audit.record(session, Actor.system(office), "test.password")
        session.commit()
    sign_in(stranger, "nobody@LS", "warm-up-2024")

    def seconds(name):
        begun = time.perf_counter()
        sign_in(stranger, name, "courtyard-2025")
        return time.perf_counter() - begun

    pairs = [(seconds("clerk@LS"), seconds("nobody@LS")) for _turn in range(5)]
    known, unknown = (median(times) for times in zip(*pairs, strict=True))
    assert 0.4 < unknown / known < 2.5


def test_a_refused_attempt_is_on_record_without_the_name_nobody_has(stranger, office, trail_lines):
    before = len(trail_lines())
    sign_in(stranger, "clerk@LS", "wrong-2024")
    sign_in(stranger, "my-secret-password")
    assert trail_lines()[before:] == [
        ("account.sign_in_refused", "clerk"),
        ("account.sign_in_refused", "?"),
    ]


@pytest.mark.parametrize("field", ["name", "password"])
def test_what_is_left_blank_is_asked_for(stranger, office, field):
    sent = {"name": "clerk@LS", "password": PASSWORD} | {field: ""}
    page = stranger.post("/login", data=sent)
    assert page.status_code == 422
    assert not is_in(stranger)


def test_signing_out_takes_a_button_not_a_link(open_as, trail_lines):
    clerk = open_as(Role.CLERK)
    assert clerk.get("/logout").status_code == 405
    assert is_in(clerk)
    assert clerk.post("/logout").location == "/login"
    assert not is_in(clerk)
    assert trail_lines()[-1] == ("account.sign_out", "clerk")


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(open_as, stranger):
    here, elsewhere = open_as(Role.CLERK), open_as(Role.CLERK)
    sent = {"current": PASSWORD, "password": NEW_PASSWORD, "repeated": NEW_PASSWORD}
    assert here.post("/password", data=sent).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    assert sign_in(stranger, "clerk@LS").status_code == 422
    assert sign_in(stranger, "clerk@LS", NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"current": "wrong-2024"}, "当前密码不正确"),
        ({"repeated": "willow-bank-2026"}, "两次输入的新密码不一致"),
        ({"password": "short1", "repeated": "short1"}, "密码至少 10 位"),
        ({"password": "the-clerk-2024", "repeated": "the-clerk-2024"}, "不能包含"),
    ],
)
def test_a_password_that_will_not_do_is_told_and_the_old_one_holds(open_as, stranger, typed, said):
    sent = {"current": PASSWORD, "password": NEW_PASSWORD, "repeated": NEW_PASSWORD} | typed
    page = open_as(Role.CLERK).post("/password", data=sent)
    assert page.status_code == 422
    assert said in text_of(page.text)
    assert sign_in(stranger, "clerk@LS").status_code == 302


@pytest.mark.parametrize("change", ["disable", "password"])
def test_what_the_administrator_does_to_an_account_ends_its_sessions(
    open_as, ledger, office, change
):
    clerk, admin = open_as(Role.CLERK), open_as(Role.ADMIN)
    with ledger() as session:
        address = f"/admin/accounts/{account(session).id}"
    sent = {"password": NEW_PASSWORD, "repeated": NEW_PASSWORD}
    assert admin.post(f"{address}/{change}", data=sent).status_code == 302
    assert not is_in(clerk)
    assert is_in(admin)


def test_another_role_holds_at_once(open_as, ledger, office):
    clerk = open_as(Role.CLERK)
    assert clerk.get("/imports").status_code == 200
    with ledger() as session:
        accounts.change(session, Actor.system(office), account(session), Role.AUDITOR, None, None)
        session.commit()
    assert clerk.get("/imports").status_code == 403
    assert clerk.get("/trail").status_code == 200


def test_a_session_lasts_a_working_day(open_as, app, monkeypatch):
    clerk = open_as(Role.CLERK)
    later = time.time() + 9 * 3600
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert not is_in(clerk)


def test_a_made_up_session_opens_nothing(app, stranger, office):
    for key in ("1-1", "1-1-x", "9-9-9", f"{office}-1-0"):
        with stranger.session_transaction() as kept:
            kept["_user_id"] = key
        assert stranger.get("/").status_code == 302


@pytest.mark.parametrize(
    "wanted", ["/cases?status=open", "/summaries/2024", "/help/figures#closed"]
)
def test_after_signing_in_one_is_where_one_wanted_to_go(stranger, office, wanted):
    assert sign_in(stranger, "clerk@LS", query_string={"next": wanted}).location == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://example.com/",
        "//example.com/",
        "///example.com",
        "/\\example.com",
        "\\\\example.com",
        "http:example.com",
        "javascript:alert(1)",
        "cases",
        "/\t/example.com",
        "/\n/example.com",
    ],
)
def test_nobody_is_sent_away_to_another_site(stranger, open_as, wanted):
    answer = sign_in(stranger, "clerk@LS", query_string={"next": wanted})
    assert answer.location == "/"
    already_in = open_as(Role.CLERK).get("/login", query_string={"next": wanted})
    assert already_in.location == "/"
    language = stranger.post("/locale/en", data={"next": wanted})
    assert language.location == "/"


def test_the_language_is_chosen_before_signing_in_and_kept_after_it(stranger, office):
    assert 'lang="zh-Hans"' in stranger.get("/login").text
    stranger.post("/locale/en")
    assert "Sign in" in stranger.get("/login").text
    sign_in(stranger, "clerk@LS")
    page = stranger.get("/").text
    assert 'lang="en"' in page
    assert "My desk" in page
    assert stranger.post("/locale/fr").status_code == 404
