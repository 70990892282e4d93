"""Contents under their own hash: whole or not there, once, and never another's."""

from __future__ import annotations

import hashlib
import io
import stat

import pytest

from tracker import content_store
from tracker.content_store import Finding, path_of, store, verify
from tracker.domain.problems import Refused

CONTENT = b"signed by both parties" * 5000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def everything(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_a_content_lies_under_its_hash_and_is_its_owners_only(tmp_path):
    root = tmp_path / "uploads"
    assert store(io.BytesIO(CONTENT), 10**6, root) == (DIGEST, len(CONTENT))
    path = root / DIGEST[:2] / DIGEST
    assert everything(root) == [path] == [path_of(DIGEST, root)]
    assert path.read_bytes() == CONTENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(root.stat().st_mode) == stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with content_store.open_content(DIGEST, root) as file:
        assert file.read() == CONTENT


def test_the_same_content_twice_is_written_once(tmp_path):
    store(io.BytesIO(CONTENT), 10**6, tmp_path)
    before = path_of(DIGEST, tmp_path).stat()
    assert store(io.BytesIO(CONTENT), 10**6, tmp_path) == (DIGEST, len(CONTENT))
    after = path_of(DIGEST, tmp_path).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(everything(tmp_path)) == 1


@pytest.mark.parametrize("damaged", [CONTENT[:100], b"S" + CONTENT[1:]], ids=["cut", "changed"])
def test_a_damaged_content_is_mended_when_the_whole_one_comes_again(tmp_path, damaged):
    store(io.BytesIO(CONTENT), 10**6, tmp_path)
    path_of(DIGEST, tmp_path).write_bytes(damaged)
    store(io.BytesIO(CONTENT), 10**6, tmp_path)
    assert verify(DIGEST, len(CONTENT), tmp_path) is Finding.WHOLE


@pytest.mark.parametrize(
    ("content", "limit", "sentence"),
    [(b"", 10, "empty"), (b"x" * (2 * 1024 * 1024 + 1), 2 * 1024 * 1024, "at most 2 MB")],
)
def test_nothing_and_too_much_are_refused_and_leave_nothing(tmp_path, content, limit, sentence):
    with pytest.raises(Refused, match=sentence):
        store(io.BytesIO(content), limit, tmp_path)
    assert everything(tmp_path) == []


def test_exactly_as_much_as_allowed_is_kept(tmp_path):
    digest, size = store(io.BytesIO(b"x" * 1024), 1024, tmp_path)
    assert (size, verify(digest, 1024, tmp_path)) == (1024, Finding.WHOLE)


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path):
    class Broken(io.BytesIO):
        def read(self, *_size: object) -> bytes:
            if self.tell():
                raise ConnectionError("the phone lost its network")
            self.seek(1)
            return b"half"

    with pytest.raises(ConnectionError):
        store(Broken(), 100, tmp_path)
    assert everything(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    ["", "..", "../../etc/passwd", DIGEST[:-1], DIGEST + "0", DIGEST.upper(), f"{DIGEST[:-1]}\0"],
)
def test_only_a_digest_names_a_place(tmp_path, name):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the name itself is all it says
        path_of(name, tmp_path)
    assert refused.value.args == (name,)


def test_what_lies_there_is_found_whole_missing_or_damaged(tmp_path):
    assert verify(DIGEST, len(CONTENT), tmp_path) is Finding.MISSING
    store(io.BytesIO(CONTENT), 10**6, tmp_path)
    assert verify(DIGEST, len(CONTENT), tmp_path) is Finding.WHOLE
    assert verify(DIGEST, len(CONTENT) + 1, tmp_path) is Finding.DAMAGED
    path = path_of(DIGEST, tmp_path)
    flipped = bytearray(CONTENT)
    flipped[77] ^= 1
    path.write_bytes(flipped)
    assert verify(DIGEST, len(CONTENT), tmp_path) is Finding.DAMAGED
    assert list(content_store.digests(tmp_path)) == [DIGEST]


def test_the_sample_ledgers_contents_lie_apart_from_the_real_ones(app):
    with app.app_context():
        real = content_store.folder()
        app.config["DEMO"] = True
        sample = content_store.folder()
    assert real.parent == sample.parent
    assert (real.name, sample.name) == ("uploads", "demo-uploads")
