"""Excel workbooks, looked over before the reader touches them.

The reader builds a dense table from the first to the last cell with a value. A workbook of two
cells, A1 and XFD1048576, would make it ask for 500 GB and end the whole process, so a packed
workbook's cells are looked through first; the same pass inflates each part within its stated size
and checks its sum, which finds parts that lie about their size. The pass also notes the cells
without a value (``#N/A``, a formula never worked out), which the reader would take for empty ones.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from tracker.domain.problems import N_, Refused
from tracker.importers import apart
from tracker.importers.grid import (
    ALWAYS_UNPACKED_BYTES,
    MAX_COLUMNS,
    MAX_PACKING_RATIO,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    Row,
    Sheet,
    Value,
    refuse,
)
from tracker.importers.uncomputed import (
    Cells,
    cells_without_value,
    column_number,
    mark,
    places_of_sheets,
)

LOCK_MARK = "EncryptedPackage".encode("utf-16-le")
TOO_LARGE = N_("The file has more than %(rows)s rows or %(columns)s columns. Please split it.")
MAX_PARTS = 10_000
CHUNK = 1 << 20
DAMAGED = N_("The workbook is damaged and cannot be read. Please save it anew as xlsx.")
LOCKED = N_("The workbook is protected by a password. Please save it without one.")
TOO_TIGHT = N_("The workbook unpacks to more than a ledger can hold and was not opened.")

_FAR = re.compile(rb"""\br\s*=\s*["'](?:([A-Za-z]{2,})(\d+)|([A-Za-z]?)(\d{6,}))["']""")
_ATTRIBUTES = rb"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*?"""
_IS_EMPTY = re.compile(_ATTRIBUTES + rb"(?:/>|>\s*</)")
_CELL_WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?!" + _ATTRIBUTES + rb"\sr\s*=)")
MOST_DIGITS = 7
"""No row number of a spreadsheet is longer."""


def read(path: Path, *, packed: bool) -> list[Sheet]:
    """The workbook's visible sheets. Raises Refused."""
    if not packed:
        return _read_old(path)
    uncomputed = _look_over(path)
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            return [
                _sheet(workbook.get_sheet_by_name(one.name), uncomputed.get(place, {}))
                for place, one in enumerate(workbook.sheets_metadata)
                if one.visible is SheetVisibleEnum.Visible
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise refuse(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how the reader's own defects reach Python
            raise refuse(DAMAGED) from error
        raise


def _sheet(sheet: CalamineSheet, uncomputed: Cells) -> Sheet:
    row, column = sheet.end or (0, 0)
    if row >= MAX_ROWS or column >= MAX_COLUMNS:
        raise refuse(TOO_LARGE, rows=MAX_ROWS, columns=MAX_COLUMNS)
    rows: list[Row] = sheet.to_python(skip_empty_area=False) if sheet.start else []
    mark(rows, uncomputed)
    return Sheet(sheet.name, rows, _spread_merged(rows, sheet.merged_cell_ranges or []))


def _read_old(path: Path) -> list[Sheet]:
    """A binary workbook, read in a process of its own (see ``apart``).

    It is read under a name of its kind: the reader goes by the name first, and tells a locked
    workbook from a damaged one only then.
    """
    content = path.read_bytes()
    if LOCK_MARK in content:
        raise refuse(LOCKED)
    with TemporaryDirectory() as folder:
        named = Path(folder) / "ledger.xls"
        named.write_bytes(content)
        done = _read_apart(named)
    if done.returncode == apart.LOCKED:
        raise refuse(LOCKED)
    if done.returncode == apart.TOO_LARGE:
        raise refuse(TOO_LARGE, rows=MAX_ROWS, columns=MAX_COLUMNS)
    if done.returncode:
        raise refuse(DAMAGED)
    sheets = []
    for one in json.loads(done.stdout):
        rows = [[_told(cell) for cell in row] for row in one["rows"]]
        sheets.append(Sheet(one["name"], rows, _spread_merged(rows, one["merged"])))
    return sheets


def _read_apart(path: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", apart.__file__, str(path.absolute())]
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and file, and no shell
            [*command, str(MAX_ROWS), str(MAX_COLUMNS)],
            capture_output=True,
            timeout=apart.MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refuse(DAMAGED) from error


def _told(cell: Any) -> Value:
    if isinstance(cell, list):
        return (date if cell[0] == "d" else datetime).fromisoformat(cell[1])
    value: Value = cell
    return value


def _spread_merged(
    rows: list[Row], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> frozenset[int]:
    """What a merged cell says holds for each row it covers; returns the rows that are titles."""
    titles = set()
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        if right > left:
            others = [*rows[top][:left], *rows[top][left + 1 :]]
            if not any(cell != "" for cell in others):
                titles.add(top)
            continue
        for row in rows[top + 1 : bottom + 1]:
            if any(cell != "" for cell in row):
                row[left] = rows[top][left]
    return frozenset(titles)


def _look_over(path: Path) -> dict[int, Cells]:
    """Refuse what is no workbook, is packed too tightly, or reaches too far.

    Returns the cells without a value, by the place of their sheet in the workbook.
    """
    uncomputed: dict[int, Cells] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise refuse(N_("This is not an Excel workbook. Please save the ledger as xlsx."))
            unpacked = sum(part.file_size for part in parts)
            if (
                len(parts) > MAX_PARTS
                or unpacked > MAX_UNPACKED_BYTES
                or unpacked > max(ALWAYS_UNPACKED_BYTES, MAX_PACKING_RATIO * path.stat().st_size)
            ):
                raise refuse(TOO_TIGHT)
            places = places_of_sheets(archive)
            for part in parts:
                if part.filename.startswith("xl/worksheets/"):
                    content = archive.read(part)
                    _refuse_far_cells(content)
                    if part.filename in places:
                        uncomputed[places[part.filename]] = cells_without_value(content)
                else:
                    with archive.open(part) as packed:
                        while packed.read(CHUNK):
                            pass
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise refuse(DAMAGED) from error
    except NotImplementedError as error:  # a way of packing that no spreadsheet program uses
        raise refuse(DAMAGED) from error
    except RuntimeError as error:  # a part locked with the archive's own password
        raise refuse(LOCKED) from error
    return uncomputed


def _refuse_far_cells(content: bytes) -> None:
    """Refuse a sheet with a value beyond the rows and columns that are read.

    Far cells and rows that only carry a format are common and harmless. A cell that does not say
    its place is in the row before it, which may be a far one.
    """
    far_row = b""
    for found in _FAR.finditer(content):
        letters, digits = found[1] or found[3], found[2] or found[4]
        far = (
            len(digits) > MOST_DIGITS
            or int(digits) > MAX_ROWS
            or column_number(letters[:MOST_DIGITS]) > MAX_COLUMNS
        )
        if not far or _IS_EMPTY.match(content, found.end()):
            continue
        if letters:
            raise _too_far(letters + digits)
        far_row = far_row or digits
    if far_row and _CELL_WITHOUT_PLACE.search(content):
        raise _too_far(far_row)


def _too_far(place: bytes) -> Refused:
    return refuse(
        N_(
            "The sheet reaches to %(cell)s; at most %(rows)s rows and %(columns)s columns "
            "are read. Please delete what is not part of the ledger, or split the file."
        ),
        cell=place[:20].decode("ascii"),
        rows=MAX_ROWS,
        columns=MAX_COLUMNS,
    )
