"""``tracker export``: the ledger as a file, and the empty ledger to fill in."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from tracker.cli.context import (
    WrongUse,
    center_option,
    chosen_center,
    chosen_register,
    operator,
    reads_ledger,
)
from tracker.cli.failures import DataProblem, reason_of
from tracker.cli.progress import bar
from tracker.cli.words import say, sentence
from tracker.database import begin_writing
from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.queries.ledger import touched_in
from tracker.queries.registers import RowFilter
from tracker.queries.scope import Scope
from tracker.reports.ledger import ledger_table
from tracker.reports.ledger_files import write_csv, write_xlsx
from tracker.reports.ledger_template import write_template
from tracker.reports.register_files import register_table
from tracker.reports.register_template import write_register_template
from tracker.services.exports import record_export
from tracker.services.registers import record_export as record_register

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}
output_option = click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=N_("The file to write."),
)


year_option = functools.partial(
    click.option, "--year", type=click.IntRange(MIN_YEAR, MAX_YEAR), metavar="Y"
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(sorted(WRITERS)),
    help=N_("What the file's name ends with, unless given here."),
)


@click.group(help=N_("Take the ledger along as a file."))
def export() -> None:
    """The group of ``tracker export``."""


@export.command(help=N_("Export cases as a ledger that can be imported again."))
@year_option(help=N_("Only cases of which anything counts in that year."))
@center_option
@format_option
@click.option("--unmasked", is_flag=True, help=N_("With full names, IDs and phones."))
@output_option
@reads_ledger
def cases(
    year: int | None, center_code: str | None, form: str | None, unmasked: bool, output: Path
) -> None:
    session = db.session()
    center = chosen_center(center_code)
    actor = operator(center)
    condition = Scope((center.id,)).holds()
    if year is not None:
        condition &= touched_in(Period.year(year))
    form = form or _form_of(output)
    with written(output) as target:
        with bar(N_("Writing")) as tell:
            table = ledger_table(session, condition, unmasked=unmasked, tell=tell)
            count = WRITERS[form](table, target)
        begin_writing()
        record_export(
            session,
            actor,
            cases=count,
            form=form,
            unmasked=unmasked,
            chosen={"year": year},
        )
        session.commit()
    say(N_("%(count)s cases written to %(file)s."), count=count, file=output)


@export.command(help=N_("Export the register KIND as a file that can be imported again."))
@click.argument("kind")
@year_option(help=N_("Only entries of that year."))
@center_option
@format_option
@output_option
@reads_ledger
def register(
    kind: str, year: int | None, center_code: str | None, form: str | None, output: Path
) -> None:
    session, wanted = db.session(), chosen_register(kind)
    center = chosen_center(center_code)
    actor, scope, form = operator(center), Scope((center.id,)), form or _form_of(output)
    days = Period.year(year) if year else None
    rows = RowFilter(since=days.start, until=days.end) if days else RowFilter()
    with written(output) as target:
        with bar(N_("Writing")) as tell:
            count = WRITERS[form](register_table(session, wanted, scope, rows, tell), target)
        begin_writing()
        record_register(session, actor, wanted, count, form, {"year": year})
        session.commit()
    say(N_("%(count)s entries written to %(file)s."), count=count, file=output)


@export.command(help=N_("Write the empty ledger, with its headings explained."))
@click.option(
    "--register", "kind", metavar="KIND", help=N_("The empty file of that register instead.")
)
@output_option
def template(kind: str | None, output: Path) -> None:
    wanted = chosen_register(kind) if kind else None
    with written(output) as target:
        if wanted:
            write_register_template(target, wanted)
        else:
            write_template(target, [name for _code, name, _parent in STANDARD_TYPES])
    say(N_("The template is written to %(file)s."), file=output)


def _form_of(output: Path) -> str:
    form = output.suffix.lower().removeprefix(".")
    return form if form in WRITERS else "xlsx"


@contextmanager
def written(output: Path) -> Iterator[BinaryIO]:
    """The file appears whole or not at all, readable by its owner only."""
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise WrongUse(
            sentence(
                N_("%(file)s cannot be written: %(error)s"), file=output, error=reason_of(error)
            )
        ) from error
    try:
        with os.fdopen(handle, "wb") as target:
            yield target
        Path(name).replace(output)
    except KeyboardInterrupt as stopped:
        Path(name).unlink(missing_ok=True)
        said = N_("Stopped: %(file)s was not written.")
        raise DataProblem(sentence(said, file=output)) from stopped
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
