"""The stated figures as the page lists them, with the ways to the cases that the ledger counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.domain.periods import Period
from tracker.domain.verdicts import Verdict
from tracker.indicators import INDICATORS
from tracker.indicators.dimensions import Pick
from tracker.indicators.register_figures import declared
from tracker.reconcile.held import Held, Read
from tracker.reconcile.remembering import guesses, is_sure
from tracker.reconcile.result import Result
from tracker.reconcile.telling import (
    NOT_OURS,
    days_words,
    figure_words,
    flat_text,
    ledger_cell,
    name_of,
    remarks,
    stated_words,
)
from tracker.views.figure_tables import PageCell, page_cell

NONE_OF_THESE = "none"
"""What a list sends for words that are no figure of the office's."""
DOUBTED = (Verdict.UNSURE, Verdict.DIFFERS)
"""Of these a person may say what they are: the words may be read wrongly, too."""


@dataclass(frozen=True)
class Line:
    """``place`` is the figure's number in the text; ``words`` are those before a number that does
    not say what it is; ``days`` are blank where they are the report's own year; ``key`` is that of
    a figure on the help page, else blank; ``choices`` are what a person may say that it is, as
    (value, name).
    """

    place: int
    held: Held
    words: str
    text: str
    value: str
    name: str
    days: str
    definition: str
    key: str
    ledger: PageCell
    remarks: Sequence[tuple[str, PageCell | None]]
    choices: Sequence[tuple[str, str]]


def lines_of(result: Result, picks: tuple[Pick, ...], *, may_choose: bool) -> list[Line]:
    places = range(1, len(result.held) + 1)
    return [_line(place, result, picks, may_choose) for place in places]


def _line(place: int, result: Result, picks: tuple[Pick, ...], may_choose: bool) -> Line:
    held = result.held[place - 1]
    stated = held.stated
    return Line(
        place,
        held,
        "" if stated.at > stated.start else result.wordings[place - 1].words,
        flat_text(stated),
        stated_words(stated),
        figure_words(place, result),
        "" if stated.period == Period.year(result.year) else days_words(stated.period),
        _definition(stated.indicator),
        stated.indicator if stated.indicator in INDICATORS else "",
        read_cell(held.read, picks),
        [
            (one.said, page_cell(one.cell) if one.cell else None)
            for one in remarks(place, result, picks)
        ],
        _named(choices_beside(place, result))
        if may_choose and not result.chosen[place - 1]
        else [],
    )


def read_cell(read: Read | None, picks: tuple[Pick, ...]) -> PageCell:
    """What the ledger says, each number with the way to the cases or entries behind it."""
    return page_cell(ledger_cell(read, picks))


def _definition(key: str | None) -> str:
    if key in INDICATORS:
        return str(INDICATORS[key].text)
    _register, figure = declared().get(key or "", (None, None))
    return str(_(figure.text)) if figure is not None else ""


def choices_beside(place: int, result: Result) -> list[str]:
    """What a person may say that a figure is, the likeliest first and ``NONE_OF_THESE`` last;
    nothing where it is not in doubt, and where no words stand before it to know it again by.
    """
    held = result.held[place - 1]
    stated = held.stated
    if not result.wordings[place - 1].words or stated.period.end.year > result.year:
        return []
    keys = guesses(stated, result.year)
    elsewhere = held.verdict is Verdict.NOT_COMPUTABLE and not is_sure(stated) and keys
    chosen = result.chosen[place - 1] is not None
    if not (chosen or elsewhere or held.verdict in DOUBTED):
        return []
    return [*keys, NONE_OF_THESE]


def _named(values: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, str(NOT_OURS) if one == NONE_OF_THESE else name_of(one)) for one in values]
