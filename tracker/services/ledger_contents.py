"""The contents of attachments that go with a copy of the ledger: ``FILE.uploads/`` beside ``FILE``.

The ledger is copied first, then the contents: a row is written only when its content is there, and
contents never change, so what the copy speaks of is always found.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import and_, inspect, select
from sqlalchemy.orm import Session

from tracker import content_store
from tracker.content_store import Finding
from tracker.domain.problems import N_, Problem
from tracker.models import Attachment, Case
from tracker.queries.findings import Check, stream
from tracker.services import postgres_files

NAMED_STRAYS = 3


@dataclass(frozen=True)
class Spoken:
    """A content as a row of the ledger speaks of it; ``case`` is its number or its id."""

    digest: str
    size: int
    name: str
    case: str


@dataclass
class Taken:
    """What was taken along: how many contents and bytes in all, and what could not be."""

    files: int = 0
    size: int = 0
    problems: list[Problem] = field(default_factory=list)


def beside(copy: Path) -> Path:
    """The folder of the contents of that copy."""
    return Path(f"{copy}.uploads")


def spoken_of(session: Session) -> Iterator[Spoken]:
    """The contents that the ledger's rows speak of, removed attachments included; a ledger of an
    older schema has none.
    """
    if not inspect(session.connection()).has_table(Attachment.__tablename__):
        return
    same = and_(Case.center_id == Attachment.center_id, Case.id == Attachment.case_id)
    rows = (
        select(Attachment.digest, Attachment.size, Attachment.name, Case.number, Case.id)
        .join(Case, same)
        .order_by(Attachment.digest, Attachment.center_id, Attachment.id)
    )
    for row in stream(session, rows):
        yield Spoken(row.digest, row.size, row.name, row.number or f"#{row.id}")


def spoken_of_in_dump(copy: Path) -> Iterator[Spoken]:
    """The same of a copy of a PostgreSQL ledger."""
    columns = ("digest", "size", "name", "case_id")
    for digest, size, name, case_id in postgres_files.rows_of(copy, "attachments", columns):
        yield Spoken(digest, int(size), name, f"#{case_id}")


def take_along(session: Session, copy: Path) -> Taken:
    """Bring every content that the ledger speaks of beside the copy; what is there whole stays.

    What the newest other copy in the folder has is shared with it (a hard link), so that copies
    made day by day take the room of one.
    """
    root = beside(copy)
    taken, judged = Taken(), dict[str, Finding]()
    earlier = _earlier(root)
    for one in spoken_of(session):
        if one.digest not in judged:
            judged[one.digest] = _brought(one, root, earlier)
            if judged[one.digest] is Finding.WHOLE:
                taken.files += 1
                taken.size += one.size
        taken.problems += _problems(one, judged[one.digest])
    return taken


def bring_back(copy: Path) -> Taken:
    """Put the contents beside the copy into the store: before the ledger that speaks of them."""
    root, taken = beside(copy), Taken()
    for digest in content_store.digests(root):
        size = content_store.path_of(digest, root).stat().st_size
        if _carried(digest, size, root, content_store.folder()) is Finding.WHOLE:
            taken.files += 1
            taken.size += size
    _give_to_owner(content_store.folder())
    return taken


def lacking(session: Session) -> list[Problem]:
    """Attachments whose content is not in the store whole."""
    return prove_contents(spoken_of(session), content_store.folder()).errors


def prove_contents(spoken: Iterable[Spoken], root: Path) -> Check:
    """Whether all that the rows speak of lies there, of that size and of that hash."""
    check = Check("attachments", N_("Every attachment has its content."))
    judged: dict[str, Finding] = {}
    for one in spoken:
        if one.digest not in judged:
            judged[one.digest] = content_store.verify(one.digest, one.size, root)
        check.errors += _problems(one, judged[one.digest])
    strays = [digest for digest in content_store.digests(root) if digest not in judged]
    strays += [path.name for path in root.glob(f"{content_store.GROWING}*")]
    if strays:
        sentence = N_("%(count)s contents belong to no attachment: %(names)s")
        names = ", ".join(strays[:NAMED_STRAYS]) + (" …" if len(strays) > NAMED_STRAYS else "")
        check.notes.append(Problem("", sentence, {"count": len(strays), "names": names}))
    return check


def _give_to_owner(store: Path) -> None:
    """What the operator put back, the server's own user can read."""
    if not store.is_dir() or not hasattr(os, "chown"):
        return
    owner = store.parent.stat()
    with contextlib.suppress(PermissionError):
        for path in (store, *store.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)


def _brought(one: Spoken, root: Path, earlier: Path | None) -> Finding:
    if content_store.verify(one.digest, one.size, root) is Finding.WHOLE:
        return Finding.WHOLE
    if earlier is not None and _shared(one, earlier, root):
        return Finding.WHOLE
    return _carried(one.digest, one.size, content_store.folder(), root)


def _carried(digest: str, size: int, source: Path, target: Path) -> Finding:
    """Copy a content that is whole; what was found at its source."""
    found = content_store.verify(digest, size, source)
    if found is Finding.WHOLE:
        with content_store.open_content(digest, source) as content:
            content_store.store(content, size, target)
    return found


def _shared(one: Spoken, earlier: Path, root: Path) -> bool:
    """Whether the content of the earlier copy is whole and stands in this one too now."""
    if content_store.verify(one.digest, one.size, earlier) is not Finding.WHOLE:
        return False
    place = content_store.path_of(one.digest, root)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        os.link(content_store.path_of(one.digest, earlier), place)
    except OSError:  # some file systems share nothing
        return False
    return True


def _earlier(root: Path) -> Path | None:
    """The contents of the newest other copy in the same folder."""
    others = [one for one in root.parent.glob("*.uploads") if one != root and one.is_dir()]
    return max(others, key=lambda one: one.stat().st_mtime, default=None)


def _problems(one: Spoken, finding: Finding) -> list[Problem]:
    if finding is Finding.WHOLE:
        return []
    sentence = (
        N_("Case %(case)s: the content of %(file)s is not there (%(digest)s).")
        if finding is Finding.MISSING
        else N_("Case %(case)s: the content of %(file)s is damaged (%(digest)s).")
    )
    return [Problem("", sentence, {"case": one.case, "file": one.name, "digest": one.digest})]
