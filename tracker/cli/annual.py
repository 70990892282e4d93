"""``tracker annual``: the annual rule-of-law report, on the terminal or as a file."""

from __future__ import annotations

import io
from pathlib import Path

import click

from tracker.cli.context import WrongUse, center_option, chosen_center, operator, reads_ledger
from tracker.cli.exports import written
from tracker.cli.summary import NEEDS_FILE
from tracker.cli.words import say, sentence
from tracker.database import begin_writing
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.year import summarise
from tracker.queries.scope import Scope, centers_below
from tracker.reports.annual_text.files import WRITERS, annual_file
from tracker.reports.annual_text.text import annual_text
from tracker.services.annual_texts import record_export


@click.command(help=N_("The annual rule-of-law report of a center and those below it."))
@click.argument("year", type=click.IntRange(MIN_YEAR, MAX_YEAR))
@center_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(WRITERS)),
    help=N_("What the file's name ends with, unless given here."),
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=N_("The file to write, instead of the terminal."),
)
@reads_ledger
def annual(year: int, center_code: str | None, form: str | None, output: Path | None) -> None:
    session = db.session()
    center = chosen_center(center_code)
    form = form or _form_of(output)
    if output is None and form in NEEDS_FILE:
        raise WrongUse(sentence(NEEDS_FILE[form]))
    scope = Scope(centers_below(session, center.id))
    summary = summarise(session, scope, center, Period.year(year), Basis.CASELOAD, dimensions=())
    text = annual_text(session, scope, summary)
    if output is None:
        target = io.BytesIO()
        annual_file(text, form, target)
        click.echo(target.getvalue().decode(), nl=False)
        return
    code = center.code
    with written(output) as file:
        annual_file(text, form, file)
        begin_writing()
        record_export(session, operator(center), code, year, form)
        session.commit()
    say(N_("The annual report is written to %(file)s."), file=output)


def _form_of(output: Path | None) -> str:
    """Text where the file's name says nothing."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    return ending if ending in WRITERS else "text"
