"""Tables of figures on the sheets of a workbook, with what stands above them on each.

Numbers are numbers, so that a clerk can go on calculating; a sample's mark stands on every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from tracker.formatting import NOTHING
from tracker.indicators.kinds import Unit
from tracker.reports.content import TEXT, Cell, Table, flat
from tracker.reports.ledger_files import HEADING, PAGES_WIDE, formats_of, set_paper, workbook_in

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
SHEET_NAME = 31
"""Characters: spreadsheets open no file with a longer name of a sheet."""


def write_tables(above: Sequence[str], tables: Sequence[Table], target: BinaryIO) -> None:
    """A workbook with a sheet for each table."""
    with workbook_in(target) as workbook:
        formats = table_formats(workbook)
        for table in tables:
            write_sheet(workbook, above, table, formats)


def table_formats(workbook: Any) -> dict[Any, Any]:
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


def write_sheet(workbook: Any, above: Sequence[str], table: Table, formats: dict[Any, Any]) -> None:
    """The table on a sheet of its own, which its caption names as far as there is room."""
    sheet = workbook.add_worksheet(table.caption[:SHEET_NAME])
    row = write_lines(sheet, above, formats) + 1
    sheet.freeze_panes(row + 2, 1)
    is_wide = len(flat(table).columns) > PAGE_COLUMNS
    set_paper(sheet, PAGES_WIDE if is_wide else 1, row + 1)
    write_table(sheet, table, row, formats)


def write_lines(sheet: Any, lines: Sequence[str], formats: dict[Any, Any]) -> int:
    """What stands above the tables; returns the next free row."""
    sheet.set_column(0, 0, FIRST_WIDTH)
    sheet.set_column(1, 80, WIDTH)
    for row, line in enumerate(lines):
        is_title = row == len(lines) - 3
        if is_title:
            sheet.set_row(row, TITLE_HEIGHT)
        sheet.write_string(row, 0, line, formats["title"] if is_title else None)
    return len(lines)


def write_table(sheet: Any, table: Table, row: int, formats: dict[Any, Any]) -> int:
    """The caption, the headings and the rows from that row on; returns the next free one."""
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
