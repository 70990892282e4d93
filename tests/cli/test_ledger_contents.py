"""Attachments are counted in the copies of the ledger: taken along, put back, proved."""

from __future__ import annotations

import io
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import files
from tests.cli.test_ledger_files import changed, failing
from tests.factories import make_case
from tracker.domain.record_words import AttachmentKind
from tracker.models import Attachment, Case, Center
from tracker.permissions import Actor
from tracker.services import attachments
from tracker.services.attachments import Sent

CONTENTS = {"协议.pdf": files.pdf(), "证据.jpg": files.jpeg(), "录音.wav": files.wav()}


@pytest.fixture
def attach(ledger):
    """Attach files to the only case, which is made on first need."""

    def put(**contents: bytes) -> None:
        with ledger() as session:
            center = session.scalars(select(Center)).one()
            case = session.scalars(select(Case)).first()
            case = case or make_case(session, center, accepted=date(2024, 3, 5))
            sent = [Sent(name, io.BytesIO(content)) for name, content in contents.items()]
            kept = attachments.keep(sent, 10**9)
            attachments.add(
                session, Actor.system(center.id), case, AttachmentKind.EVIDENCE, "", kept
            )
            session.commit()

    return put


@pytest.fixture
def filled(attach, ledger):
    attach(**CONTENTS)
    with ledger() as session:  # a removed one is kept, and taken along
        row = session.scalars(select(Attachment).where(Attachment.name == "录音.wav")).one()
        case = session.scalars(select(Case)).one()
        attachments.remove(session, Actor.system(1), case, row, "传错", case.version)
        session.commit()


@pytest.fixture
def copy(filled, tracker, tmp_path) -> Path:
    assert tracker("backup", tmp_path / "copy.sqlite").code == 0
    return tmp_path / "copy.sqlite"


def contents_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("??/*")}


def one_in(folder: Path, content: bytes) -> Path:
    return next(path for path in folder.glob("??/*") if path.read_bytes() == content)


def check_of(said) -> dict[str, list[str]]:
    return next(one for one in said.json["checks"] if one["name"] == "attachments")


def test_a_copy_says_and_holds_how_many_contents_it_has(filled, tracker, home, tmp_path):
    said = tracker("backup", tmp_path / "copy.sqlite")
    assert (said.code, said.err) == (0, "")
    total = sum(map(len, CONTENTS.values()))
    assert "copy.sqlite.uploads" in said.out
    assert "3" in said.out.splitlines()[1]
    assert f"{max(1, round(total / 1024))} KB" in said.out
    kept = tmp_path / "copy.sqlite.uploads"
    assert contents_in(kept) == contents_in(home / "uploads")
    assert sorted(contents_in(kept).values()) == sorted(CONTENTS.values())
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept.glob("??/*")} == {0o600}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


def test_a_ledger_without_attachments_has_no_such_folder(ledger, tracker, tmp_path):
    said = tracker("backup", tmp_path / "copy.sqlite")
    assert (said.code, len(said.out.splitlines())) == (0, 1)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.sqlite", "instance"]


def test_ledger_and_copy_are_proved_with_their_contents(copy, tracker):
    for said in (tracker("verify", "--json"), tracker("verify", copy, "--json")):
        assert (said.code, said.json["ok"]) == (0, True)
        assert check_of(said)["problems"] == check_of(said)["notes"] == []


@pytest.mark.parametrize("of", ["ledger", "copy"])
@pytest.mark.parametrize("damage", ["gone", "flipped", "cut", "grown"])
def test_a_content_that_is_not_what_it_was_is_named(copy, tracker, home, of, damage):
    folder = home / "uploads" if of == "ledger" else Path(f"{copy}.uploads")
    path = one_in(folder, CONTENTS["证据.jpg"])
    content = bytearray(path.read_bytes())
    if damage == "gone":
        path.unlink()
    else:
        content[len(content) // 2] ^= 1
        path.write_bytes({"flipped": content, "cut": content[:-1], "grown": content + b"x"}[damage])
    words = [copy] if of == "copy" else []
    said = tracker("verify", *words, "--json")
    assert (said.code, failing(said)) == (1, ["attachments"])
    (problem,) = check_of(said)["problems"]
    assert "证据.jpg" in problem
    assert path.name in problem
    assert "0001" in problem, "the case"
    other = tracker("verify", *([] if of == "copy" else [copy]), "--json")
    assert (other.code, failing(other)) == (0, []), "the other of the two is whole"


def test_a_row_that_speaks_of_another_size_is_found(filled, tracker, home):
    changed(home / "tracker.sqlite", "UPDATE attachments SET size = size + 1")
    said = tracker("verify", "--json")
    assert failing(said) == ["attachments"]
    assert len(check_of(said)["problems"]) == 3


def test_what_belongs_to_no_attachment_is_a_note_and_not_taken_along(
    filled, tracker, home, tmp_path
):
    stray = home / "uploads" / "ab" / ("ab" + "0" * 62)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"an upload that was cut off before its row")
    (home / "uploads" / ".growing-1").write_bytes(b"half")
    said = tracker("verify", "--json")
    assert said.code == 0
    (note,) = check_of(said)["notes"]
    assert stray.name in note
    assert ".growing-1" in note
    assert tracker("backup", tmp_path / "copy.sqlite").code == 0
    assert len(contents_in(tmp_path / "copy.sqlite.uploads")) == 3


