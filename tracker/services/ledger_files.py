"""Copies of the whole ledger: made while it is in use, put back, whatever the database is.

A copy holds everything, personal data included, so the trail says when one was made or put back.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.extensions import db
from tracker.models import Center
from tracker.permissions import Actor
from tracker.services import audit, postgres_files, schema, sqlite_files

SQLITE_MAGIC, DUMP_MAGIC = b"SQLite format 3\0", b"PGDMP"


def announce(session: Session, action: str, name: str) -> None:
    """The trail of the first center says what is done with the file; the ledger is everybody's.

    A ledger of an older schema can be copied before it is upgraded, but takes no line.
    """
    found = schema.current()
    if found is None:
        schema.demand_current()
    if found != schema.head():
        return
    center_id = session.scalar(select(Center.id).order_by(Center.id).limit(1))
    if center_id is not None:
        changes = {"file": [None, name]}
        audit.record(session, Actor.system(center_id), action, changes=changes)


def back_up(target: Path) -> None:
    """Write a checked copy to ``target``, readable by its owner only; all of it or nothing."""
    url = db.engine.url
    if db.engine.dialect.name == "sqlite":
        _demand_other_file(target, Path(url.database or ""))
        sqlite_files.copy(Path(url.database or ""), target)
    else:
        postgres_files.dump(url, target)


def restore(source: Path) -> Path | None:
    """Put the copy in the ledger's place; where the replaced ledger lies now, if there was one.

    Raises Refused when the file is no ledger of this program, or the ledger is in use.
    """
    db.session.remove()
    db.engine.dispose()
    url = db.engine.url
    suffix = "replaced-" + clock.now().astimezone(clock.zone()).strftime("%Y%m%d-%H%M%S-%f")
    if db.engine.dialect.name == "sqlite":
        ledger = Path(url.database or "")
        _demand_other_file(source, ledger)
        demand_kind(source, SQLITE_MAGIC)
        return sqlite_files.put_back(source, ledger, suffix, schema.known())
    demand_kind(source, DUMP_MAGIC)
    return postgres_files.put_back(url, source, suffix, schema.known(), schema.current())


def _demand_other_file(copy: Path, ledger: Path) -> None:
    if copy.resolve() == ledger.resolve():
        raise Refused(Problem("", N_("%(file)s is the ledger itself."), {"file": copy}))


def demand_kind(source: Path, magic: bytes) -> None:
    """Raise Refused unless the file begins as such a copy does."""
    with source.open("rb") as file:
        begins = file.read(16)
    if begins.startswith(magic):
        return
    if begins.startswith((SQLITE_MAGIC, DUMP_MAGIC)):
        raise Refused(
            Problem(
                "",
                N_("%(file)s is a copy of another kind of database than this ledger's."),
                {"file": source},
            )
        )
    raise Refused(Problem("", N_("%(file)s is no copy of a ledger."), {"file": source}))
