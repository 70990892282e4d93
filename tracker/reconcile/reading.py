"""The figures and the changes that a report's text states, each with its place, its days and its
meaning.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tracker.domain.periods import Period
from tracker.reconcile import headings, levels
from tracker.reconcile.characters import folded, without_asides, without_wide_blanks
from tracker.reconcile.days import Told as DaysTold
from tracker.reconcile.days import days_told
from tracker.reconcile.line import Line
from tracker.reconcile.names import COVER, without_names
from tracker.reconcile.passage import Passage
from tracker.reconcile.plans import plans
from tracker.reconcile.quantities import Quantity, quantities
from tracker.reconcile.sentences import Sentence, sentences
from tracker.reconcile.sheets import sheets
from tracker.reconcile.stated import StatedChange, StatedFigure, plain
from tracker.reconcile.wrapped import Unwrapped, unwrapped

__all__ = ["StatedChange", "StatedFigure", "Told", "plain", "read", "stated_figures"]


@dataclass(frozen=True)
class Told:
    """All that a text states, in its order."""

    figures: Sequence[StatedFigure]
    changes: Sequence[StatedChange]


def stated_figures(text: str, year: int) -> list[StatedFigure]:
    """In the order of the text; ``year`` is the report's own, of which it speaks unless it says
    otherwise.
    """
    return list(read(text, year).figures)


def read(text: str, year: int) -> Told:
    """Figures, and changes from what was before; ``year`` as above."""
    flat = unwrapped(text)
    told = _read(flat.text, year)
    return Told(
        [_placed(one, text, flat) for one in told.figures],
        [_placed_change(one, text, flat) for one in told.changes],
    )


Stated = TypeVar("Stated", StatedFigure, StatedChange)


def _placed(one: Stated, text: str, flat: Unwrapped) -> Stated:
    """Where it stands in the text as it was."""
    start, end = flat.span(one.start, one.end)
    return replace(one, text=text[start:end], start=start, end=end, at=flat.places[one.at])


def _placed_change(change: StatedChange, text: str, flat: Unwrapped) -> StatedChange:
    now = _placed(change.now, text, flat) if change.now else None
    return replace(_placed(change, text, flat), now=now)


def _read(text: str, year: int) -> Told:
    even = without_asides(folded(text))
    bare = without_names(even)
    tables = sheets(text, even, year)
    found = quantities(_without(tables.places, bare))
    home, own = levels.foreign_covered(even), levels.own_said(even, bare)
    days = list(days_told(without_wide_blanks(_without(headings.compared(bare), bare)), year))
    planned = plans(even)
    figures: list[StatedFigure] = list(tables.figures)
    changes: list[StatedChange] = list(tables.changes)
    period, of_body = Period.year(year), False
    for sentence in sentences(bare):
        if sentence.opens:
            period, of_body = Period.year(year), False
        inside = _within(found, sentence)
        hoped = any(start <= sentence.start < end for start, end in planned)
        line = Line(text, even, own, home, sentence)
        passage = Passage(line, _within(days, sentence), period, year, hoped=hoped, of_body=of_body)
        passage.walk(inside)
        figures += (replace(one, passage=sentence.start) for one in passage.figures)
        changes += passage.changes
        period, of_body = passage.spans.behind, passage.doubts.of_body
    return Told(
        sorted(figures, key=lambda one: (one.at, one.end)),
        sorted(changes, key=lambda one: (one.at, one.end)),
    )


def _without(places: Iterable[tuple[int, int]], bare: str) -> str:
    """With a cover over the places: the cells of tables are read there."""
    for start, end in places:
        bare = bare[:start] + COVER * (end - start) + bare[end:]
    return bare


Placed = TypeVar("Placed", Quantity, DaysTold)


def _within(placed: Sequence[Placed], sentence: Sentence) -> Sequence[Placed]:
    """Those that begin in the sentence, of what stands in the order of the text."""
    first = bisect_left(placed, sentence.start, key=_start)
    return placed[first : bisect_left(placed, sentence.end, lo=first, key=_start)]


def _start(placed: Quantity | DaysTold) -> int:
    return placed.start
