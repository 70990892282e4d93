"""``tracker serve``: the real ledger, once its schema is the program's."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from tests.cli.served import free_port, get, signed_in, taken_port, wait_for
from tests.factories import PASSWORD


def set_schema(home, statement: str) -> None:
    with closing(sqlite3.connect(home / "tracker.sqlite")) as connection, connection:
        connection.execute(statement)


def test_it_serves_after_init(ledger, running):
    port = free_port()
    with running("serve", "--port", port) as server:
        address = server.stdout.readline().strip()
        assert address == f"http://127.0.0.1:{port}/"
        assert json.loads(wait_for(address, server)) == {"status": "ok"}
        assert "示例" not in get(f"{address}login"), "the real ledger says nothing of a sample"
        assert "clerk" in signed_in(address, "clerk", PASSWORD)
    with ledger() as session:
        lines = session.connection().exec_driver_sql(
            "SELECT actor_name FROM audit_lines WHERE action = 'account.sign_in'"
        )
        assert lines.scalars().all() == ["clerk"]


def test_where_there_is_no_ledger_it_says_which_command_makes_one(home, process):
    said = process("serve", "--port", free_port())
    assert (said.code, said.out) == (2, "")
    assert "tracker init --center" in said.error


def test_an_empty_database_is_no_ledger(home, tracker):
    with closing(sqlite3.connect(home / "tracker.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
    said = tracker("serve", "--port", free_port())
    assert (said.code, "tracker init --center" in said.error) == (2, True)


def test_on_a_schema_of_a_newer_version_it_refuses_too(ledger, home, tracker, english):
    set_schema(home, "UPDATE alembic_version SET version_num = 'ffff'")
    said = tracker("serve", "--port", free_port())
    assert (said.code, said.out) == (2, "")
    assert "schema ffff, which this program does not know" in said.error
    assert "install that version" in said.error


def test_refusing_changes_nothing(ledger, home, tracker):
    set_schema(home, "UPDATE alembic_version SET version_num = 'ffff'")
    tracker("serve", "--port", free_port())
    with closing(sqlite3.connect(home / "tracker.sqlite")) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    assert found == [("ffff",)]


def test_a_port_in_use_is_told_with_what_to_do(ledger, process, english):
    with taken_port() as port:
        said = process("serve", "--port", port)
    assert (said.code, said.out) == (2, "")
    assert said.error == (
        f"Error: Port {port} is used by another program; choose another with --port."
    )


def test_an_address_that_is_not_this_machines_is_one_line(ledger, process, english):
    said = process("serve", "--host", "192.0.2.1", "--port", free_port())
    assert said.code == 2
    assert "The address 192.0.2.1 cannot be used" in said.error
