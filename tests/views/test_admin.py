"""The administrator's accounts: who may sign in, in which role, for which organisation."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tests.factories import PASSWORD, STUDIO, TOWN, named
from tests.pages import error_beside, form_of, text_of
from tests.views.matrix import center_of, row_of, type_in
from tracker.domain.vocabulary import Role
from tracker.models import Account, Mediator, Organisation

NEW_PASSWORD = {"password": "willow-bank-2025", "repeated": "willow-bank-2025"}


@pytest.fixture
def admin(open_as):
    return open_as(Role.ADMIN)


@pytest.fixture
def clerk_id(look):
    return look(lambda session, center: account_of(session, center, "clerk").id)


def account_of(session, center, name):
    query = select(Account).where(Account.center_id == center.id, Account.name == name)
    return session.scalars(query).one()


def test_an_account_is_added_with_its_place_and_can_sign_in(admin, look, last_line, stranger):
    town = look(lambda session, center: str(named(session, Organisation, TOWN, center).id))
    wu = look(lambda session, center: str(named(session, Mediator, "吴和平", center).id))
    place = {"role": "mediator", "organisation": town, "mediator": wu}
    answer = type_in(admin, "/admin/accounts/new", "role", name="吴调解", **place, **NEW_PASSWORD)
    assert answer.location == "/admin/accounts"
    page = admin.get("/admin/accounts").text
    assert "账号已添加" in text_of(page)
    assert row_of(page, "吴调解") == f"吴调解 调解员 {TOWN} 吴和平 — 使用中"
    action, changes = last_line()
    assert action == "account.add"
    assert changes["name"] == [None, "吴调解"]
    assert "password" not in str(changes)
    sent = {"name": "吴调解", "password": NEW_PASSWORD["password"]}
    assert stranger.post("/login", data=sent).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "请填写"),
        ({"name": "a@b"}, "name", "不含 @"),
        ({"name": "长" * 101}, "name", "最多100个字符"),
        ({"name": "clerk"}, "name", "已被使用"),
        ({"role": ""}, "role", "请填写"),
        ({"role": "emperor"}, "role", "请从列表中选择"),
        ({"role": "mediator"}, "organisation", "须指定所属调解组织"),
        ({"password": "short1", "repeated": "short1"}, "password", "密码至少 10 位"),
        ({"password": "onlyletters", "repeated": "onlyletters"}, "password", "两类"),
        ({"password": "周小川-2025-x", "repeated": "周小川-2025-x"}, "password", "不能包含"),
        ({"password": "x" * 1001, "repeated": "x" * 1001}, "password", "1000"),
        ({"repeated": "willow-bank-2026"}, "repeated", "不一致"),
    ],
)
def test_what_is_wrong_with_a_new_account_stands_beside_its_field(admin, look, typed, field, said):
    usual = {"name": "周小川", "role": "clerk", **NEW_PASSWORD}
    before = look(lambda session, _center: len(session.scalars(select(Account)).all()))
    page = type_in(admin, "/admin/accounts/new", "role", **usual | typed)
    assert page.status_code == 422
    assert said in error_beside(page.text, field)
    kept = form_of(page.text, "role")
    assert kept["name"] == (usual | typed)["name"]
    assert kept["role"] == (usual | typed)["role"] or typed.get("role") == "emperor"
    assert look(lambda session, _center: len(session.scalars(select(Account)).all())) == before


def test_an_organisation_of_another_center_is_no_choice(admin, ledger):
    with ledger() as session:
        beside = named(session, Organisation, TOWN, center_of(session, "QJ")).id
    sent = {"name": "周小川", "role": "mediator", "organisation": str(beside), **NEW_PASSWORD}
    page = type_in(admin, "/admin/accounts/new", "role", **sent)
    assert "请从列表中选择" in error_beside(page.text, "organisation")


def test_another_role_or_place_holds_and_says_what_stood_before(admin, look, last_line, clerk_id):
    trade = look(lambda session, center: named(session, Organisation, STUDIO, center).id)
    sent = {"role": "mediator", "organisation": str(trade)}
    answer = type_in(admin, f"/admin/accounts/{clerk_id}", "role", **sent)
    assert answer.location == "/admin/accounts"
    assert STUDIO in row_of(admin.get("/admin/accounts").text, "clerk")
    assert last_line() == (
        "account.change",
        {"role": ["clerk", "mediator"], "organisation_id": [None, trade]},
    )
    type_in(admin, f"/admin/accounts/{clerk_id}", "role", role="supervisor")
    kept = look(lambda session, center: account_of(session, center, "clerk").organisation_id)
    assert kept is None


def test_a_form_sent_unchanged_leaves_no_line(admin, last_line, clerk_id):
    before = last_line()
    assert type_in(admin, f"/admin/accounts/{clerk_id}", "role").status_code == 302
    assert last_line() == before


def test_an_account_is_disabled_and_enabled_again(admin, last_line, clerk_id, stranger):
    address = f"/admin/accounts/{clerk_id}"
    assert "停用账号" in admin.get(address).text
    page = admin.post(f"{address}/disable", follow_redirects=True).text
    assert "账号已停用" in text_of(page)
    assert last_line()[0] == "account.disable"
    assert row_of(admin.get("/admin/accounts").text, "clerk").endswith("已停用")
    sent = {"name": "clerk@LS", "password": PASSWORD}
    assert stranger.post("/login", data=sent).status_code == 422
    admin.post(f"{address}/enable")
    assert last_line()[0] == "account.enable"
    assert stranger.post("/login", data=sent).status_code == 302


def test_nobody_shuts_themselves_out(admin, look):
    own = look(lambda session, center: account_of(session, center, "admin").id)
    address = f"/admin/accounts/{own}"
    assert "停用账号" not in text_of(admin.get(address).text)
    page = admin.post(f"{address}/disable", follow_redirects=True).text
    assert "不能停用自己的账号" in text_of(page)
    page = type_in(admin, address, "role", role="clerk")
    assert "不能更改本人账号的角色" in error_beside(page.text, "role")
    assert look(lambda session, center: account_of(session, center, "admin").active)
    assert admin.get("/admin/").status_code == 200


def test_a_new_password_is_set_and_not_shown_anywhere(admin, last_line, clerk_id, stranger):
    address = f"/admin/accounts/{clerk_id}/password"
    page = admin.post(address, data=NEW_PASSWORD, follow_redirects=True)
    assert NEW_PASSWORD["password"] not in page.text
    assert last_line() == ("account.password", {})
    old, new = (
        stranger.post("/login", data={"name": "clerk@LS", "password": password}).status_code
        for password in (PASSWORD, NEW_PASSWORD["password"])
    )
    assert (old, new) == (422, 302)


def test_two_different_new_passwords_are_refused_and_not_sent_back(admin, clerk_id, stranger):
    sent = NEW_PASSWORD | {"repeated": "willow-bank-2026"}
    page = admin.post(f"/admin/accounts/{clerk_id}/password", data=sent)
    assert "不一致" in error_beside(page.text, "repeated")
    assert "willow-bank" not in page.text
    old = {"name": "clerk@LS", "password": PASSWORD}
    assert stranger.post("/login", data=old).status_code == 302


def test_the_desk_and_the_overview_count_what_is_in_use(admin, clerk_id):
    def sizes(address):
        return re.findall(r'</a><span class="number">(\d+)</span>', admin.get(address).text)

    assert sizes("/") == sizes("/admin/")
    before = int(sizes("/")[0])
    admin.post(f"/admin/accounts/{clerk_id}/disable")
    assert int(sizes("/")[0]) == before - 1


@pytest.mark.parametrize("id_", [1, 2**53, 2**63, 10**30])
@pytest.mark.parametrize("noun", ["accounts", "organisations", "mediators", "dispute-types"])
def test_an_id_that_is_nobodys_is_not_found(admin, noun, id_):
    assert admin.get(f"/admin/{noun}/{id_}").status_code == 404
