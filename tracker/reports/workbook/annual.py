"""The sheet of the annual report: the figures of all ledgers beside those of the year before.

Its numbers are no formulas, but the keys beside them let each be held against a frozen year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter.utility import xl_col_to_name

from tracker.indicators.definitions import BY_KEY
from tracker.indicators.year import Summary
from tracker.reports.annual import NOW, annual_figures, annual_table
from tracker.reports.content import Cell, Column, Table, flat
from tracker.reports.table_xlsx import FIRST_WIDTH, WIDTH, write_table
from tracker.reports.workbook.live import PARTS
from tracker.reports.workbook.sheet import Book, print_in, write_above
from tracker.reports.workbook.tables import ANNUAL, reading_key

SHOWN = PARTS[:3]
"""Value and fraction of the period, which the keys name."""
FOLDED = [Column("")] * (len(SHOWN) + 1)
"""Beside the table: which number stands in which column, then which row a row is."""


def write_annual(book: Book, summary: Summary) -> None:
    table = _with_keys(annual_table(annual_figures(summary)), summary)
    sheet = book.sheet(table.caption)
    last = len(flat(table).columns) - 1
    first = last - len(SHOWN)
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 1, FIRST_WIDTH)
    sheet.set_column(2, first - 1, WIDTH)
    sheet.set_column(first, last, WIDTH, None, {"level": 1, "hidden": True})
    top = write_above(sheet, book)
    for place, part in enumerate(SHOWN):
        sheet.write_string(top, first + place, f"{xl_col_to_name(NOW + place)} {part}")
    sheet.write_string(top, last, ANNUAL)
    end = write_table(sheet, table, top, book.formats) - 1
    sheet.autofilter(top + 1, 0, end, first - 1)
    sheet.freeze_panes(top + 2, 2)
    print_in(sheet, end, first - 1, top + 1, pages=1)


def _with_keys(table: Table, summary: Summary) -> Table:
    rows = [[*row, *[Cell("")] * len(SHOWN), Cell(_key(row, summary))] for row in table.rows]
    return replace(table, columns=[*table.columns, *FOLDED], rows=rows)


def _key(row: Sequence[Cell], summary: Summary) -> str:
    """That under which the figure is frozen."""
    key = str(row[1].key)
    return reading_key(BY_KEY[key], summary.basis) if key in BY_KEY else key
