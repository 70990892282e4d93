"""Copies of the ledger and the proof of it, as far as the terminal's tests do not tell."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.databases import ON_POSTGRES
from tests.factories import make_case, open_office
from tests.importers.imported import import_rows
from tests.importers.ledgers import NUMBER, case
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.models import AuditLine, ImportBatch
from tracker.permissions import Actor
from tracker.services import ledger_files, ledger_proof, sqlite_files
from tracker.services.import_undo import undo_import
from tracker.services.schema import OldSchema

pytestmark = pytest.mark.skipif(ON_POSTGRES, reason="tests/postgres tries the copies of PostgreSQL")
ACCEPTED = date(2024, 3, 5)


@pytest.fixture
def ledger(app) -> Path:
    return Path(app.instance_path) / "test.sqlite"


@pytest.fixture
def copy(session, center, tmp_path) -> Path:
    """A copy of a ledger with one case; the ledger has a second one by now."""
    make_case(session, center, accepted=ACCEPTED)
    session.rollback()
    ledger_files.back_up(tmp_path / "copy.sqlite")
    make_case(session, center, accepted=ACCEPTED)
    session.rollback()
    return tmp_path / "copy.sqlite"


def cases_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM cases").fetchone()[0])


def failing(checks) -> list[str]:
    return [check.name for check in checks if not check.holds]


def notes(checks) -> list[str]:
    return [str(note) for check in checks for note in check.notes]


def test_a_copy_that_fails_leaves_nothing_and_the_older_one_untouched(session, copy, ledger):
    before = copy.read_bytes()
    session.execute(text("PRAGMA foreign_keys = OFF"))
    session.rollback()
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("UPDATE cases SET organisation_id = 1")
    with pytest.raises(Refused, match="points at a row of organisations that is not there"):
        ledger_files.back_up(copy)
    assert copy.read_bytes() == before
    assert [one.name for one in copy.parent.iterdir() if one.name.startswith(".")] == []


def test_what_somebody_has_not_committed_is_not_in_the_copy(session, center, tmp_path):
    session.rollback()
    session.execute(text("UPDATE centers SET name = '半途'"))
    ledger_files.back_up(tmp_path / "copy.sqlite")
    session.rollback()
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as connection:
        (name,) = connection.execute("SELECT name FROM centers").fetchone()
    assert name != "半途"


def test_a_copy_is_one_file_that_can_be_carried_away(copy):
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [one.name for one in copy.parent.glob("copy*")] == ["copy.sqlite"]


def test_proving_a_copy_changes_nothing_in_it(app, copy):
    before = copy.read_bytes()
    assert failing(ledger_proof.prove_file(copy)) == []
    assert copy.read_bytes() == before
    assert [one.name for one in copy.parent.glob("copy*")] == ["copy.sqlite"]


def test_putting_back_keeps_who_may_read_the_ledger(session, copy, ledger):
    ledger.chmod(0o640)
    kept = ledger_files.restore(copy)
    assert (cases_in(ledger), cases_in(kept)) == (1, 2)
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o640


def test_ledgers_replaced_at_the_same_moment_are_all_kept(session, copy, ledger):
    db.session.remove()
    db.engine.dispose()
    for _ in range(3):
        sqlite_files.put_back(copy, ledger, "replaced-then", [known(ledger)])
    kept = sorted(ledger.parent.glob("test.sqlite.replaced-then*"))
    assert [cases_in(one) for one in kept] == [2, 1, 1]


def known(path: Path) -> str:
    found = sqlite_files.revision_of(path)
    assert found is not None
    return found


def test_a_damaged_ledger_is_set_aside_as_it_is(session, copy, ledger):
    db.session.remove()
    db.engine.dispose()
    ledger.write_bytes(b"damaged " * 512)
    kept = ledger_files.restore(copy)
    assert cases_in(ledger) == 1
    assert kept.read_bytes() == b"damaged " * 512


def test_a_ledger_that_is_open_elsewhere_stays(app, session, copy, ledger):
    with closing(sqlite3.connect(ledger)) as other:
        other.execute("SELECT count(*) FROM cases").fetchone()
        with pytest.raises(Refused, match="in use"):
            ledger_files.restore(copy)
    assert cases_in(ledger) == 2
    assert list(ledger.parent.glob("*replaced*")) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PGDMP and more", "a copy of another kind of database"),
        (b"PK\x03\x04", "is no copy of a ledger"),
        (b"", "is no copy of a ledger"),
    ],
)
def test_what_begins_like_something_else_is_no_copy(session, copy, ledger, content, sentence):
    copy.write_bytes(content)
    with pytest.raises(Refused, match=sentence):
        ledger_files.restore(copy)
    assert cases_in(ledger) == 2


def test_what_is_done_with_copies_stands_in_the_first_centers_trail(session, center):
    open_office(session, "QJ", "虹")
    ledger_files.announce(session, "ledger.backup", "台账.sqlite")
    session.commit()
    line = session.scalars(select(AuditLine).where(AuditLine.action == "ledger.backup")).one()
    assert (line.center_id, line.changes) == (center.id, {"file": [None, "台账.sqlite"]})


def test_a_ledger_of_another_schema_takes_no_line_but_can_be_copied(session, center, tmp_path):
    session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    session.commit()
    ledger_files.announce(session, "ledger.backup", "copy.sqlite")
    session.commit()
    lines = select(AuditLine).where(AuditLine.action == "ledger.backup")
    assert session.scalars(lines).all() == []
    session.rollback()
    ledger_files.back_up(tmp_path / "copy.sqlite")
    assert sqlite_files.revision_of(tmp_path / "copy.sqlite") == "older"
    assert failing(ledger_proof.prove_file(tmp_path / "copy.sqlite")) == ["schema"]


def test_an_empty_database_is_not_copied(session):
    session.execute(text("DROP TABLE alembic_version"))
    session.commit()
    with pytest.raises(OldSchema):
        ledger_files.announce(session, "ledger.backup", "copy.sqlite")


def test_gaps_that_an_imported_ledger_brought_are_a_note_and_no_error(session, center, tmp_path):
    actor = Actor.system(center.id)
    import_rows(session, actor, tmp_path, case(案号=NUMBER.format(2)), case(案号=NUMBER.format(5)))
    make_case(session, center, accepted=ACCEPTED)
    checks = ledger_proof.prove_ledger(session)
    assert failing(checks) == []
    assert notes(checks) == [
        "LS 2024: the imported ledger lacks numbers 0001.",
        "LS 2024: the imported ledger lacks numbers 0003-0004.",
    ]


def test_numbers_of_an_import_that_was_undone_are_not_missed(session, center, tmp_path):
    actor = Actor.system(center.id)
    import_rows(session, actor, tmp_path, case(案号=NUMBER.format(1)), case(案号=NUMBER.format(2)))
    make_case(session, center, accepted=ACCEPTED)
    undo_import(session, actor, session.scalars(select(ImportBatch)).one())
    session.commit()
    checks = ledger_proof.prove_ledger(session)
    assert failing(checks) == []
    assert notes(checks) == ["LS 2024: the imported ledger lacks numbers 0001-0002."]


def test_each_center_has_a_series_of_its_own(session, center, ledger):
    other = open_office(session, "QJ", "虹")
    for one in (center, other, other):
        make_case(session, one, accepted=ACCEPTED)
    assert failing(ledger_proof.prove_ledger(session)) == []
    session.rollback()
    session.execute(
        text("UPDATE case_counters SET last_serial = 4 WHERE center_id = :id"), {"id": other.id}
    )
    session.commit()
    checks = {check.name: check for check in ledger_proof.prove_ledger(session)}
    assert [str(one) for one in checks["numbers"].errors] == [
        "QJ 2024: numbers 0003-0004 are missing."
    ]
