"""A SQLite ledger as a file: copied while it is in use, checked, exchanged for another."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tracker.domain.problems import N_, Problem, Refused
from tracker.services.growing_files import BESIDE, growing_file

BUSY_SECONDS = 30
LET_GO_SECONDS = 2


def copy(source: Path, target: Path) -> None:
    """A consistent copy through SQLite's own backup, checked before it takes its name."""
    with growing_file(target) as growing:
        _copy_into(source, growing)
        if problems := damages(growing):
            raise Refused(*problems)


def put_back(source: Path, ledger: Path, suffix: str, known: Sequence[str]) -> Path | None:
    """Exchange the ledger for the copy; where the replaced one is kept."""
    demand_ledger(source, known)
    with growing_file(ledger) as growing:
        _copy_into(source, growing)
        demand_ledger(growing, known)
        _give_to_owner_of(ledger, growing)
        return _set_aside(ledger, suffix)


def demand_ledger(path: Path, known: Sequence[str]) -> None:
    """Raise Refused unless the file is whole and of a schema that this program knows."""
    if problems := damages(path):
        raise Refused(*problems)
    revision = revision_of(path)
    if revision is None:
        raise Refused(Problem("", N_("%(file)s is no copy of a ledger."), {"file": path}))
    if revision not in known:
        raise Refused(
            Problem(
                "",
                N_("%(file)s has schema %(found)s, which this program does not know."),
                {"file": path, "found": revision},
            )
        )


def damages(path: Path) -> list[Problem]:
    """What SQLite finds wrong in the file, and rows that point at nothing."""
    try:
        with closing(opened(path, "ro")) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
            astray = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        found, astray = [str(error)], []
    problems = [
        Problem("", N_("%(file)s is damaged: %(reason)s"), {"file": path.name, "reason": one})
        for one in found
        if one != "ok"
    ]
    return problems + [
        Problem(
            "",
            N_("A row of %(table)s points at a row of %(other)s that is not there."),
            {"table": table, "other": other},
        )
        for table, _row, other, _key in astray
    ]


def revision_of(path: Path) -> str | None:
    """The schema of the file; None when it is no ledger."""
    with closing(opened(path, "ro")) as connection:
        try:
            connection.execute("SELECT 1 FROM centers, cases LIMIT 1")
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return None
    return str(found[0]) if found else None


def opened(path: Path, mode: str) -> sqlite3.Connection:
    """``mode`` is ro or rw: a missing file is never made."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _copy_into(source: Path, target: Path) -> None:
    with closing(opened(source, "rw")) as there, closing(opened(target, "rw")) as here:
        there.backup(here)
        here.execute("PRAGMA journal_mode = DELETE")


def _give_to_owner_of(ledger: Path, growing: Path) -> None:
    """Who could open the ledger before, such as the server's own user, still can."""
    if not ledger.exists():
        return
    before = ledger.stat()
    growing.chmod(before.st_mode & 0o777)
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(growing, before.st_uid, before.st_gid)


def _set_aside(ledger: Path, suffix: str) -> Path | None:
    """Rename the ledger once nobody uses it, so that no running server goes on writing in it."""
    if not ledger.exists():
        return None
    kept = ledger.with_name(f"{ledger.name}.{suffix}")
    while kept.exists():
        kept = kept.with_name(f"{kept.name}-again")
    with contextlib.suppress(sqlite3.DatabaseError):  # a damaged ledger is set aside as it is
        _demand_let_go(ledger)
    for end in BESIDE:
        beside = Path(f"{ledger}{end}")
        if beside.exists():
            beside.rename(f"{kept}{end}")
    return kept


def _demand_let_go(ledger: Path) -> None:
    """Leaving the WAL needs the file alone: this fails while any other program has it open."""
    with closing(opened(ledger, "rw")) as connection:
        connection.execute(f"PRAGMA busy_timeout = {LET_GO_SECONDS * 1000}")
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise Refused(
                Problem("", N_("The ledger is in use. Stop the server, then restore again."))
            ) from error
