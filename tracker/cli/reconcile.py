"""``tracker reconcile``: published reports held against the ledger, or each against itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker.cli.context import WrongUse, center_option, chosen_center, operator, reads_ledger
from tracker.cli.exports import written
from tracker.cli.failures import reason_of
from tracker.cli.progress import bar
from tracker.cli.reconcile_lines import tell
from tracker.cli.words import say, sentence
from tracker.database import begin_writing
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.drill import BASES
from tracker.models import Center
from tracker.queries.phrases import meanings_of
from tracker.queries.scope import Scope, centers_below
from tracker.reconcile.files import FORMS, heading_alone, heading_held, write_result
from tracker.reconcile.many import Ask, Source, read_reports, write_reports
from tracker.reconcile.result import read_alone, reconcile, result_json
from tracker.reconcile.texts import text_of
from tracker.services.exports import Taken, record_figures

STANDARD_INPUT = Path("-")
Record = Callable[[Path], None]
"""Puts on record that the file is taken along."""


@dataclass(frozen=True)
class Work:
    """What is asked: ``path`` is a report, a folder of reports, or ``-``."""

    year: int
    path: Path
    basis: Basis
    center_code: str | None
    output: Path | None
    as_json: bool


@click.command(
    "reconcile", help=N_("Hold the figures of published reports against the ledger, or read alone.")
)
@click.argument("year", type=click.IntRange(MIN_YEAR, MAX_YEAR))
@click.argument("file", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@center_option
@click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    default=Basis.CASELOAD.value,
    show_default=True,
    help=N_("The denominator of the resolution rate."),
)
@click.option("--no-ledger", is_flag=True, help=N_("Another place's report: read it alone."))
@click.option("--json", "as_json", is_flag=True, help=N_("For programs."))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=N_("The docx, xlsx or json to write; of a folder of reports the xlsx."),
)
@click.pass_context
@with_appcontext
def reconcile_(
    context: click.Context,
    year: int,
    file: Path,
    center_code: str | None,
    basis: str,
    no_ledger: bool,
    as_json: bool,
    output: Path | None,
) -> None:
    """Exit 1 where a figure differs from the ledger, a text from itself, or one is unreadable."""
    if no_ledger and center_code:
        raise WrongUse(sentence(N_("Without a ledger there is no center to choose.")))
    if output is not None and _form_of(output) not in FORMS:
        raise WrongUse(sentence(N_("The file's name has to end in .docx, .xlsx or .json.")))
    if file.is_dir() and (output is None or _form_of(output) != "xlsx"):
        raise WrongUse(sentence(N_("A folder of reports needs a workbook: add -o FILE.xlsx.")))
    if as_json and output is not None and _form_of(output) != "json":
        raise WrongUse(sentence(N_("With --json the file's name has to end in .json.")))
    work = Work(year, file, BASES[basis], center_code, output, as_json)
    sound = _alone(work) if no_ledger else _against_ledger(work)
    if not sound:
        context.exit(1)


def _alone(work: Work) -> bool:
    return _done(
        work,
        lambda text: read_alone(text, work.year),
        heading_alone(work.year),
        lambda _output: None,
    )


@reads_ledger
def _against_ledger(work: Work) -> bool:
    session, center = db.session(), chosen_center(work.center_code)
    scope, meanings = Scope(centers_below(session, center.id)), meanings_of(session, center.id)
    above = heading_held(work.year, center.name, work.basis, sample=center.is_sample)
    return _done(
        work,
        lambda text: reconcile(session, scope, text, work.year, work.basis, meanings),
        above,
        lambda output: _record(work, center, output),
    )


def _done(work: Work, ask: Ask, above: list[str], record: Record) -> bool:
    """Whether all is sound; what is written is on record before it is there."""
    output = work.output
    if output is not None and work.path.is_dir():
        return _folder(work.path, output, ask, above, record)
    result = ask(_text(work.path))
    if output is not None:
        with written(output) as target:
            write_result(result, above, _form_of(output), target)
            record(output)
        say(N_("The reconciliation is written to %(file)s."), file=output)
    elif work.as_json:
        click.echo(json.dumps(result_json(result), ensure_ascii=False))
    else:
        tell(result)
    return result.sound


def _folder(folder: Path, output: Path, ask: Ask, above: list[str], record: Record) -> bool:
    sources = [
        Source(str(path.relative_to(folder)), partial(_content, path))
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and not path.name.startswith((".", "~$")) and path != output
    ]
    if not sources:
        raise WrongUse(sentence(N_("There is no report in this folder.")))
    with written(output) as target:
        with bar(N_("Reading")) as progress:
            reports = read_reports(sources, ask, progress)
        write_reports(reports, above, target)
        record(output)
    say(
        N_("%(count)s reports are written to %(file)s; %(unread)s files could not be read."),
        count=sum(one.result is not None for one in reports),
        unread=sum(one.result is None for one in reports),
        file=output,
    )
    return all(one.sound for one in reports)


def _content(path: Path) -> bytes:
    """Of one among several: what is wrong with it is told in its place."""
    if path.exists() and not path.is_file():
        raise Refused(Problem("file", N_("This is not a file.")))
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(Problem("file", reason_of(error))) from error


def _text(path: Path) -> str:
    """Raises Refused where there is none to be read."""
    if path == STANDARD_INPUT:
        return text_of(sys.stdin.buffer.read(), "-.txt")
    return text_of(path.read_bytes(), path.name)


def _record(work: Work, center: Center, output: Path) -> None:
    taken = Taken(center.code, Period.year(work.year), work.basis, _form_of(output))
    begin_writing()
    record_figures(db.session(), operator(center), "export.reconciliation", taken)
    db.session.commit()


def _form_of(output: Path) -> str:
    return output.suffix.lower().removeprefix(".")
