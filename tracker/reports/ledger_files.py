"""The ledger as files: xlsx and csv, written row by row, and read again by the importer alike.

A workbook's texts are written as texts, so an 18-digit ID keeps its digits and ``=cmd|…`` runs
nothing. In CSV a text that a spreadsheet would run gets an apostrophe in front (domain/formulas).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import xlsxwriter

from tracker.domain.formulas import guarded
from tracker.domain.ledger import Column, Form
from tracker.domain.money import yuan_text
from tracker.reports.ledger import Cell, LedgerTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
HEADING = {
    "bold": True,
    "text_wrap": True,
    "bottom": 1,
    "bg_color": "#EEF1F4",
    "valign": "vcenter",
}
HEADING_HEIGHT = 32
"""Points: a heading may need two lines, and not every program makes room for them by itself."""
A4 = 9
PAGES_WIDE = 3
"""Sheets of paper beside each other on which a ledger's columns can still be read."""
WIDTHS = {Form.DATE: 12, Form.AMOUNT: 15, Form.NUMBER: 12, Form.TEXT: 16}
WIDE = {"number": 26, "summary": 40, "applicant_id": 21, "respondent_id": 21, "claims": 30}


@contextmanager
def workbook_in(target: BinaryIO) -> Iterator[Any]:
    """A workbook whose rows wait on the disk, not in memory; written when the caller is done.

    They hold personal data, so nothing of them stays on the disk, not even of a workbook whose
    making was stopped.
    """
    with TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as folder:
        workbook = xlsxwriter.Workbook(target, {**OPTIONS, "tmpdir": folder})
        try:
            yield workbook
        except BaseException:
            for sheet in workbook.worksheets():
                sheet.row_data_fh.close()
            raise
        workbook.close()


def write_xlsx(table: LedgerTable, target: BinaryIO) -> int:
    """Write the workbook; returns how many rows stand in it."""
    with workbook_in(target) as workbook:
        return add_ledger_sheet(table, workbook)


def add_ledger_sheet(table: LedgerTable, workbook: Any) -> int:
    """Write the rows on a sheet of their own; returns how many they are."""
    formats = formats_of(workbook)
    sheet = workbook.add_worksheet(table.sheet)
    set_columns(sheet, table.columns, formats)
    first = 0
    if table.note:
        sheet.write_string(0, 0, table.note)
        first = 1
    sheet.freeze_panes(first + 1, 1)
    set_paper(sheet, PAGES_WIDE, first)
    sheet.set_row(first, HEADING_HEIGHT)
    sheet.write_row(first, 0, table.headings, formats["heading"])
    row = first
    for cells in table.rows:
        row += 1
        for column, cell in enumerate(cells):
            if cell is not None and cell != "":
                _write(sheet, row, column, cell, formats)
    return row - first


def write_csv(table: LedgerTable, target: BinaryIO) -> int:
    """Write the CSV file; returns how many rows stand in it."""
    above = 3 if table.note else 2
    lines = 0
    for line in csv_lines(table):
        target.write(line.encode())
        lines += 1
    return lines - above


def csv_lines(table: LedgerTable) -> Iterator[str]:
    """The lines of the CSV file, the first with the mark by which spreadsheets know UTF-8."""
    line = io.StringIO()
    writer = csv.writer(line)

    def written(cells: list[str]) -> str:
        writer.writerow(cells)
        text = line.getvalue()
        line.seek(0)
        line.truncate()
        return text

    yield "\ufeff"
    if table.note:
        yield written([guarded(table.note)])
    yield written([guarded(heading) for heading in table.headings])
    for cells in table.rows:
        yield written([csv_text(cell) for cell in cells])


def csv_text(cell: Cell) -> str:
    """Dates as 2024-03-05, amounts as 35000.00, texts guarded."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    return yuan_text(cell) if isinstance(cell, Decimal) else guarded(cell)


def formats_of(workbook: Any) -> dict[Any, Any]:
    return {
        "heading": workbook.add_format(HEADING),
        "words": workbook.add_format({"text_wrap": True, "valign": "top"}),
        Form.TEXT: workbook.add_format({"num_format": "@", "valign": "top"}),
        Form.DATE: workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        Form.AMOUNT: workbook.add_format({"num_format": "#,##0.00", "valign": "top"}),
        Form.NUMBER: workbook.add_format({"num_format": "#,##0", "valign": "top"}),
    }


def set_columns(sheet: Any, columns: list[Column], formats: dict[Any, Any]) -> None:
    """Widths, and the format that an empty cell has when somebody types into it."""
    for place, column in enumerate(columns):
        width = WIDE.get(column.key, WIDTHS[column.form])
        sheet.set_column(place, place, width, formats[column.form])


def set_paper(sheet: Any, wide: int, heading: int | None = None) -> None:
    """How it is printed: A4 across, so many pages wide; the heading's row on each of them."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(wide, 0)
    sheet.set_footer("&C&P / &N")
    if heading is not None:
        sheet.repeat_rows(heading)
        sheet.repeat_columns(0)


def _write(
    sheet: Any, row: int, column: int, cell: str | date | Decimal | int, formats: dict[Any, Any]
) -> None:
    if isinstance(cell, date):
        failed = sheet.write_datetime(row, column, cell, formats[Form.DATE])
    elif isinstance(cell, Decimal):
        failed = sheet.write_number(row, column, float(cell), formats[Form.AMOUNT])
    elif isinstance(cell, int):
        failed = sheet.write_number(row, column, cell, formats[Form.NUMBER])
    else:
        failed = sheet.write_string(row, column, cell, formats[Form.TEXT])
    if failed:
        raise ValueError(f"the cell in row {row + 1}, column {column + 1} does not fit")