def test_a_copy_made_again_writes_only_what_is_new_and_mends_what_is_damaged(copy, tracker, attach):
    folder = Path(f"{copy}.uploads")
    before = {path: path.stat().st_mtime_ns for path in folder.glob("??/*")}
    damaged = one_in(folder, CONTENTS["协议.pdf"])
    damaged.write_bytes(b"damaged")
    attach(**{"新.png": files.png()})
    assert tracker("backup", copy, "--force").code == 0
    assert len(contents_in(folder)) == 4
    assert damaged.read_bytes() == CONTENTS["协议.pdf"]
    del before[damaged]
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert tracker("verify", copy).code == 0


def test_copies_made_day_by_day_share_their_contents_but_never_a_damaged_one(
    copy, tracker, home, tmp_path
):
    first = Path(f"{copy}.uploads")
    damaged = one_in(first, CONTENTS["协议.pdf"])
    damaged.write_bytes(b"damaged")
    assert tracker("backup", tmp_path / "next.sqlite").code == 0
    second = tmp_path / "next.sqlite.uploads"
    shared = one_in(second, CONTENTS["证据.jpg"])
    assert os.path.samefile(shared, one_in(first, CONTENTS["证据.jpg"]))
    assert not os.path.samefile(shared, one_in(home / "uploads", CONTENTS["证据.jpg"]))
    assert one_in(second, CONTENTS["协议.pdf"]).name == damaged.name
    assert tracker("verify", tmp_path / "next.sqlite").code == 0
    assert tracker("verify", copy).code == 1


def test_a_copy_without_a_content_is_made_and_says_so(filled, tracker, home, tmp_path):
    lost = one_in(home / "uploads", CONTENTS["协议.pdf"])
    lost.unlink()
    said = tracker("backup", tmp_path / "copy.sqlite")
    assert said.code == 1
    assert "协议.pdf" in said.error
    assert len(contents_in(tmp_path / "copy.sqlite.uploads")) == 2
    assert failing(tracker("verify", tmp_path / "copy.sqlite", "--json")) == ["attachments"]


def test_a_ledger_is_put_back_with_its_contents_on_another_machine(
    copy, tracker, home, tmp_path, monkeypatch
):
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(other))
    said = tracker("restore", copy, "--yes")
    assert (said.code, said.err) == (0, "")
    assert contents_in(other / "uploads") == contents_in(home / "uploads")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (other / "uploads").glob("??/*")} == {
        0o600
    }
    assert tracker("verify").code == 0


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
def test_what_the_operator_puts_back_belongs_to_the_servers_own_user(copy, tracker, home):
    for path in (home / "uploads").glob("??/*"):
        path.unlink()
    os.chown(home, 12345, 12345)
    assert tracker("restore", copy, "--yes").code == 0
    store = home / "uploads"
    assert {path.stat().st_uid for path in (store, *store.rglob("*"))} == {12345}


def test_putting_back_keeps_what_is_there_and_mends_what_is_damaged(copy, tracker, home, attach):
    store = home / "uploads"
    attach(**{"新.png": files.png()})
    whole, newer = one_in(store, CONTENTS["证据.jpg"]), one_in(store, files.png())
    times = [path.stat().st_mtime_ns for path in (whole, newer)]
    damaged = one_in(store, CONTENTS["协议.pdf"])
    damaged.write_bytes(b"damaged")
    assert tracker("restore", copy, "--yes").code == 0
    assert [path.stat().st_mtime_ns for path in (whole, newer)] == times
    assert damaged.read_bytes() == CONTENTS["协议.pdf"]
    said = tracker("verify", "--json")
    assert said.code == 0
    assert newer.name in check_of(said)["notes"][0], "the ledger put back does not know it"


def test_a_ledger_put_back_without_its_contents_says_what_it_lacks(copy, tracker, home):
    for folder in (home / "uploads", Path(f"{copy}.uploads")):
        for path in folder.glob("??/*"):
            path.unlink()
    said = tracker("restore", copy, "--yes")
    assert said.code == 1
    assert "3" in said.error
    assert "台账" in said.out, "the ledger itself is put back"


def test_a_damaged_content_of_the_copy_is_not_put_back(copy, tracker, home):
    lost = one_in(home / "uploads", CONTENTS["协议.pdf"])
    lost.unlink()
    in_copy = one_in(Path(f"{copy}.uploads"), CONTENTS["协议.pdf"])
    in_copy.write_bytes(b"damaged")
    assert tracker("restore", copy, "--yes").code == 1
    assert not lost.exists()


def test_the_copy_of_a_ledger_of_the_first_version_has_no_contents(filled, tracker, home, tmp_path):
    changed(
        home / "tracker.sqlite",
        "DROP TABLE attachments; UPDATE alembic_version SET version_num = '0001'",
    )
    said = tracker("backup", tmp_path / "copy.sqlite")
    assert (said.code, said.err) == (0, "")
    assert not (tmp_path / "copy.sqlite.uploads").exists()
