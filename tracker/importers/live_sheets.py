"""Sheets of a workbook with the formulas of their cells, read one by one and only where wanted.

Nothing of a sheet is unpacked beyond what is asked, so that sheets of any length may stand beside
those that are. A part that declares a document type is refused: no spreadsheet program writes one,
and its entities could stand for anything.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from xlsxwriter.utility import xl_cell_to_rowcol

from tracker.domain.live_sheets import HEAD, Cell, LiveSheet, Place
from tracker.domain.problems import N_
from tracker.importers.grid import MAX_UNPACKED_BYTES, refuse
from tracker.importers.uncomputed import RELATIONS
from tracker.importers.workbook import CHUNK, DAMAGED, LOCKED, TOO_TIGHT

WORKBOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
NO_WORKBOOK = N_(
    "This file is no xlsx workbook. Only the xlsx workbook of a year's summary states its frozen"
    " version in a form that can be proved."
)
MAX_CELLS = 4_000_000
"""A table of figures is never larger, blanks included."""


class _Shared(int):
    """The place of a text among those that all sheets share."""


class _Enough(Exception):
    """No error: the rest of the part is not wanted."""


@dataclass
class _Cells:
    """Handlers of a sheet's text: what stands in its cells up to the row ``last``."""

    last: int | None
    values: dict[Place, Any] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    row: int = -1
    column: int = -1
    kind: str = ""
    text: str = ""
    value: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.text = ""
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
            if self.last is not None and self.row > self.last:
                raise _Enough
        elif name == "c":
            self.column += 1
            if "r" in attributes:
                self.row, self.column = xl_cell_to_rowcol(attributes["r"])
            self.kind, self.value = attributes.get("t", "n"), None

    def end(self, name: str) -> None:
        place = self.row, self.column
        if name == "f":
            self.formulas[place] = self.text
        elif name in ("v", "t"):
            self.value = (self.value or "") + self.text
        elif name == "c":
            if self.value is not None:
                self.values[place] = self._told(self.value)
            elif place in self.formulas:  # never worked out
                self.values[place] = f"={self.formulas[place]}"
            if len(self.values) > MAX_CELLS:
                raise refuse(TOO_TIGHT)

    def _told(self, value: str) -> Any:
        if self.kind == "s":
            return _Shared(value)
        if self.kind == "b":
            return value == "1"
        return float(value) if self.kind == "n" and value else value


@dataclass
class _Strings:
    """Handlers of the shared texts: those that are wanted."""

    wanted: set[int]
    found: dict[int, str] = field(default_factory=dict)
    place: int = -1
    text: str = ""

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self.text = ""
        self.place += name == "si"

    def end(self, name: str) -> None:
        if name == "t" and self.place in self.wanted:
            self.found[self.place] = self.found.get(self.place, "") + self.text


@dataclass
class _Elements:
    """Handlers that note the attributes of the elements of one name."""

    wanted: str
    found: list[Mapping[str, str]] = field(default_factory=list)
    text: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.text = ""
        if name == self.wanted:
            self.found.append(attributes)

    def end(self, _name: str) -> None:
        pass


Handlers = _Cells | _Strings | _Elements


def read_wanted(
    path: Path, is_wanted: Callable[[LiveSheet], bool]
) -> tuple[list[LiveSheet], list[str]]:
    """The first visible sheet and each other visible one that is wanted by its first rows; and the
    names of those passed over.

    Raises Refused for what is no workbook, is damaged, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if WORKBOOK not in archive.namelist():
                raise refuse(NO_WORKBOOK)
            parts = _parts(archive)
            heads = _sheets(archive, parts, HEAD)
            kept = [
                part
                for place, (part, head) in enumerate(zip(parts, heads, strict=True))
                if place == 0 or is_wanted(head)
            ]
            passed = [name for name, part in parts if (name, part) not in kept]
            return _sheets(archive, kept, None), passed
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError) as error:
        raise refuse(DAMAGED) from error
    except (expat.ExpatError, NotImplementedError, AttributeError) as error:
        raise refuse(DAMAGED) from error
    except RuntimeError as error:  # a part locked with the archive's own password
        raise refuse(LOCKED) from error


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of each visible sheet, in their order."""
    sheets, relations = _Elements("sheet"), _Elements("Relationship")
    _walk(archive, WORKBOOK, sheets)
    _walk(archive, RELATIONS, relations)
    targets = {one["Id"]: one["Target"] for one in relations.found}
    found = []
    for one in sheets.found:
        if one.get("state", "visible") != "visible":
            continue
        key = next(value for name, value in one.items() if name.endswith(":id"))
        part = posixpath.normpath(posixpath.join("/xl", targets[key]))[1:]
        found.append((one["name"], part))
    return found


def _sheets(
    archive: zipfile.ZipFile, parts: Sequence[tuple[str, str]], last: int | None
) -> list[LiveSheet]:
    read = [_Cells(last) for _part in parts]
    for (_name, part), cells in zip(parts, read, strict=True):
        _walk(archive, part, cells)
    shared = {one for cells in read for one in cells.values.values() if isinstance(one, _Shared)}
    strings = _Strings(set(shared))
    if shared:
        _walk(archive, STRINGS, strings)
    return [
        LiveSheet(name, _table(cells.values, strings.found), cells.formulas)
        for (name, _part), cells in zip(parts, read, strict=True)
    ]


def _table(values: Mapping[Place, Any], texts: Mapping[int, str]) -> list[list[Cell]]:
    height = 1 + max((row for row, _column in values), default=-1)
    width = 1 + max((column for _row, column in values), default=-1)
    if height * width > MAX_CELLS:
        raise refuse(TOO_TIGHT)
    rows: list[list[Cell]] = [[""] * width for _row in range(height)]
    for (row, column), value in values.items():
        rows[row][column] = texts.get(value, "") if isinstance(value, _Shared) else value
    return rows


def _walk(archive: zipfile.ZipFile, part: str, handlers: Handlers) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: handlers.start(_local(name), found)
    parser.EndElementHandler = lambda name: handlers.end(_local(name))
    parser.StartDoctypeDeclHandler = _refuse_doctype

    def text(found: str) -> None:
        handlers.text += found

    parser.CharacterDataHandler = text
    unpacked = 0
    try:
        with archive.open(part) as packed:
            while chunk := packed.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED_BYTES:
                    raise refuse(TOO_TIGHT)
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _Enough:
        return


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_doctype(*_told: object) -> None:
    raise refuse(DAMAGED)
