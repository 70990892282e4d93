"""CSV ledgers: the encodings and delimiters that offices' programs write."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tracker.domain.encodings import decoded
from tracker.domain.formulas import unguarded
from tracker.domain.problems import N_
from tracker.importers.grid import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS, Row, Sheet, refuse
from tracker.importers.layout import Layout

DELIMITERS = (",", "\t", ";")
LINES_LOOKED_AT = 20


def read(path: Path, layout: Layout) -> list[Sheet]:
    """The file's only sheet; a row's number is that of the record, as a spreadsheet counts.

    Strictly read: a quotation mark left open would swallow all rows below it.
    """
    text = _decoded(path.read_bytes())
    rows: list[Row] = []
    csv.field_size_limit(MAX_CELL_CHARACTERS + 1)
    lines, delimiter = io.StringIO(text, newline=""), delimiter_of(text, layout)
    try:
        for cells in csv.reader(lines, delimiter=delimiter, strict=True):
            rows.append([unguarded(cell) for cell in cells])
            if len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise refuse(
                    N_(
                        "The file has more than %(rows)s rows or %(columns)s columns. "
                        "Please split it."
                    ),
                    rows=MAX_ROWS,
                    columns=MAX_COLUMNS,
                )
    except csv.Error as error:
        raise refuse(
            N_(
                "Row %(row)s cannot be read: a quotation mark is missing, or a cell has "
                "more than %(most)s characters."
            ),
            row=len(rows) + 1,
            most=MAX_CELL_CHARACTERS,
        ) from error
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return [Sheet("", rows)]


def _decoded(content: bytes) -> str:
    try:
        return decoded(content)
    except ValueError:
        raise refuse(
            N_(
                "The file is not a text file in UTF-8 or GB 18030. Please save it anew as CSV or"
                " xlsx."
            )
        ) from None


def delimiter_of(text: str, layout: Layout) -> str:
    """The delimiter that tells most headings apart; without headings, the most frequent one.

    Counting alone would go wrong where a few cells name many people or large amounts.
    """
    head = text.splitlines()[:LINES_LOOKED_AT]

    def headings(delimiter: str) -> int:
        return max((_headings(line.split(delimiter), layout) for line in head), default=0)

    return max(DELIMITERS, key=lambda one: (headings(one), sum(line.count(one) for line in head)))


def _headings(cells: list[str], layout: Layout) -> int:
    return sum(layout.recognise(cell.strip().strip('"'))[0] is not None for cell in cells)
