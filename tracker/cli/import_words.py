"""What ``tracker import`` tells of an import: in JSON, and in sentences."""

from __future__ import annotations

from typing import Any

from tracker.cli.words import say, told
from tracker.domain.ledger import ImportReport
from tracker.domain.problems import N_
from tracker.importers.plan import Book
from tracker.registers import REGISTERS

SHOWN = 20
"""As many problems as are told without --json."""


def words_of(kind: str) -> str:
    """In front of a file's name, which register it went into."""
    return f"{REGISTERS[kind].term} " if kind in REGISTERS else ""


def as_told(report: ImportReport, book: Book, dry_run: bool) -> dict[str, Any]:
    return {
        "read": report.read,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "duplicates": report.duplicates,
        "created": report.created,
        "problems": [
            {
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "problem": told(one.problem),
                "cell": one.cell,
                "sheet": one.sheet,
            }
            for one in report.problems
        ],
        "batch": report.batch_id,
        "dry_run": dry_run,
        "sheets_passed_over": book.passed_over,
        "further_columns": book.further_columns,
    }


def tell(report: ImportReport, book: Book, dry_run: bool) -> None:
    if dry_run:
        say(N_("Dry run, nothing was written."))
    elif report.batch_id is None:
        say(N_("Nothing was imported, because rows have problems."))
    else:
        say(N_("Import %(batch)s:"), batch=report.batch_id)
    say(
        N_(
            "%(read)s read, %(accepted)s accepted, %(rejected)s rejected, "
            "%(duplicates)s already there."
        ),
        read=report.read,
        accepted=report.accepted,
        rejected=report.rejected,
        duplicates=report.duplicates,
    )
    for noun, message in CREATED.items():
        if report.created[noun]:
            say(message, names="、".join(report.created[noun]))
    if book.passed_over:
        say(N_("Sheets without a ledger: %(names)s"), names="、".join(book.passed_over))
    if book.further_columns:
        kept = all(one.found.layout.keeps_further for one in book.ledgers)
        say(
            N_("Further columns, kept with each case: %(names)s")
            if kept
            else N_("Columns that the register does not have, not read: %(names)s"),
            names="、".join(book.further_columns),
        )
    for one in report.problems[:SHOWN]:
        say(
            N_("Row %(row)s, %(column)s: %(problem)s"),
            row=one.row,
            column=one.column or "-",
            problem=told(one.problem),
        )
    if len(report.problems) > SHOWN:
        say(
            N_("… and %(count)s more problems; --rejects or --json has all of them."),
            count=len(report.problems) - SHOWN,
        )


CREATED = {
    "organisations": N_("New organisations: %(names)s"),
    "mediators": N_("New mediators: %(names)s"),
    "villages": N_("New villages: %(names)s"),
}
