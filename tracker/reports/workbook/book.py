"""The whole workbook: about it, the figures, and the rows that prove them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from tracker.domain.ledger import Form
from tracker.indicators.year import Summary
from tracker.reports.heading import heading
from tracker.reports.ledger import LedgerTable
from tracker.reports.ledger_files import HEADING, add_ledger_sheet, workbook_in
from tracker.reports.table_xlsx import NUMBER_FORMATS, table_formats
from tracker.reports.workbook.about import Made, add_about, write_about
from tracker.reports.workbook.annual import write_annual
from tracker.reports.workbook.compared import write_compared
from tracker.reports.workbook.detail import write_rows
from tracker.reports.workbook.rows import CaseRow
from tracker.reports.workbook.sheet import Book
from tracker.reports.workbook.stamp import stamp_of
from tracker.reports.workbook.tables import write_breakdown, write_overview


def write_book(
    summary: Summary,
    rows: Iterable[CaseRow],
    made: Made,
    target: BinaryIO,
    registers: Iterable[LedgerTable] = (),
) -> int:
    """Write the workbook, last the entries of the registers; returns how many cases stand in it."""
    with workbook_in(target) as workbook:
        cases = _write(workbook, summary, rows, made)
        for table in registers:
            add_ledger_sheet(table, workbook)
        return cases


def _write(workbook: Any, summary: Summary, rows: Iterable[CaseRow], made: Made) -> int:
    above = heading(summary)
    if summary.frozen:
        stamp_of(summary.center.code, summary.frozen).put_on(workbook)
    book = Book(workbook, _formats(workbook), above.title, above.lines())
    about = add_about(book)
    write_overview(book, summary)
    for name in summary.breakdowns:
        write_breakdown(book, summary, name)
    write_compared(book, summary)
    if summary.registers:
        write_annual(book, summary)
    cases = write_rows(book, rows)
    write_about(about, book, summary, made, cases)
    return cases


def _formats(workbook: Any) -> dict[Any, Any]:
    """Those of tables of figures, and what only this workbook has."""
    total = {"bold": True, "top": 1}
    own: dict[Any, Any] = {
        f"total {unit}": workbook.add_format({"num_format": form, "align": "right", **total})
        for unit, form in NUMBER_FORMATS.items()
    }
    own["total text"] = workbook.add_format(total)
    agrees = {"align": "center", "font_color": "#2F7D6B"}
    own["check"] = workbook.add_format(agrees)
    own["total check"] = workbook.add_format({**agrees, "top": 1})
    own["centred heading"] = workbook.add_format({**HEADING, "align": "center"})
    own["indented heading"] = workbook.add_format({**HEADING, "indent": 1})
    own[Form.DATE] = workbook.add_format(
        {"num_format": "yyyy-mm-dd", "align": "center", "valign": "top"}
    )
    own["wrong"] = workbook.add_format({"font_color": "#B3382C", "bold": True})
    own["day"] = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    own["place"] = workbook.add_format({"num_format": "0", "align": "center"})
    own["name"] = workbook.add_format({"num_format": "@"})
    own["number"] = workbook.add_format(
        {"num_format": "0;-0;0", "align": "center", "valign": "top"}
    )
    return {**table_formats(workbook), **own}
