"""A ledger file as sheets of cells, or a sentence that says why it cannot be read.

What a file is, its content says; a name that promises something else is refused. Everything that
could make reading dangerous (too large, packed too tightly, locked) is found out before reading.
"""

from __future__ import annotations

from pathlib import Path

from tracker.domain.problems import N_
from tracker.importers import delimited, workbook
from tracker.importers.case_layout import CASES
from tracker.importers.grid import MAX_FILE_BYTES, Sheet, refuse
from tracker.importers.layout import Layout

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls")
TEXT_SUFFIX = ".csv"
SUFFIXES = (*WORKBOOK_SUFFIXES, TEXT_SUFFIX)
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_sheets(path: Path, filename: str, layout: Layout = CASES) -> list[Sheet]:
    """The visible sheets of a workbook, or the one of a CSV file. Raises Refused."""
    suffix = Path(filename).suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse(N_("Only ledgers in the formats xlsx, xls and csv can be imported."))
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise refuse(
            N_("The file is larger than %(most)s MB. Please split it."),
            most=MAX_FILE_BYTES // 1024 // 1024,
        )
    if size == 0:
        raise refuse(N_("The file is empty."))
    with path.open("rb") as file:
        mark = file.read(8)
    is_workbook = mark.startswith(ZIP_MARK) or mark == OLE_MARK
    if suffix == TEXT_SUFFIX:
        if is_workbook:
            raise refuse(
                N_(
                    "The file is named %(suffix)s but is not a text file. "
                    "Please save it anew in the right format."
                ),
                suffix=suffix,
            )
        return delimited.read(path, layout)
    if not is_workbook:
        raise refuse(
            N_(
                "The file is named %(suffix)s but is not an Excel workbook. Please open it "
                "in a spreadsheet program and save it as xlsx."
            ),
            suffix=suffix,
        )
    return workbook.read(path, packed=mark.startswith(ZIP_MARK))
