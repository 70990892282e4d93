"""The rows that could not go in, whole, with the reason beside them: to be mended and imported.

Title rows and headings are those of the file. A heading that only a person's choice had explained
is written in the ledger's own word, so that the mended file needs no choice any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import xlsxwriter

from tracker.domain.ledger import REASON_HEADING, RowProblem
from tracker.domain.problems import Problem
from tracker.importers.grid import Row, Value
from tracker.importers.headings import Heading
from tracker.importers.layout import Layout, plain
from tracker.importers.plan import Book, Ledger

Tell = Callable[[Problem], str]
"""Puts a problem into the reader's language."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def write_rejects(target: BinaryIO, book: Book, problems: Iterable[RowProblem], tell: Tell) -> int:
    """Write the workbook of the rows with problems; returns how many there are."""
    reasons: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in problems:
        reasons[one.sheet, one.row].append(_reason(one, tell))
    workbook = xlsxwriter.Workbook(target, OPTIONS)
    formats = {
        "reason": workbook.add_format({"text_wrap": True, "font_color": "#B3382C"}),
        DAY: workbook.add_format({"num_format": DAY}),
        MOMENT: workbook.add_format({"num_format": MOMENT}),
        "text": workbook.add_format({"num_format": "@"}),
    }
    written = 0
    for ledger in book.ledgers:
        rows = {row: lines for (sheet, row), lines in reasons.items() if sheet == ledger.sheet.name}
        if rows:
            written += _write_sheet(workbook, ledger, rows, formats)
    workbook.close()
    return written


def _write_sheet(
    workbook: Any, ledger: Ledger, reasons: dict[int, list[str]], formats: dict[str, Any]
) -> int:
    sheet = workbook.add_worksheet(ledger.sheet.name or None)
    old = {
        index
        for index, cell in enumerate(ledger.found.cells)
        if plain(cell) == plain(REASON_HEADING)
    }
    kept = [index for index in range(len(ledger.found.cells)) if index not in old]
    sheet.set_column(len(kept), len(kept), 60)
    for index in range(ledger.found.index):
        _write_row(sheet, index, [ledger.sheet.rows[index][one] for one in kept], formats)
    headings = _headings(ledger)
    _write_row(
        sheet, ledger.found.index, [*(headings[one] for one in kept), REASON_HEADING], formats
    )
    place = ledger.found.index
    for row in sorted(reasons):
        place += 1
        cells = ledger.sheet.rows[row - 1]
        _write_row(sheet, place, [cells[one] for one in kept], formats)
        sheet.write_string(place, len(kept), "\n".join(reasons[row]), formats["reason"])
    return len(reasons)


def _headings(ledger: Ledger) -> Row:
    row: Row = list(ledger.found.cells)
    layout = ledger.found.layout
    for heading in ledger.found.headings:
        known = layout.recognise(row[heading.index])[0]
        if heading.key in layout.columns and known != heading.key:
            row[heading.index] = _own_word(layout, heading)
    return row


def _own_word(layout: Layout, heading: Heading) -> str:
    column = layout.columns[heading.key or ""]
    if layout.is_amount(heading.key):
        return f"{column.name}({'万元' if heading.in_wan else '元'})"
    return column.heading


def _write_row(sheet: Any, place: int, cells: Row, formats: dict[str, Any]) -> None:
    for column, cell in enumerate(cells):
        if cell != "":
            _write(sheet, place, column, cell, formats)


def _write(sheet: Any, row: int, column: int, cell: Value, formats: dict[str, Any]) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime):
        whole = cell.time() == time()
        sheet.write_datetime(row, column, cell, formats[DAY if whole else MOMENT])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats[DAY])
    elif isinstance(cell, (time, timedelta)):
        sheet.write_string(row, column, str(cell))
    else:
        sheet.write_string(row, column, cell, formats["text"])


def _reason(one: RowProblem, tell: Tell) -> str:
    where = f"{one.column}：" if one.column else ""
    return f"{where}{tell(one.problem)}"
