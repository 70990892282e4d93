"""The stated figures as the page lists them, with the ways to the cases that the ledger counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.indicators import INDICATORS
from tracker.indicators.dimensions import Pick
from tracker.indicators.kinds import Indicator
from tracker.reconcile.comparing import Held
from tracker.reconcile.result import Result, period_text
from tracker.reconcile.tables import (
    figure_words,
    flat_text,
    ledger_cell,
    remarks,
    stated_words,
)
from tracker.views.figure_tables import PageCell, page_cell


@dataclass(frozen=True)
class Line:
    """``place`` is the figure's number in the text; ``indicator`` has its definition."""

    place: int
    held: Held
    text: str
    value: str
    name: str
    days: str
    indicator: Indicator | None
    ledger: PageCell
    remarks: Sequence[tuple[str, PageCell | None]]


def lines_of(result: Result, picks: tuple[Pick, ...]) -> list[Line]:
    return [_line(place, held, result, picks) for place, held in enumerate(result.held, 1)]


def _line(place: int, held: Held, result: Result, picks: tuple[Pick, ...]) -> Line:
    stated = held.stated
    return Line(
        place,
        held,
        flat_text(stated),
        stated_words(stated),
        figure_words(stated),
        period_text(stated.period),
        INDICATORS.get(stated.indicator or ""),
        page_cell(ledger_cell(held.read, picks)),
        [
            (one.said, page_cell(one.cell) if one.cell else None)
            for one in remarks(held, result, picks)
        ],
    )
