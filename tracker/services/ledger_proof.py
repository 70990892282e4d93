"""Proving a ledger: its file, its schema, then everything ``queries/proof.py`` asks of the rows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tracker import content_store
from tracker.domain.problems import N_, Problem
from tracker.extensions import db
from tracker.queries.findings import Check
from tracker.queries.proof import prove
from tracker.services import ledger_contents, ledger_files, postgres_files, schema, sqlite_files


def prove_ledger(session: Session) -> list[Check]:
    """All checks of the ledger in use."""
    url = db.engine.url
    checks = []
    if db.engine.dialect.name == "sqlite" and url.database and Path(url.database).exists():
        checks.append(_file(Path(url.database)))
    return _with_rows(checks, db.engine, session, content_store.folder())


def prove_file(path: Path) -> list[Check]:
    """All checks of a copy. Of a PostgreSQL one only that it can be read, and its schema."""
    with path.open("rb") as file:
        is_dump = file.read(5) == ledger_files.DUMP_MAGIC
    if is_dump:
        check = Check("schema", N_("The schema is the program's."))
        check.errors += _schema_problems(postgres_files.revision_of(path))
        check.notes.append(Problem("", N_("The rows of such a copy are proved once restored.")))
        if not check.holds:
            return [check]
        spoken = ledger_contents.spoken_of_in_dump(path)
        return [check, ledger_contents.prove_contents(spoken, ledger_contents.beside(path))]
    ledger_files.demand_kind(path, ledger_files.SQLITE_MAGIC)
    checks = [_file(path)]
    if not checks[0].holds:
        return checks
    engine = create_engine(f"sqlite:///file:{path.absolute()}?mode=ro&uri=true")
    try:
        with Session(engine) as session:
            return _with_rows(checks, engine, session, ledger_contents.beside(path))
    finally:
        engine.dispose()


def _with_rows(
    checks: list[Check], engine: Engine, session: Session, contents: Path
) -> list[Check]:
    """The rows are asked only where the tables are those that the program knows."""
    check = Check("schema", N_("The schema is the program's."))
    check.errors += _schema_problems(schema.current(engine))
    checks.append(check)
    if not all(one.holds for one in checks):
        return checks
    spoken = ledger_contents.spoken_of(session)
    return [*checks, *prove(session), ledger_contents.prove_contents(spoken, contents)]


def _file(path: Path) -> Check:
    return Check("file", N_("The file is whole."), sqlite_files.damages(path))


def _schema_problems(found: str | None) -> list[Problem]:
    if found == schema.head():
        return []
    sentence = N_("The schema is %(found)s, the program's is %(needed)s.")
    return [Problem("", sentence, {"found": found or "—", "needed": schema.head()})]
