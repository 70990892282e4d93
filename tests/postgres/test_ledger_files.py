"""Copies of a PostgreSQL ledger, made and put back by PostgreSQL's own programs."""

from __future__ import annotations

import shutil
import stat
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import func, select

from tests import files
from tests.factories import make_case
from tracker import content_store
from tracker.domain.problems import Refused
from tracker.domain.record_words import AttachmentKind
from tracker.extensions import db
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import attachments, ledger_contents, ledger_files, ledger_proof
from tracker.services.attachments import Sent
from tracker.services.postgres_files import Unable

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        shutil.which("pg_dump") is None, reason="needs pg_dump: apt-get install postgresql-client"
    ),
]


@pytest.fixture
def copy(session, center, tmp_path):
    """A copy of a ledger with one case; the ledger has a second one by now."""
    make_case(session, center, accepted=date(2024, 3, 5))
    session.rollback()
    ledger_files.back_up(tmp_path / "copy.dump")
    make_case(session, center, accepted=date(2024, 3, 5))
    session.rollback()
    return tmp_path / "copy.dump"


def cases() -> int:
    return db.session.scalar(select(func.count()).select_from(Case)) or 0


def test_a_copy_is_put_back_and_the_replaced_ledger_can_be_put_back_too(session, copy):
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert cases() == 2
    kept = ledger_files.restore(copy)
    assert cases() == 1
    assert all(check.holds for check in ledger_proof.prove_ledger(db.session()))
    db.session.remove()
    ledger_files.restore(kept)
    assert cases() == 2


def test_of_a_copy_the_schema_is_proved_and_that_it_can_be_read(session, copy):
    schema, contents = ledger_proof.prove_file(copy)
    assert (schema.name, schema.holds) == ("schema", True)
    assert "once restored" in str(schema.notes[0])
    assert (contents.name, contents.holds) == ("attachments", True)


def test_a_copy_has_its_attachments_beside_it_and_names_those_that_it_lacks(
    session, center, tmp_path
):
    case = make_case(session, center, accepted=date(2024, 3, 5))
    actor = Actor.system(center.id)
    contents = {"协议.pdf": files.pdf(), "现场.jpg": files.jpeg()}
    kept = attachments.keep([Sent(name, BytesIO(one)) for name, one in contents.items()], 10**6)
    attachments.add(session, actor, case, AttachmentKind.SIGNED, "", kept)
    session.commit()
    copy = tmp_path / "copy.dump"
    ledger_files.back_up(copy)
    taken = ledger_contents.take_along(session, copy)
    assert (taken.files, taken.problems) == (2, [])
    assert all(check.holds for check in ledger_proof.prove_file(copy))
    beside = content_store.path_of(kept[0].digest, ledger_contents.beside(copy))
    beside.write_bytes(b"damaged")
    _schema, check = ledger_proof.prove_file(copy)
    (problem,) = check.errors
    assert problem.values["file"] == "协议.pdf"
    assert problem.values["case"] == f"#{case.id}"
    session.rollback()
    content_store.path_of(kept[1].digest).unlink()
    assert ledger_contents.bring_back(copy).files == 1
    ledger_files.restore(copy)
    assert ledger_contents.lacking(db.session()) == []


def test_what_is_no_copy_of_this_kind_is_refused(session, center, tmp_path):
    (tmp_path / "other.sqlite").write_bytes(b"SQLite format 3\0" + b"\0" * 84)
    with pytest.raises(Refused, match="another kind of database"):
        ledger_files.restore(tmp_path / "other.sqlite")
    (tmp_path / "cut.dump").write_bytes(b"PGDMP cut off")
    with pytest.raises(Unable, match="pg_restore failed"):
        ledger_files.restore(tmp_path / "cut.dump")
