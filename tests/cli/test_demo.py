"""``tracker demo``: the sample ledger, made, kept, made anew and served."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.served import free_port, get, signed_in, taken_port, wait_for
from tests.demo.rows import query
from tests.pages import text_of
from tracker.domain.vocabulary import Role

ROLES = ["mediator", "supervisor", "clerk", "admin", "auditor"]
OF_THE_YEARS = """
    SELECT number, registered_on, accepted_on, closed_on, outcome, summary, amount_claimed,
           amount_agreed, declined_reason,
           (SELECT group_concat(name || ' ' || coalesce(id_number, '')) FROM parties p
            WHERE p.center_id = c.center_id AND p.case_id = c.id),
           (SELECT sum(amount) FROM payments p
            WHERE p.center_id = c.center_id AND p.case_id = c.id)
    FROM cases c WHERE registered_on < '2025-01-01' ORDER BY id
"""
"""What does not depend on the day the sample is made on."""


def of_the_years(path: Path) -> list[tuple[object, ...]]:
    rows = [tuple(row) for row in query(path, OF_THE_YEARS)]
    assert len(rows) > 4000
    return rows


def change_something(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        changed = connection.execute(
            "UPDATE cases SET summary = '改过' WHERE closed_on < '2024-01-01'"
        )
        assert changed.rowcount > 1000


def changed_cases(path: Path) -> int:
    return query(path, "SELECT count(*) AS n FROM cases WHERE summary = '改过'")[0]["n"]


def test_from_nothing_it_is_made_and_served_and_everybody_signs_in(home, running, demo_file):
    port = free_port()
    with running("demo", "--port", port, "--json") as server:
        said = json.loads(server.stdout.readline())
        assert said["address"] == f"http://127.0.0.1:{port}/"
        assert json.loads(wait_for(said["address"], server)) == {"status": "ok"}
        assert "示例" in text_of(get(f"{said['address']}login"))
        assert [one["role"] for one in said["accounts"]] == ROLES
        for one in said["accounts"]:
            page = text_of(signed_in(said["address"], one["name"], one["password"]))
            assert one["name"] in page
            assert Role(one["role"]).term in page
    assert of_the_years(home / "demo.sqlite") == of_the_years(demo_file), "always the same sample"


def test_reset_makes_it_anew_whatever_was_done_in_it(demo_home, process, demo_file):
    path = demo_home / "demo.sqlite"
    change_something(path)
    said = process("demo", "--no-serve", "--reset", "--json")
    assert (said.code, list(said.json)) == (0, ["address", "accounts"])
    assert changed_cases(path) == 0
    assert of_the_years(path) == of_the_years(demo_file)
    assert [one.name for one in demo_home.iterdir() if "being-made" in one.name] == []


def test_the_json_stands_alone_on_the_first_line(demo_home, tracker):
    said = tracker("demo", "--no-serve", "--json")
    assert (said.code, len(said.out.splitlines())) == (0, 1)
    assert list(said.json) == ["address", "accounts"]
    assert said.json["address"] == "http://127.0.0.1:8000/"
    assert [sorted(one) for one in said.json["accounts"]] == [["name", "password", "role"]] * 5
    assert [one["name"] for one in said.json["accounts"]] == ROLES


def test_a_second_time_it_is_kept_as_it_was(demo_home, tracker):
    path = demo_home / "demo.sqlite"
    change_something(path)
    before = changed_cases(path)
    assert tracker("demo", "--no-serve").code == 0
    assert changed_cases(path) == before


def test_people_are_told_the_address_the_accounts_and_that_nothing_is_real(demo_home, tracker):
    port = free_port()
    said = tracker("demo", "--no-serve", "--port", port)
    assert (said.code, said.err) == (0, "")
    assert f"http://127.0.0.1:{port}/summaries/2024" in said.out
    assert "虚构" in said.out
    lines = [line.split() for line in said.out.splitlines()]
    for one in tracker("demo", "--no-serve", "--json").json["accounts"]:
        assert [one["name"], one["password"], Role(one["role"]).term] in lines


def test_in_english_it_is_told_in_english(demo_home, tracker, english):
    out = tracker("demo", "--no-serve").out
    assert "Every person and case in it is invented." in out
    assert "Accounts (name, password, role):" in out


def test_a_port_in_use_is_said_before_anything_is_made(home, process, english):
    with taken_port() as port:
        said = process("demo", "--port", port)
    assert said.code == 2
    assert f"Port {port} is used by another program" in said.error
    assert not (home / "demo.sqlite").exists()


def test_any_command_runs_on_the_sample_and_never_touches_the_real_ledger(
    demo_home, ledger, tracker, english
):
    real = (demo_home / "tracker.sqlite").read_bytes()
    assert tracker("--demo", "summary", "2024", "--format", "json").json["sample"] is True
    assert tracker("--demo", "user", "disable", "clerk").code == 0
    assert tracker("--demo", "export", "cases", "-o", demo_home / "out.csv").code == 0
    assert (demo_home / "tracker.sqlite").read_bytes() == real
    assert tracker("summary", "2024", "--format", "json").json["sample"] is False
    active = {one["name"]: one["active"] for one in tracker("user", "list", "--json").json}
    assert active["clerk"]
    of_sample = tracker("--demo", "user", "list", "--json").json
    assert not next(one for one in of_sample if one["name"] == "clerk")["active"]


def test_the_sample_is_proved_like_any_ledger(demo_home, tracker):
    assert tracker("--demo", "verify", "--json").json["ok"]


def test_without_a_sample_its_commands_say_what_is_missing(home, tracker, english):
    said = tracker("--demo", "summary", "2024")
    assert (said.code, "run: tracker demo" in said.error) == (2, True)


def test_the_sample_ignores_the_address_of_the_real_ledger(demo_home, tracker, monkeypatch):
    monkeypatch.setenv("TRACKER_DATABASE_URI", "sqlite:////nowhere/real.sqlite")
    assert tracker("--demo", "summary", "2024", "--format", "json").json["sample"] is True
