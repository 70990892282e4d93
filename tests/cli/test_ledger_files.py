"""``tracker backup``, ``restore`` and ``verify``: copies, and what is wrong with a ledger."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import select

from tests.cli.served import free_port, wait_for
from tests.factories import make_case
from tracker.models import AuditLine, Center

CHECKS = ["file", "schema", "trail", "numbers", "search", "frozen", "ids", "attachments"]
ACCEPTED = date(2024, 3, 5)
DAMAGES = {
    "trail": [
        "DELETE FROM audit_lines WHERE action = 'case.register' AND subject_id = {case}",
        "DELETE FROM audit_lines WHERE action = 'case.accept' AND subject_id = {case}",
        "DELETE FROM audit_lines WHERE action = 'case.close' AND subject_id = {case}",
    ],
    "numbers": [
        "UPDATE cases SET number = '（2024）柳人调字第0009号', number_serial = 9 WHERE id = {case}",
        "UPDATE cases SET number = '（2024）柳人调字第0007号' WHERE id = {case}",
        "UPDATE case_counters SET last_serial = 2",
        "UPDATE case_counters SET last_serial = 9",
    ],
    "search": [
        "UPDATE case_texts SET text = '别 的 话' WHERE id = {case}",
        "DELETE FROM case_texts WHERE id = {case}",
        "UPDATE parties SET name = '王五' WHERE case_id = {case}",
        "UPDATE cases SET summary = '改过' WHERE id = {case}",
    ],
    "ids": ["UPDATE id_clocks SET last_id = 1"],
    "schema": ["UPDATE alembic_version SET version_num = 'ffff'"],
    "file": ["PRAGMA foreign_keys = OFF; UPDATE cases SET organisation_id = 1 WHERE id = {case}"],
}


def changed(path, statements: str, **places: object) -> None:
    """Change rows behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(statements.format(**places))


@pytest.fixture
def path(home):
    return home / "tracker.sqlite"


@pytest.fixture
def filled(ledger):
    """Three cases of 2024, the second closed; its id."""
    with ledger() as session:
        center = session.scalars(select(Center)).one()
        make_case(session, center, accepted=ACCEPTED)
        case = make_case(session, center, accepted=ACCEPTED, closed=date(2024, 3, 9))
        make_case(session, center, accepted=ACCEPTED)
        return case.id


def failing(said) -> list[str]:
    return [one["name"] for one in said.json["checks"] if not one["ok"]]


