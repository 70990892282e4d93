"""A summary as a workbook: the figures, a sheet for each breakdown, and the cases behind them.

Numbers are numbers, so that a clerk can go on calculating; a sample's mark stands on every sheet.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from flask_babel import gettext as _

from tracker.domain.ledger import Form
from tracker.formatting import NOTHING
from tracker.indicators.kinds import Unit
from tracker.indicators.year import Summary
from tracker.reports.content import (
    TEXT,
    Cell,
    Table,
    breakdown_tables,
    flat,
    heading,
    readings_table,
    summary_table,
    year_on_year_table,
)
from tracker.reports.ledger import LedgerTable
from tracker.reports.ledger_files import (
    HEADING,
    OPTIONS,
    PAGES_WIDE,
    formats_of,
    set_columns,
    set_paper,
)

NUMBER_FORMATS = {
    Unit.CASES.value: "#,##0",
    Unit.PEOPLE.value: "#,##0",
    Unit.YUAN.value: "#,##0.00",
    Unit.PERCENT.value: "0.00",
    Unit.DAYS.value: "0.0",
}
FIRST_WIDTH, WIDTH = 30, 16
TITLE_HEIGHT, HEADING_HEIGHT = 22, 46
"""Points: a heading that names another period's days needs three lines."""
PAGE_COLUMNS = 13
"""Columns of figures that can still be read on one page."""


def write_summary(summary: Summary, cases: LedgerTable, target: BinaryIO) -> int:
    """Write the workbook; returns how many cases stand in its last sheet."""
    workbook = xlsxwriter.Workbook(target, OPTIONS)
    formats = _formats(workbook)
    above = heading(summary).lines()
    is_year = summary.period.is_year
    first = workbook.add_worksheet(_("Yearly summary") if is_year else _("Summary of the period"))
    set_paper(first, 1)
    row = _write_lines(first, above, formats)
    for table in (summary_table(summary), readings_table(summary)):
        row = _write_table(first, table, row + 1, formats)
    for table in (year_on_year_table(summary), *breakdown_tables(summary)):
        sheet = workbook.add_worksheet(table.caption)
        row = _write_lines(sheet, above, formats) + 1
        sheet.freeze_panes(row + 2, 1)
        is_wide = len(flat(table).columns) > PAGE_COLUMNS
        set_paper(sheet, PAGES_WIDE if is_wide else 1, row + 1)
        _write_table(sheet, table, row, formats)
    count = _write_cases(workbook, above, cases, formats)
    workbook.close()
    return count


def _formats(workbook: Any) -> dict[Any, Any]:
    own = {
        unit: workbook.add_format({"num_format": form, "align": "right"})
        for unit, form in NUMBER_FORMATS.items()
    }
    own["number heading"] = workbook.add_format({**HEADING, "align": "right"})
    own["text"] = workbook.add_format({"indent": 1})
    own["title"] = workbook.add_format({"bold": True, "font_size": 14})
    own["caption"] = workbook.add_format({"bold": True})
    own["nothing"] = workbook.add_format({"align": "right"})
    return {**formats_of(workbook), **own}


def _write_lines(sheet: Any, lines: list[str], formats: dict[Any, Any]) -> int:
    """What stands above the tables; returns the next free row."""
    sheet.set_column(0, 0, FIRST_WIDTH)
    sheet.set_column(1, 80, WIDTH)
    for row, line in enumerate(lines):
        is_title = row == len(lines) - 3
        if is_title:
            sheet.set_row(row, TITLE_HEIGHT)
        sheet.write_string(row, 0, line, formats["title"] if is_title else None)
    return len(lines)


def _write_table(sheet: Any, table: Table, row: int, formats: dict[Any, Any]) -> int:
    table = flat(table)
    sheet.write_string(row, 0, table.caption, formats["caption"])
    row += 1
    sheet.set_row(row, HEADING_HEIGHT)
    for place, column in enumerate(table.columns):
        kind = "heading" if column.unit == TEXT else "number heading"
        sheet.write_string(row, place, column.label, formats[kind])
    for cells in [*table.rows, *([table.total] if table.total else [])]:
        row += 1
        for place, cell in enumerate(cells):
            _write_cell(sheet, row, place, cell, formats)
    return row + 1


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, formats: dict[Any, Any]) -> None:
    if isinstance(cell.value, str):
        sheet.write_string(row, place, cell.value, formats["text"] if place else None)
    elif cell.value is not None:
        sheet.write_number(row, place, float(cell.value), formats[cell.unit])
    elif cell.unit in NUMBER_FORMATS:
        sheet.write_string(row, place, NOTHING, formats["nothing"])


def _write_cases(
    workbook: Any, above: list[str], cases: LedgerTable, formats: dict[Any, Any]
) -> int:
    sheet = workbook.add_worksheet(_("Cases"))
    set_columns(sheet, cases.columns, formats)
    for row, line in enumerate(above):
        sheet.write_string(row, 0, line)
    top = len(above) + 1
    sheet.freeze_panes(top + 1, 1)
    set_paper(sheet, PAGES_WIDE, top)
    for place, text in enumerate(cases.headings):
        sheet.write_string(top, place, text, formats["heading"])
    row = top
    for cells in cases.rows:
        row += 1
        for place, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(row, place, value, formats[Form.DATE])
            elif isinstance(value, Decimal):
                sheet.write_number(row, place, float(value), formats[Form.AMOUNT])
            elif value:
                sheet.write_string(row, place, value, formats[Form.TEXT])
    return row - top
