"""A PostgreSQL ledger as a file, through PostgreSQL's own programs pg_dump and pg_restore."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from flask import current_app
from sqlalchemy import URL

from tracker.domain.problems import N_, Problem, Refused
from tracker.services.growing_files import growing_file

LOCK_SECONDS = 30
_COPY = re.compile(r"COPY (?:\w+\.)?(\w+) \((.*)\) FROM stdin;")


class Unable(Exception):
    """A program that is needed is not there or failed; ``problem`` says which and why."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem("", message, values)
        super().__init__(str(self.problem))


def dump(url: URL, target: Path) -> None:
    """A consistent copy in pg_dump's custom format, readable before it takes its name."""
    with growing_file(target) as growing:
        _run("pg_dump", url, "--format=custom", "--no-owner", "--no-acl", f"--file={growing}")
        revision_of(growing)


def put_back(
    url: URL, source: Path, suffix: str, known: Sequence[str], current: str | None
) -> Path | None:
    """Exchange the ledger for the copy, in one transaction; where the replaced one is kept."""
    revision = revision_of(source)
    if revision not in known:
        raise Refused(
            Problem(
                "",
                N_("%(file)s has schema %(found)s, which this program does not know."),
                {"file": source, "found": revision or "—"},
            )
        )
    if current not in (None, revision):
        raise Refused(
            Problem(
                "",
                N_(
                    "The ledger has schema %(current)s and the copy %(found)s: "
                    "create an empty database and restore into that."
                ),
                {"current": current, "found": revision},
            )
        )
    kept = None
    if current is not None:
        kept = Path(current_app.instance_path) / f"{url.database}.{suffix}.dump"
        dump(url, kept)
    _run(
        "pg_restore",
        url,
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-acl",
        "--single-transaction",
        "--exit-on-error",
        str(source),
    )
    return kept


def revision_of(path: Path) -> str | None:
    """The schema in the copy; None when there is none. Raises Unable for a damaged file."""
    rows = rows_of(path, "alembic_version", ("version_num",))
    return rows[0][0] if rows else None


def rows_of(path: Path, table: str, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Those columns of the table in the copy, as text; none where the copy has no such table.

    Raises Unable for a damaged file.
    """
    said = _run("pg_restore", None, "--data-only", f"--table={table}", "--file=-", str(path))
    lines = iter(said.split("\n"))
    for line in lines:
        found = _COPY.match(line)
        if found and found[1] == table:
            names = [name.strip('" ') for name in found[2].split(",")]
            places = [names.index(column) for column in columns]
            rows = (row.split("\t") for row in iter(lines.__next__, "\\."))
            return [tuple(row[place] for place in places) for row in rows]
    return []


def _run(program: str, url: URL | None, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise Unable(
            N_("The program %(program)s is not installed; it comes with the PostgreSQL client."),
            program=program,
        )
    environment = {**os.environ, "PGOPTIONS": f"-c lock_timeout={LOCK_SECONDS}s"}
    where = _where(url, environment) if url is not None else []
    done = subprocess.run(  # noqa: S603 - a fixed program; nothing of it comes from a browser
        [found, *where, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [str(done.returncode)]
        raise Unable(N_("%(program)s failed: %(reason)s"), program=program, reason=lines[0])
    return done.stdout


def _where(url: URL, environment: dict[str, str]) -> list[str]:
    """The database as arguments; the password goes by the environment, where nobody lists it."""
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    named = {"--host": url.host, "--port": url.port, "--username": url.username}
    return [f"{name}={value}" for name, value in named.items() if value] + [
        f"--dbname={url.database}"
    ]
