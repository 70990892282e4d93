"""A reconciled report as lines of the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tracker.cli.words import say
from tracker.domain.problems import N_
from tracker.domain.verdicts import Verdict
from tracker.formatting import word
from tracker.reconcile.result import Result
from tracker.reconcile.telling import (
    flat_text,
    ledger_words,
    left_out_words,
    moved_words,
    remarks,
    stated_words,
)

MARKS = {Verdict.DIFFERS: "×", Verdict.UNSURE: "?", Verdict.NOT_COMPUTABLE: "–"}


def tell(result: Result) -> None:
    """A line each: what is stated, what the ledger says, and what it may be instead."""
    if not result.held:
        say(N_("No figure was found in this text."))
    for place in range(1, len(result.held) + 1):
        for line in _lines(place, result):
            click.echo(line)
    if left_out := left_out_words(result):
        click.echo(left_out)
    for change in result.changes:
        mark = "·" if result.alone else MARKS.get(change.verdict, "√")
        verdict = "" if result.alone else f"  {word(change.verdict)}  {moved_words(change)}"
        click.echo(f"{mark} {flat_text(change.stated)}{verdict}".rstrip())
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
