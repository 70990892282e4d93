"""A table of figures laid out for a page, every number of it a link to its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from tracker.indicators.register_figures import RowDrill
from tracker.reports import content


@dataclass(frozen=True)
class PageCell:
    """``parts`` are numerator, denominator and what is missing between them, each a link."""

    text: str
    href: str | None = None
    figure: str | None = None
    value: str | None = None
    parts: Sequence[PageCell] = ()
    unit: str = ""

    def without_links(self, known: Set[str]) -> PageCell:
        """The same without a link to any of those addresses."""
        parts = [part.without_links(known) for part in self.parts]
        bare = self.href in known
        return replace(self, parts=parts, href=None if bare else self.href)


@dataclass(frozen=True)
class PageTable:
    """What ``templates/statistics/parts.html`` draws."""

    key: str
    caption: str
    columns: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[PageCell]]
    totals: Sequence[PageCell] | None

    def without_links(self, known: Set[str]) -> PageTable:
        """The same without links to those addresses, which stand beside it."""
        rows = [[cell.without_links(known) for cell in row] for row in self.rows]
        totals = self.totals and [cell.without_links(known) for cell in self.totals]
        return replace(self, rows=rows, totals=totals)


def page_table(table: content.Table) -> PageTable:
    columns = [
        {"label": one.label, "numeric": one.unit != content.TEXT, "key": str(place)}
        for place, one in enumerate(table.columns)
    ]
    rows = [[page_cell(cell) for cell in row] for row in table.rows]
    totals = [page_cell(cell) for cell in table.total] if table.total else None
    return PageTable(table.key, table.caption, columns, rows, totals)


def page_cell(cell: content.Cell) -> PageCell:
    """``1,372`` as a link to its cases, money exact to the fen, a rate with its fraction."""
    text = content.written(cell)
    parts = [page_cell(part) for part in cell.parts]
    href = cell_address(cell)
    if href is None:
        return PageCell(text, parts=parts, unit="%" if parts and cell.value is not None else "")
    return PageCell(text, href, cell.key, str(cell.value))


def cell_address(cell: content.Cell) -> str | None:
    """Where the cases or entries behind the number are listed."""
    if cell.drill is None:
        return None
    if isinstance(cell.drill, RowDrill):
        return url_for("registers.index_of", **cell.drill.args())  # type: ignore[arg-type] # all are texts
    return url_for("cases.index", **cell.drill.args())  # type: ignore[arg-type] # values may be lists
