"""Cells without a value in a packed workbook: ``#N/A``, or a formula that was never worked out.

The reader takes such cells for empty ones, and an amount or a name would be lost without a word.
So they are found in the sheet's own text and put into its table as ``Uncomputed``.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile

from tracker.importers.grid import Row, Uncomputed

Cells = dict[tuple[int, int], Uncomputed]
"""(row, column), both from 0 -> what stands there instead of a value."""

ERROR, TEXTS = b"e", (b"str", b"inlineStr")
RELATIONS = "xl/_rels/workbook.xml.rels"

_IS_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s>/])[^<>]*>([^<]*)")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]+)<")
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^<>]*?\w+:id\s*=\s*["']([^"']+)["']""")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")


def places_of_sheets(archive: zipfile.ZipFile) -> dict[str, int]:
    """Each sheet's part in the archive -> its place in the workbook."""
    if RELATIONS not in archive.namelist():
        return {}
    parts: dict[bytes, str] = {}
    for found in _RELATION.finditer(archive.read(RELATIONS)):
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        target = attributes.get(b"Target", b"").decode(errors="replace")
        parts[attributes.get(b"Id", b"")] = posixpath.normpath(posixpath.join("/xl", target))[1:]
    ids = _SHEET.findall(archive.read("xl/workbook.xml"))
    return {parts[one]: place for place, one in enumerate(ids) if one in parts}


def cells_without_value(sheet: bytes) -> Cells:
    """What the sheet's text says of cells that hold an error or a formula without its result."""
    found: Cells = {}
    if not (_FORMULA.search(sheet) or _IS_ERROR.search(sheet)):
        return found
    for cell in _CELL.finditer(sheet):
        text = _instead_of_value(*cell.groups())
        place = _PLACE.search(cell[1])
        if text is not None and place is not None:
            found[int(place[2]) - 1, column_number(place[1]) - 1] = Uncomputed(text)
    return found


def _instead_of_value(attributes: bytes, content: bytes) -> str | None:
    """The error or the formula; None where the cell has a value, or is rightly empty."""
    kind, value = _TYPE.search(attributes), _VALUE.search(content)
    if kind is not None and kind[1] == ERROR:
        return _plain(value[1]) if value else "#"
    formula = _FORMULA.search(content)
    has_result = value is not None or (kind is not None and kind[1] in TEXTS)
    return None if formula is None or has_result else f"={_plain(formula[1])}"


def _plain(text: bytes) -> str:
    return html.unescape(text.decode(errors="replace"))


def mark(rows: list[Row], cells: Cells) -> None:
    """Put them in their places; the table grows where they stand outside it."""
    if not cells:
        return
    width = max(len(rows[0]) if rows else 0, *(column + 1 for _row, column in cells))
    height = max(row + 1 for row, _column in cells)
    rows.extend([] for _place in range(len(rows), height))
    for row in rows:
        row.extend([""] * (width - len(row)))
    for (at, column), text in cells.items():
        rows[at][column] = text


def column_number(letters: bytes) -> int:
    """``A`` is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
