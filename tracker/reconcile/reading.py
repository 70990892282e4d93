"""The figures and the changes that a report's text states, each with its place, its days and its
meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.periods import Period
from tracker.reconcile import levels, sheets
from tracker.reconcile.characters import folded, without_asides
from tracker.reconcile.days import days_told
from tracker.reconcile.line import Line
from tracker.reconcile.names import without_names
from tracker.reconcile.passage import Passage
from tracker.reconcile.plans import plans
from tracker.reconcile.quantities import quantities
from tracker.reconcile.sentences import sentences
from tracker.reconcile.stated import StatedChange, StatedFigure, plain

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
    even = without_asides(folded(text))
    bare = without_names(even)
    cells = sheets.figures(text, even, year)
    covered = [(one.at, one.end) for one in cells]
    found = [one for one in quantities(bare) if not any(a <= one.start < e for a, e in covered)]
    home = levels.foreign_covered(even)
    days = list(days_told(bare, year))
    planned = plans(even)
    figures: list[StatedFigure] = list(cells)
    changes: list[StatedChange] = []
    period = Period.year(year)
    for sentence in sentences(bare):
        if sentence.opens:
            period = Period.year(year)
        inside = [one for one in found if sentence.start <= one.start < sentence.end]
        hoped = any(start <= sentence.start < end for start, end in planned)
        line = Line(text, even, bare, home, sentence)
        passage = Passage(line, days, period, year, hoped=hoped)
        passage.walk(inside)
        figures += passage.figures
        changes += passage.changes
        period = passage.spans.period
    return Told(sorted(figures, key=lambda one: (one.at, one.end)), changes)
