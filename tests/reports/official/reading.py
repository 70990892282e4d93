"""Official documents read back: their lines, their numbers, and what the JSON says of each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import docx
import pypdfium2
from docx.table import Table
from docx.text.paragraph import Paragraph

from tracker.reports.official.document import Document, Key, Stated, Words, plain

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WAN = Decimal(10_000)
DOWN = re.compile("下降|down")
OVER_WAN = re.compile("万元|wan yuan")
COLUMN_OF_KEY = {"numerator": 6, "denominator": 7, "previous": 9, "change_percent": 10,
                 "change_points": 11, "previous_numerator": 12, "previous_denominator": 13,
                 "stated": 14, "asked": 15}  # fmt: skip
"""Which column of the CSV has that part of a figure."""


def numbers(text: str) -> list[Decimal]:
    return [Decimal(one.replace(",", "")) for one in NUMBER.findall(text)]


def said_by(text: str, exact: Decimal) -> Decimal:
    """The value that a stated text means, of the same roundness as the exact one."""
    (number,) = numbers(text)
    if OVER_WAN.search(text):
        assert number == (exact / WAN).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return exact
    return -number if DOWN.search(text) else number


def at(said: Any, key: Key) -> Any:
    """What the JSON has there; a row of a breakdown is found by its own key."""
    for step in key:
        if isinstance(said, list):
            (said,) = (row for row in said if row["key"] == step)
        else:
            said = said[step]
    return said


def in_csv(text: str) -> dict[tuple[str, str, str], list[str]]:
    """(breakdown, row, figure) -> the line."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    return {(row[0], row[1], row[3]): row for row in rows if len(row) > 16}


def every_words(document: Document) -> Iterator[Words]:
    for _level, section in document.every_section():
        yield from section.paragraphs
        for table in section.tables:
            for row in table.rows:
                yield from row


def stated(document: Document) -> list[Stated]:
    return [one for words in every_words(document) for one in words if isinstance(one, Stated)]


def lines(document: Document) -> list[str]:
    """All that stands in it, in its order; a cell is a line."""
    found = [*document.title, document.about, *document.notes]
    for _level, section in document.every_section():
        if section is document.annex:
            found += [document.annex_note, document.signed, document.day]
        found += [section.title, *map(plain, section.paragraphs)]
        for table in section.tables:
            found += [table.caption] if table.caption else []
            found += [column.label for column in table.columns]
            found += [plain(cell) for row in table.rows for cell in row]
    return found


def docx_lines(content: bytes) -> list[str]:
    """The same of a Word document: paragraphs and cells, none that is empty but of cells."""
    found = []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Paragraph):
            found += [block.text.strip("\n")] if block.text.strip() else []
        elif isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row.cells]
    return found


def text_lines(content: bytes) -> list[str]:
    text = content.decode().replace("\t", "\n")
    return [line for line in text.split("\n") if line]


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page without blanks: what breaks a line is not told from them."""
    document = pypdfium2.PdfDocument(content)
    found = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def bare(text: str) -> str:
    return "".join(text.split())


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    """Level (from 1) and title."""
    document = pypdfium2.PdfDocument(content)
    found = [(one.level + 1, one.get_title()) for one in document.get_toc()]
    document.close()
    return found


def headings(content: bytes) -> list[tuple[int, str]]:
    """The same of a Word document."""
    paragraphs: Sequence[Paragraph] = docx.Document(io.BytesIO(content)).paragraphs
    return [
        (int(str(one.style.name)[-1]), one.text)
        for one in paragraphs
        if one.style is not None and str(one.style.name).startswith("Heading")
    ]
