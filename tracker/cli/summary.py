"""``tracker summary``: the yearly summary, on the terminal or as a file."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from tracker.cli.context import WrongUse, center_option, chosen_center, operator, reads_ledger
from tracker.cli.exports import written
from tracker.cli.progress import bar
from tracker.cli.words import say, sentence
from tracker.database import begin_writing
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.drill import BASES
from tracker.indicators.year import summarise
from tracker.queries.scope import Scope, centers_below
from tracker.reports.summary_files import summary_file
from tracker.reports.workbook.about import Made
from tracker.services.exports import Taken, record_summary

DAY = click.DateTime(["%Y-%m-%d"])
FORMS = ("json", "csv", "xlsx", "docx", "pdf", "text")
NEEDS_FILE = {
    "xlsx": N_("A workbook needs a file to go to: add -o FILE."),
    "docx": N_("A Word document needs a file to go to: add -o FILE."),
    "pdf": N_("A PDF needs a file to go to: add -o FILE."),
}
"""What no terminal can show."""


@click.command(help=N_("The yearly summary of a center and those below it."))
@click.argument("year", type=click.IntRange(MIN_YEAR, MAX_YEAR))
@center_option
@click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    default=Basis.CASELOAD.value,
    show_default=True,
    help=N_("The denominator of the resolution rate."),
)
@click.option("--from", "start", type=DAY, metavar="D", help=N_("First day, instead of 1 January."))
@click.option("--to", "end", type=DAY, metavar="D", help=N_("Last day, instead of 31 December."))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help=N_("What the file's name ends with, unless given here."),
)
@click.option("--unmasked", is_flag=True, help=N_("With full names, IDs and phones."))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=N_("The file to write, instead of the terminal."),
)
@reads_ledger
def summary(
    year: int,
    center_code: str | None,
    basis: str,
    start: datetime | None,
    end: datetime | None,
    form: str | None,
    unmasked: bool,
    output: Path | None,
) -> None:
    session = db.session()
    center = chosen_center(center_code)
    scope = Scope(centers_below(session, center.id))
    found = summarise(session, scope, center, _period(year, start, end), BASES[basis])
    form = form or _form_of(output)
    if output is None:
        if form in NEEDS_FILE:
            raise WrongUse(sentence(NEEDS_FILE[form]))
        target: BinaryIO = io.BytesIO()
        summary_file(session, scope, found, form, target)
        target.seek(0)
        click.echo(target.read().decode("utf-8-sig"), nl=False)
        return
    actor = operator(center)
    with written(output) as target:
        with bar(N_("Writing")) as tell:
            made = Made(actor.name, unmasked, tell)
            count = summary_file(session, scope, found, form, target, made)
        begin_writing()
        record_summary(
            session,
            actor,
            Taken(found.center.code, found.period, found.basis, form),
            count,
            unmasked=unmasked and count > 0,
        )
        session.commit()
    say(N_("The summary is written to %(file)s."), file=output)


def _form_of(output: Path | None) -> str:
    form = output.suffix.lower().removeprefix(".").replace("txt", "text") if output else "text"
    return form if form in FORMS else "json"


def _period(year: int, start: datetime | None, end: datetime | None) -> Period:
    whole = Period.year(year)
    try:
        return Period(start.date() if start else whole.start, end.date() if end else whole.end)
    except ValueError:
        raise WrongUse(sentence(N_("The first day is after the last day."))) from None
