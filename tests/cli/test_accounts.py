"""``tracker init`` and ``tracker user``: from an empty folder to people who can sign in."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select

from tests.factories import PASSWORD, TOWN, named, open_office
from tracker.domain.vocabulary import Role
from tracker.models import Account, AuditLine, Center, DisputeType, Organisation
from tracker.services import schema, sign_in

NEW = "spring-2024"


def enters(session, name, password) -> bool:
    return sign_in.attempt(session, name, password).right


def account_named(session, name) -> Account:
    return session.scalars(select(Account).where(Account.name == name)).one()


def actions(session, prefix) -> list[str]:
    lines = select(AuditLine.action).where(AuditLine.action.startswith(prefix))
    return list(session.scalars(lines.order_by(AuditLine.id)))


@pytest.fixture
def empty(home, tracker):
    """A new instance folder in which nothing but ``tracker init`` was run."""
    said = tracker("init", "--center", "LS", "--name", "柳市镇社会治理中心", "--short", "柳")
    assert (said.code, said.err) == (0, "")
    return said


def test_init_makes_the_schema_the_center_and_its_code_lists(empty, tracker, home):
    assert empty.out.startswith("中心 LS 柳市镇社会治理中心")
    assert "tracker user add" in empty.out
    verified = tracker("verify", "--json").json
    assert verified["ok"], verified
    assert sorted(path.name for path in home.iterdir()) == ["secret_key", "tracker.sqlite"]


def test_the_first_administrator_can_be_added_and_signs_in(empty, tracker, home):
    said = tracker(
        "user", "add", "陈静", "--role", "admin", "--center", "LS", "--password-stdin",
        typed=f"{NEW}\n",
    )  # fmt: skip
    assert (said.code, said.out) == (0, f"账号 陈静 已添加：{Role.ADMIN.term}，中心 LS。\n")
    assert tracker("user", "list", "--json").json == [
        {"name": "陈静", "role": "admin", "organisation": None, "active": True,
         "signed_in_at": None}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("named_as", "code", "words"),
    [
        ([], 0, "Center LS 柳市镇社会治理中心 is there; dispute types added: 0."),
        (["--name", "柳市镇社会治理中心", "--short", "柳"], 0, "dispute types added: 0."),
        (["--name", "别的名称"], 2, "LS is there as 柳市镇社会治理中心 (柳); nothing was changed."),
        (["--short", "别"], 2, "LS is there as 柳市镇社会治理中心 (柳); nothing was changed."),
    ],
)
def test_init_again_changes_nothing_and_says_what_is_there(
    ledger, tracker, english, named_as, code, words
):
    with ledger() as session:
        types = len(session.scalars(select(DisputeType)).all())
        lines = len(session.scalars(select(AuditLine)).all())
    said = tracker("init", "--center", "LS", *named_as)
    assert (said.code, words in said.out + said.err) == (code, True)
    with ledger() as session:
        assert session.scalars(select(Center.name)).all() == ["柳市镇社会治理中心"]
        assert len(session.scalars(select(DisputeType)).all()) == types
        assert len(session.scalars(select(AuditLine)).all()) == lines


def test_init_puts_back_a_dispute_type_that_is_missing(ledger, tracker, home, english):
    with closing(sqlite3.connect(home / "tracker.sqlite")) as connection, connection:
        gone = connection.execute("DELETE FROM dispute_types WHERE name = '邻里'")
    assert gone.rowcount == 1
    assert "dispute types added: 1." in tracker("init", "--center", "LS").out
    with ledger() as session:
        assert named(session, DisputeType, "邻里")


def test_init_without_a_center_only_brings_the_schema_up(home, tracker):
    assert tracker("init").code == 0
    said = tracker("user", "list")
    assert (said.code, "tracker init --center" in said.error) == (2, True)


def test_a_center_below_another_is_named_with_its_parent(ledger, tracker):
    said = tracker(
        "init", "--center", "QJ", "--name", "虹桥镇社会治理中心", "--short", "虹", "--parent", "LS"
    )
    assert said.code == 0
    with ledger() as session:
        upper, lower = session.scalars(select(Center).order_by(Center.code)).all()
        assert (upper.code, lower.parent_id) == ("LS", upper.id)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--name", "甲"], "--center"),
        (["--center", "QJ"], "--name"),
        (["--center", "QJ", "--name", "甲"], "--short"),
        (["--center", "QJ", "--name", "甲", "--short", "虹", "--parent", "XX"], "XX"),
    ],
)
def test_init_asks_for_what_a_new_center_needs(ledger, tracker, words, sentence):
    said = tracker("init", *words)
    assert (said.code, sentence in said.error) == (2, True)
    with ledger() as session:
        assert session.scalars(select(Center.code)).all() == ["LS"]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_can_be_added(ledger, tracker, role):
    more = ["--organisation", TOWN] if role is Role.MEDIATOR else []
    said = tracker(
        "user", "add", "陈静", "--role", role.value, *more, "--password-stdin", typed=NEW
    )
    assert said.code == 0
    with ledger() as session:
        added = account_named(session, "陈静")
        town = named(session, Organisation, TOWN).id if more else None
        assert (added.role, added.organisation_id) == (role, town)
        assert enters(session, "陈静", NEW)
        assert actions(session, "account.") == ["account.add"]


@pytest.mark.parametrize(
    ("words", "typed", "code", "sentence"),
    [
        (["--role", "mediator"], NEW, 1, "调解组织"),
        (["--role", "mediator", "--organisation", "没有"], NEW, 2, "没有"),
        (["--role", "clerk", "--organisation", TOWN], NEW, 2, "--organisation"),
        (["--role", "clerk"], "short", 1, " 10 "),
        (["--role", "clerk"], "", 2, "密码"),
        (["--role", "clerk", "--center", "XX"], NEW, 2, "XX"),
    ],
)
def test_an_account_that_cannot_be_is_not_added(ledger, tracker, words, typed, code, sentence):
    said = tracker("user", "add", "陈静", *words, "--password-stdin", typed=typed)
    assert (said.code, sentence in said.error) == (code, True), said.err
    with ledger() as session:
        assert len(session.scalars(select(Account)).all()) == len(Role)


def test_without_a_terminal_the_password_must_come_from_the_input(ledger, tracker):
    said = tracker("user", "add", "陈静", "--role", "clerk", typed=NEW)
    assert (said.code, "--password-stdin" in said.error) == (2, True)


def test_only_the_first_line_of_the_input_is_the_password(ledger, tracker):
    tracker("user", "password", "clerk", "--password-stdin", typed=f"{NEW}\r\nand more\n")
    with ledger() as session:
        assert enters(session, "clerk", NEW)


def test_a_new_password_takes_the_place_of_the_old_one(ledger, tracker):
    with ledger() as session:
        epoch = account_named(session, "clerk").session_epoch
    assert tracker("user", "password", "clerk", "--password-stdin", typed=NEW).code == 0
    with ledger() as session:
        assert (enters(session, "clerk", NEW), enters(session, "clerk", PASSWORD)) == (True, False)
        assert account_named(session, "clerk").session_epoch > epoch
        assert actions(session, "account.") == ["account.password"]
    assert tracker("user", "password", "clerk", "--password-stdin", typed="x").code == 1


def test_a_disabled_account_is_shut_out_until_it_is_enabled(ledger, tracker):
    assert tracker("user", "disable", "clerk").out == "账号 clerk 已停用。\n"
    listed = {one["name"]: one["active"] for one in tracker("user", "list", "--json").json}
    assert listed == {role.value: role is not Role.CLERK for role in Role}
    assert tracker("user", "enable", "clerk").code == 0
    with ledger() as session:
        assert account_named(session, "clerk").active
        assert actions(session, "account.") == ["account.disable", "account.enable"]


@pytest.mark.parametrize("verb", ["disable", "enable", "password"])
def test_an_account_that_is_not_there_is_wrong_use(ledger, tracker, verb):
    more = ["--password-stdin"] if verb == "password" else []
    said = tracker("user", verb, "nobody", *more, typed=NEW)
    assert (said.code, "nobody" in said.error) == (2, True)


def test_the_list_tells_who_is_who_in_words(ledger, tracker, english):
    lines = [line.split("\t") for line in tracker("user", "list").out.splitlines()]
    assert [line[0] for line in lines] == sorted(str(role) for role in Role)
    of_mediator = next(line for line in lines if line[0] == "mediator")
    assert of_mediator == ["mediator", Role.MEDIATOR.label, TOWN, "in use", "—"]


def test_accounts_of_several_centers_are_told_apart(ledger, tracker):
    with ledger() as session:
        open_office(session, "QJ", "虹")
    said = tracker("user", "disable", "clerk")
    assert (said.code, "LS, QJ" in said.error) == (2, True)
    assert tracker("user", "disable", "clerk", "--center", "QJ").code == 0
    listed = tracker("user", "list", "--center", "LS", "--json").out
    assert all(one["active"] for one in json.loads(listed))
    with ledger() as session:
        off = session.scalars(select(Account).where(~Account.active)).one()
        assert session.get(Center, off.center_id).code == "QJ"


def test_the_schema_that_init_makes_is_the_programs(ledger):
    with ledger():
        assert schema.current() == schema.head()
