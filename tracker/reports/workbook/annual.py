"""The sheet of the annual report: the figures of all ledgers beside those of the year before."""

from __future__ import annotations

from tracker.indicators.year import Summary
from tracker.reports.annual import annual_figures, annual_table
from tracker.reports.table_xlsx import FIRST_WIDTH, WIDTH, write_table
from tracker.reports.workbook.sheet import Book, print_in, write_above


def write_annual(book: Book, summary: Summary) -> None:
    table = annual_table(annual_figures(summary))
    sheet = book.sheet(table.caption)
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 1, FIRST_WIDTH)
    sheet.set_column(2, 20, WIDTH)
    top = write_above(sheet, book)
    last = write_table(sheet, table, top, book.formats) - 1
    sheet.freeze_panes(top + 2, 2)
    print_in(sheet, last, 10, top + 1, pages=1)
