"""``tracker import``: a ledger into the cases, the list of imports, and an import taken back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from tracker import clock
from tracker.cli.context import (
    DataProblem,
    WrongUse,
    center_option,
    chosen_center,
    operator,
    reads_ledger,
    with_ledger,
)
from tracker.cli.failures import reason_of
from tracker.cli.progress import bar
from tracker.cli.words import say, sentence, told
from tracker.domain.ledger import ImportReport, RowProblem
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.formatting import moment
from tracker.importers.plan import Book, open_book, plan_cases
from tracker.importers.reading import lists_of
from tracker.importers.rejects import write_rejects
from tracker.queries.imports import batches, find_batch
from tracker.services.import_undo import undo_import
from tracker.services.imports import import_cases

SHOWN = 20
"""As many problems as are told without --json."""


@click.group(name="import", help=N_("Import ledgers, look at imports, take them back."))
def import_() -> None:
    """The group of ``tracker import``."""


@import_.command(help=N_("Import an xlsx, xls or csv ledger as cases."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@center_option
@click.option("--dry-run", is_flag=True, help=N_("Say what would happen, write nothing."))
@click.option("--strict", is_flag=True, help=N_("Import nothing when any row has a problem."))
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="OUT.xlsx",
    help=N_("Write the rows with problems to this workbook."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Tell the result as JSON."))
@with_ledger
def cases(
    file: Path,
    center_code: str | None,
    dry_run: bool,
    strict: bool,
    rejects: Path | None,
    as_json: bool,
) -> None:
    if rejects and rejects.suffix.lower() != ".xlsx":
        raise WrongUse(sentence(N_("The file of --rejects is an xlsx workbook.")))
    session = db.session()
    center = chosen_center(center_code)
    actor, lists = operator(center), lists_of(session, center)
    session.rollback()
    with bar(N_("Reading")) as step:
        book = open_book(file, file.name)
        plan = plan_cases(book, lists, clock.today(), step)
    with bar(N_("Writing")) as step:
        report = import_cases(session, actor, plan, dry_run=dry_run, strict=strict, progress=step)
    if rejects and report.problems:
        _write_rejects(rejects, book, report.problems)
    session.commit()
    if as_json:
        click.echo(json.dumps(_as_json(report, book, dry_run), ensure_ascii=False))
    else:
        _tell(report, book, dry_run)
    if report.problems:
        sys.exit(DataProblem.exit_code)


@import_.command(name="list", help=N_("The latest imports."))
@center_option
@reads_ledger
def list_(center_code: str | None) -> None:
    for one in batches(db.session(), chosen_center(center_code).id):
        say(
            N_(
                "%(batch)s  %(when)s  %(file)s: %(read)s read, %(accepted)s accepted, "
                "%(rejected)s rejected, %(duplicates)s already there%(undone)s"
            ),
            batch=one.id,
            when=moment(one.imported_at),
            file=one.filename,
            read=one.read,
            accepted=one.accepted,
            rejected=one.rejected,
            duplicates=one.duplicates,
            undone=sentence(N_(" (undone)")) if one.undone_at else "",
        )


@import_.command(help=N_("Take an import back; refused when its cases were changed since."))
@click.argument("batch", type=int)
@center_option
@with_ledger
def undo(batch: int, center_code: str | None) -> None:
    session = db.session()
    center = chosen_center(center_code)
    found = find_batch(session, center.id, batch)
    if found is None:
        raise WrongUse(sentence(N_("There is no import %(batch)s."), batch=batch))
    undone = undo_import(session, operator(center), found)
    session.commit()
    say(N_("Import %(batch)s is undone: %(cases)s cases are gone."), batch=batch, cases=undone.rows)


def _write_rejects(path: Path, book: Book, problems: list[RowProblem]) -> None:
    """Before anything is committed: a file that cannot be written stops the import."""
    try:
        with path.open("wb") as target:
            write_rejects(target, book, problems, told)
    except OSError as error:
        db.session.rollback()
        raise WrongUse(
            sentence(
                N_("%(file)s cannot be written: %(error)s. Nothing was imported."),
                file=path,
                error=reason_of(error),
            )
        ) from error


def _as_json(report: ImportReport, book: Book, dry_run: bool) -> dict[str, Any]:
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


def _tell(report: ImportReport, book: Book, dry_run: bool) -> None:
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
        say(
            N_("Further columns, kept with each case: %(names)s"),
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
