"""A summary as a workbook: the figures, a sheet for each breakdown, and the cases behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from flask_babel import gettext as _

from tracker.domain.ledger import Form
from tracker.indicators.year import Summary
from tracker.reports.content import (
    breakdown_tables,
    readings_table,
    summary_table,
    year_on_year_table,
)
from tracker.reports.heading import heading
from tracker.reports.ledger import LedgerTable
from tracker.reports.ledger_files import OPTIONS, PAGES_WIDE, set_columns, set_paper
from tracker.reports.table_xlsx import table_formats, write_lines, write_sheet, write_table


def write_summary(summary: Summary, cases: LedgerTable, target: BinaryIO) -> int:
    """Write the workbook; returns how many cases stand in its last sheet."""
    workbook = xlsxwriter.Workbook(target, OPTIONS)
    formats = table_formats(workbook)
    above = heading(summary).lines()
    is_year = summary.period.is_year
    first = workbook.add_worksheet(_("Yearly summary") if is_year else _("Summary of the period"))
    set_paper(first, 1)
    row = write_lines(first, above, formats)
    for table in (summary_table(summary), readings_table(summary)):
        row = write_table(first, table, row + 1, formats)
    for table in (year_on_year_table(summary), *breakdown_tables(summary)):
        write_sheet(workbook, above, table, formats)
    count = _write_cases(workbook, above, cases, formats)
    workbook.close()
    return count


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
