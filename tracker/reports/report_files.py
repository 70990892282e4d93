"""A report as a file: a workbook, or a document for print."""

from __future__ import annotations

import io

from tracker.domain.saved_views import FileForm
from tracker.reports.page_reports import Report
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.reports.table_pdf import print_tables
from tracker.reports.table_xlsx import write_tables

REPORT_TYPES = {FileForm.XLSX: MEDIA_TYPES["xlsx"], FileForm.PDF: "application/pdf"}


def report_file(report: Report, form: FileForm) -> bytes:
    """Raises NoFont where a document cannot be printed."""
    if form is FileForm.PDF:
        return print_tables(report.above, report.tables)
    target = io.BytesIO()
    write_tables(report.above, report.tables, target)
    return target.getvalue()