def cases_in(path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM cases").fetchone()
        return int(number)


def actions(ledger) -> list[str]:
    with ledger() as session:
        lines = select(AuditLine.action).where(AuditLine.action.startswith("ledger."))
        return list(session.scalars(lines.order_by(AuditLine.id)))


def test_a_whole_ledger_is_proved_line_by_line(filled, tracker):
    said = tracker("verify")
    assert (said.code, said.err) == (0, "")
    assert [line[0] for line in said.out.splitlines()] == ["√"] * len(CHECKS)
    checks = tracker("verify", "--json").json
    assert checks["ok"] is True
    assert [one["name"] for one in checks["checks"]] == CHECKS
    assert all(one["problems"] == one["notes"] == [] for one in checks["checks"])


@pytest.mark.parametrize(
    ("check", "statements"),
    [(check, one) for check, several in DAMAGES.items() for one in several],
)
def test_what_was_changed_behind_the_programs_back_is_found(
    filled, tracker, path, check, statements
):
    changed(path, statements, case=filled)
    said = tracker("verify", "--json")
    assert (said.code, said.json["ok"]) == (1, False)
    assert check in failing(said)
    assert tracker("verify").out.count("×") > 1, "the check and what it found"


def test_a_case_that_was_deleted_is_missed_by_its_trail_and_its_number(filled, tracker, path):
    changed(
        path,
        "DELETE FROM parties WHERE case_id = {case}; DELETE FROM case_texts WHERE id = {case};"
        "DELETE FROM cases WHERE id = {case}",
        case=filled,
    )
    said = tracker("verify", "--json")
    assert failing(said) == ["trail", "numbers"]
    gap = next(one for one in said.json["checks"] if one["name"] == "numbers")
    assert "0002" in gap["problems"][0]


def test_the_index_of_the_search_is_looked_at_itself(filled, tracker, path):
    changed(path, "INSERT INTO case_text_index (case_text_index) VALUES ('delete-all')")
    assert failing(tracker("verify", "--json")) == ["search"]


def test_bytes_that_were_overwritten_are_found_in_ledger_and_copy(filled, tracker, path, tmp_path):
    copy = tmp_path / "copy.sqlite"
    assert tracker("backup", copy).code == 0
    content = bytearray(copy.read_bytes())
    content[4096 * 3 : 4096 * 20] = b"\xff" * (4096 * 17)
    copy.write_bytes(content)
    said = tracker("verify", copy, "--json")
    assert (said.code, failing(said)) == (1, ["file"])
    assert tracker("restore", copy, "--yes").code == 1
    assert cases_in(path) == 3, "the ledger stays what it was"


def test_a_copy_is_whole_the_owners_only_and_on_record(filled, tracker, ledger, tmp_path):
    copy = tmp_path / "copy.sqlite"
    assert tracker("backup", copy).code == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert tracker("verify", copy, "--json").json["ok"]
    assert cases_in(copy) == 3
    assert actions(ledger) == ["ledger.backup"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.sqlite", "instance"]


def test_a_copy_that_is_there_is_replaced_only_when_told(filled, tracker, tmp_path):
    copy = tmp_path / "copy.sqlite"
    copy.write_text("precious")
    said = tracker("backup", copy)
    assert (said.code, "--force" in said.error, copy.read_text()) == (2, True, "precious")
    assert tracker("backup", copy, "--force").code == 0
    assert cases_in(copy) == 3


def test_the_ledger_is_no_copy_of_itself(filled, tracker, path):
    assert tracker("backup", path, "--force").code == 1
    assert tracker("restore", path, "--yes").code == 1
    assert cases_in(path) == 3


def test_a_copy_is_made_while_somebody_writes(filled, ledger, process, path, tmp_path):
    """Every case of the copy is there with its trail, its text and its number."""
    stop, written = threading.Event(), []

    def write() -> None:
        with ledger() as session:
            center = session.scalars(select(Center)).one()
            while not stop.is_set():
                written.append(make_case(session, center, accepted=ACCEPTED).id)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        said = process("backup", tmp_path / "copy.sqlite")
    finally:
        stop.set()
        writer.join()
    assert (said.code, said.err) == (0, "")
    assert 3 <= cases_in(tmp_path / "copy.sqlite") <= cases_in(path) == 3 + len(written)
    assert process("verify", tmp_path / "copy.sqlite").code == 0


def test_what_is_not_yet_committed_is_not_in_the_copy(filled, tracker, path, tmp_path):
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM cases").fetchone()
        assert tracker("backup", tmp_path / "copy.sqlite").code == 0
    assert cases_in(tmp_path / "copy.sqlite") == 3


def test_a_copy_is_put_back_and_the_replaced_ledger_is_kept(
    filled, tracker, ledger, home, path, tmp_path
):
    copy = tmp_path / "copy.sqlite"
    tracker("backup", copy)
    with ledger() as session:
        make_case(session, session.scalars(select(Center)).one(), accepted=ACCEPTED)
    assert cases_in(path) == 4
    assert tracker("restore", copy).code == 0
    assert cases_in(path) == 3
    (kept,) = home.glob("tracker.sqlite.replaced-*")
    assert cases_in(kept) == 4
    assert actions(ledger) == ["ledger.backup", "ledger.restore"]
    assert tracker("verify").code == 0


def test_where_no_ledger_is_a_copy_becomes_it(filled, tracker, path, tmp_path):
    copy = tmp_path / "copy.sqlite"
    tracker("backup", copy)
    path.unlink()
    assert tracker("restore", copy, "--yes").code == 0
    assert cases_in(path) == 3


def test_a_ledger_that_is_served_is_not_exchanged(filled, running, process, path, tmp_path):
    copy = tmp_path / "copy.sqlite"
    process("backup", copy)
    port = free_port()
    with running("serve", "--port", port) as server:
        wait_for(f"http://127.0.0.1:{port}/", server)
        said = process("restore", copy, "--yes")
    assert (said.code, said.out) == (1, "")
    assert "停" in said.error
    assert [one.name for one in path.parent.glob("*replaced*")] == []


def test_a_database_that_is_no_ledger_is_not_put_in_its_place(filled, tracker, path, tmp_path):
    other = tmp_path / "other.sqlite"
    changed(other, "CREATE TABLE something (id INTEGER)")
    assert tracker("restore", other, "--yes").code == 1
    newer = tmp_path / "newer.sqlite"
    tracker("backup", newer)
    changed(newer, "UPDATE alembic_version SET version_num = 'ffff'")
    said = tracker("restore", newer, "--yes")
    assert (said.code, "ffff" in said.error) == (1, True)
    assert cases_in(path) == 3


def test_without_a_ledger_there_is_nothing_to_copy(home, tracker, tmp_path):
    said = tracker("backup", tmp_path / "copy.sqlite")
    assert (said.code, "tracker init" in said.error) == (2, True)
    assert not (tmp_path / "copy.sqlite").exists()
    assert tracker("verify").code == 1
