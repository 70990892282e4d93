"""The work behind the import pages: a short file at once, a long one beside the request.

Each piece of work has an application context, a session and a transaction of its own, and tells
the waiting file how far it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from tracker.domain.ledger import ImportReport, RowProblem
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.i18n import told
from tracker.importers import waiting as store
from tracker.importers.cells import shown
from tracker.importers.grid import address
from tracker.importers.headings import Heading, check
from tracker.importers.kinds import CASE_KIND, ImportKind, kind_of
from tracker.importers.layout import Layout
from tracker.importers.plan import Book, Ledger
from tracker.importers.rejects import write_rejects
from tracker.importers.waiting import Waiting
from tracker.kept_work import kept
from tracker.models import Center
from tracker.permissions import Actor
from tracker.views.beside import at_work

AT_ONCE_BYTES = 256 * 1024
"""A file of this size is read and written well within a second."""
SHOWN_PROBLEMS = 100
SAMPLES = 3
BROKEN = N_("The work was interrupted. Nothing was imported; please try again.")

Work = Callable[[Waiting, Actor], None]


def folder() -> Path:
    """Where the files wait."""
    return Path(current_app.instance_path) / "imports"


def start(work: Work, waiting: Waiting, actor: Actor) -> None:
    """Do the work; returns at once for a long file, when it is done for a short one."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # the proxy's own method
    db.session.rollback()
    if waiting.path.stat().st_size <= AT_ONCE_BYTES:
        _run(app, work, waiting, actor)
    else:
        threading.Thread(target=_run, args=(app, work, waiting, actor), daemon=True).start()


def look(waiting: Waiting, actor: Actor) -> None:
    """What the file holds and what an import would do, without writing anything."""
    kind = held_by(waiting)
    book = kind.open(waiting.path, waiting.filename, waiting.chosen(), checked=False)
    found: dict[str, Any] = {
        "sheets": [_sheet(ledger) for ledger in book.ledgers],
        "passed_over": book.passed_over,
        "further": book.further_columns,
        "doubts": [kept(problem) for one in book.ledgers for problem in check(one.found)],
        "report": None,
        "problems": [],
    }
    if not found["doubts"]:
        report = _report(kind, book, waiting, actor, dry_run=True)
        db.session.rollback()
        found["report"] = _counts(report)
        found["problems"] = [_row(one) for one in report.problems[:SHOWN_PROBLEMS]]
    waiting.save(state="ready", found=found)


def write(waiting: Waiting, actor: Actor) -> None:
    """Import the good rows, keep the others as a rejects file, in one transaction."""
    kind = held_by(waiting)
    book = kind.open(waiting.path, waiting.filename, waiting.chosen())
    report = _report(kind, book, waiting, actor, dry_run=False)
    if report.batch_id is None:
        raise RuntimeError("the import made no batch")
    rejects = store.rejects_path(waiting.folder, actor.center_id, report.batch_id)
    try:
        if report.problems:
            with rejects.open("wb") as target:
                write_rejects(target, book, report.problems, told)
        db.session.commit()
    except BaseException:
        rejects.unlink(missing_ok=True)
        raise
    waiting.save(state="imported", batch_id=report.batch_id, found=None)
    waiting.path.unlink(missing_ok=True)


def held_by(waiting: Waiting) -> ImportKind:
    """What the file is to be read as."""
    return kind_of(waiting.kind) or CASE_KIND


def _report(
    kind: ImportKind, book: Book, waiting: Waiting, actor: Actor, *, dry_run: bool
) -> ImportReport:
    session = db.session()
    plan_of = kind.planner(session, session.get_one(Center, actor.center_id))
    session.rollback()
    tell = waiting.progress()
    plan = plan_of(book, tell)
    return kind.write(session, actor, plan, dry_run=dry_run, progress=tell)


def _run(app: Flask, work: Work, waiting: Waiting, actor: Actor) -> None:
    with at_work(app, waiting, BROKEN):
        work(waiting, actor)
    if waiting.state == "failed":
        waiting.path.unlink(missing_ok=True)
        waiting.release()


def _sheet(ledger: Ledger) -> dict[str, Any]:
    rows = [row for _index, row in zip(range(50), ledger.rows(), strict=False)]
    return {
        "name": ledger.sheet.name,
        "row": ledger.found.index + 1,
        "columns": [
            {
                "index": one.index,
                "letter": address(0, one.index)[:-1],
                "text": _with_unit(ledger.found.layout, one),
                "key": one.key,
                "samples": _samples([row[1][one.index] for row in rows]),
            }
            for one in ledger.found.headings
        ],
    }


def _with_unit(layout: Layout, heading: Heading) -> str:
    """The heading; in 万元 also where only a line above the table says so."""
    in_wan = heading.in_wan and layout.is_amount(heading.key)
    return f"{heading.text}（万元）" if in_wan and "万" not in heading.text else heading.text


def _samples(cells: list[Any]) -> list[str]:
    texts = dict.fromkeys(shown(cell)[:20] for cell in cells if cell != "")
    return list(texts)[:SAMPLES]


def _counts(report: ImportReport) -> dict[str, Any]:
    return {
        "read": report.read,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "duplicates": report.duplicates,
        "created": report.created,
    }


def _row(one: RowProblem) -> dict[str, Any]:
    return {
        "sheet": one.sheet,
        "row": one.row,
        "column": one.column,
        "cell": one.cell,
        "value": one.value,
        **kept(one.problem),
    }
