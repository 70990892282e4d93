"""``tracker reconcile``: a published report's text held against the ledger, on the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker.cli.context import WrongUse, center_option, chosen_center, reads_ledger
from tracker.cli.words import say, sentence
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.problems import N_
from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.formatting import word
from tracker.indicators.drill import BASES
from tracker.queries.phrases import meanings_of
from tracker.queries.scope import Scope, centers_below
from tracker.reconcile.result import Result, read_alone, reconcile, result_json
from tracker.reconcile.tables import flat_text, ledger_words, remarks, stated_words
from tracker.reconcile.texts import text_of

MARKS = {Verdict.DIFFERS: "×", Verdict.UNSURE: "?", Verdict.NOT_COMPUTABLE: "–"}
STANDARD_INPUT = Path("-")


@click.command("reconcile", help=N_("Hold the figures of a published report against the ledger."))
@click.argument("year", type=click.IntRange(MIN_YEAR, MAX_YEAR))
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
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
) -> None:
    """Exit 1 where a figure differs from the ledger, or the text from itself."""
    if no_ledger and center_code:
        raise WrongUse(sentence(N_("Without a ledger there is no center to choose.")))
    text = _text(file)
    if no_ledger:
        result = read_alone(text, year)
    else:
        result = _against_ledger(text, year, center_code, BASES[basis])
    if as_json:
        click.echo(json.dumps(result_json(result), ensure_ascii=False))
    else:
        _tell(result)
    if not result.sound:
        context.exit(1)


def _text(file: Path) -> str:
    """Raises Refused where there is none to be read."""
    if file == STANDARD_INPUT:
        return text_of(sys.stdin.buffer.read(), "-.txt")
    return text_of(file.read_bytes(), file.name)


@reads_ledger
def _against_ledger(text: str, year: int, center_code: str | None, basis: Basis) -> Result:
    session, center = db.session(), chosen_center(center_code)
    scope = Scope(centers_below(session, center.id))
    return reconcile(session, scope, text, year, basis, meanings_of(session, center.id))


def _tell(result: Result) -> None:
    """A line each: what is stated, what the ledger says, and what it may be instead."""
    if not result.held:
        say(N_("No figure was found in this text."))
    for place in range(1, len(result.held) + 1):
        for line in _lines(place, result):
            click.echo(line)
    for one in result.agreements:
        mark = "√" if one.holds else "×"
        numbers = " / ".join(str(number) for number in one.numbers)
        texts = "，".join(flat_text(stated) for stated in one.stated)
        click.echo(f"{mark} {texts}  {word(one.check)}  {numbers}".rstrip())


def _lines(place: int, result: Result) -> Iterator[str]:
    held = result.held[place - 1]
    said = flat_text(held.stated)
    if result.alone:
        yield f"· {said}  {stated_words(held.stated)}"
    else:
        ledger = ledger_words(held.read) if held.read is not None else ""
        yield f"{MARKS.get(held.verdict, '√')} {said}  {word(held.verdict)}  {ledger}".rstrip()
    for remark in remarks(place, result, ()):
        yield f"    {remark}"
