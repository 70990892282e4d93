"""``tracker import``: a file into the ledger, the list of imports, and an import taken back."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tracker.cli.context import (
    DataProblem,
    WrongUse,
    center_option,
    chosen_center,
    chosen_register,
    operator,
    reads_ledger,
    with_ledger,
)
from tracker.cli.failures import reason_of
from tracker.cli.import_words import as_told, tell, words_of
from tracker.cli.progress import bar
from tracker.cli.words import say, sentence, told
from tracker.domain.ledger import RowProblem
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.formatting import moment
from tracker.importers.kinds import CASE_KIND, ImportKind, kind_of, of_register
from tracker.importers.plan import Book
from tracker.importers.rejects import write_rejects
from tracker.queries.imports import batches, find_batch
from tracker.services.import_batches import CASES
from tracker.services.import_undo import undo_import


@click.group(name="import", help=N_("Import ledgers, look at imports, take them back."))
def import_() -> None:
    """The group of ``tracker import``."""


HOW: tuple[Callable[[Any], Any], ...] = (
    click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    center_option,
    click.option("--dry-run", is_flag=True, help=N_("Say what would happen, write nothing.")),
    click.option("--strict", is_flag=True, help=N_("Import nothing when any row has a problem.")),
    click.option(
        "--rejects",
        type=click.Path(dir_okay=False, writable=True, path_type=Path),
        metavar="OUT.xlsx",
        help=N_("Write the rows with problems to this workbook."),
    ),
    click.option("--json", "as_json", is_flag=True, help=N_("Tell the result as JSON.")),
)
"""The file and the options of every import."""


def _how(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(HOW):
        command = option(command)
    return command


@import_.command(help=N_("Import an xlsx, xls or csv ledger as cases."))
@_how
@with_ledger
def cases(**how: Any) -> None:
    _import(CASE_KIND, **how)


@import_.command(help=N_("Import an xlsx, xls or csv file as entries of the register KIND."))
@click.argument("kind")
@_how
@with_ledger
def register(kind: str, **how: Any) -> None:
    _import(of_register(chosen_register(kind)), **how)


def _import(
    kind: ImportKind,
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
    actor, plan_of = operator(center), kind.planner(session, center)
    session.rollback()
    with bar(N_("Reading")) as step:
        book = kind.open(file, file.name)
        plan = plan_of(book, step)
    with bar(N_("Writing")) as step:
        report = kind.write(session, actor, plan, dry_run=dry_run, strict=strict, progress=step)
    if rejects and report.problems:
        _write_rejects(rejects, book, report.problems)
    session.commit()
    if as_json:
        click.echo(json.dumps(as_told(report, book, dry_run), ensure_ascii=False))
    else:
        tell(report, book, dry_run)
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
            file=f"{words_of(one.kind)}{one.filename}",
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
    if found is None or kind_of(found.kind) is None:
        raise WrongUse(sentence(N_("There is no import %(batch)s."), batch=batch))
    undone = undo_import(session, operator(center), found)
    session.commit()
    if found.kind == CASES:
        gone = N_("Import %(batch)s is undone: %(cases)s cases are gone.")
        say(gone, batch=batch, cases=undone.rows)
    else:
        gone = N_("Import %(batch)s is undone: %(count)s entries are gone.")
        say(gone, batch=batch, count=undone.rows)


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
