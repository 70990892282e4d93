"""What a chart is before anybody draws it: its words, its drawing, and the table beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from flask_babel import gettext as _
from markupsafe import Markup

from tracker.formatting import NOTHING
from tracker.reports.charts.svg import Canvas
from tracker.reports.content import Cell, Column, Table

MOST_DRAWN = 24
"""Rows of a drawing; the table has them all."""


class Drawing(Protocol):
    @property
    def height(self) -> float:
        """In pixels; the width is the canvas's."""

    def draw(self, canvas: Canvas) -> Markup:
        """The elements inside of the ``svg`` element."""


@dataclass(frozen=True)
class Key:
    """What a pattern stands for; ``swatch`` is bar, line, volume or few."""

    swatch: str
    label: str


@dataclass(frozen=True)
class Chart:
    """``desc`` tells who does not see it how to read it, ``note`` what everybody should know.

    ``wide`` asks for the whole width of the page.
    """

    key: str
    title: str
    desc: str
    drawing: Drawing
    table: Table
    keys: Sequence[Key] = ()
    notes: Sequence[str] = ()
    wide: bool = False

    def with_column(self, column: Column, cells: Sequence[Cell], total: Cell) -> Chart:
        """The table with one more column."""
        table = self.table
        rows = [[*row, cell] for row, cell in zip(table.rows, cells, strict=True)]
        columns, totals = [*table.columns, column], [*(table.total or ()), total]
        wider = replace(table, columns=columns, rows=rows, total=totals)
        return replace(self, table=wider)


def written(cell: Cell) -> str:
    """``1,372``, ``99.56%``, a dash where nothing is to tell."""
    if cell.value is None:
        return NOTHING
    if isinstance(cell.value, str):
        return cell.value
    return f"{cell.value:,}" + ("%" if cell.unit == "percent" else "")


def size_of(cell: Cell) -> float:
    """How long a bar of it is; nothing where nothing is to tell."""
    return float(cell.value) if isinstance(cell.value, int) or cell.value else 0.0


def drawn_part(rows: int) -> list[str]:
    """What to say where a drawing has not all rows."""
    if rows <= MOST_DRAWN:
        return []
    return [str(_("The first %(drawn)s are drawn; the table has all.", drawn=MOST_DRAWN))]
