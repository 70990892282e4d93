"""Reads an old binary workbook (xls) in a process of its own: ``python apart.py FILE``.

Such a file cannot be looked over beforehand, and a crafted one makes the reader ask for more
memory than there is, which ends the process it runs in. This one may end: whoever started it sees
that no answer came. It imports nothing of the program, so that it starts quickly. The answer is
JSON; a date is ``["d", "2024-03-05"]``, a moment ``["t", "2024-03-05T14:30:00"]``.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

LOCKED, DAMAGED, TOO_LARGE = 3, 4, 5
MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 60


def answer(path: str, most_rows: int, most_columns: int) -> list[dict[str, Any]]:
    sheets = []
    with CalamineWorkbook.from_path(path) as workbook:
        for one in workbook.sheets_metadata:
            if one.visible is not SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_name(one.name)
            row, column = sheet.end or (0, 0)
            if row >= most_rows or column >= most_columns:
                sys.exit(TOO_LARGE)
            rows = sheet.to_python(skip_empty_area=False) if sheet.start else []
            merged = sheet.merged_cell_ranges or []
            sheets.append({"name": one.name, "rows": rows, "merged": merged})
    return sheets


def plain(value: object) -> object:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    return str(value)


def limit() -> None:
    """Neither memory nor time without end, where the system knows such limits."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    limit()
    try:
        found = answer(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except PasswordError:
        sys.exit(LOCKED)
    except (CalamineError, OSError, ValueError, MemoryError):
        sys.exit(DAMAGED)
    json.dump(found, sys.stdout, default=plain)
