"""Lines of figures as CSV, ready for a pivot table.

The first bytes are the mark by which spreadsheets know UTF-8; texts that a spreadsheet would run
are guarded; a sample's mark stands in the first line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tracker.domain.formulas import guarded
from tracker.reports.content import Table
from tracker.reports.heading import Heading

Value = str | int | Decimal | None


def table_csv(above: Heading, table: Table) -> str:
    """The table as a file; a number that is not known is left blank."""
    lines = ([cell.value for cell in row] for row in table.rows)
    return csv_text(above, [column.label for column in table.columns], lines)


def csv_text(above: Heading, columns: Sequence[str], lines: Iterable[Sequence[Value]]) -> str:
    """The whole file as text; encode it as UTF-8."""
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    if above.sample:
        writer.writerow([guarded(above.sample)])
    told = (above.title, above.center, above.period, *above.more)
    writer.writerow([guarded(text) for text in told])
    writer.writerow([guarded(text) for text in columns])
    for line in lines:
        writer.writerow([_text(value) for value in line])
    return file.getvalue()


def _text(value: Value) -> str:
    """Numbers as they are (a minus is no formula), words guarded, nothing as nothing."""
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else str(value)
