"""The text of a published report: typed, or out of a text file, a Word file or a PDF with text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from tracker.domain.encodings import decoded
from tracker.domain.problems import N_, Problem, Refused
from tracker.reports import previews
from tracker.services.word_check import DAMAGED, demand_document

SUFFIXES = (".txt", ".md", ".docx", ".pdf")
MOST_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 500_000
NO_CHARACTERS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
"""What a PDF puts where a line or a word is divided."""


def text_of(content: bytes, filename: str) -> str:
    """Raises Refused for another format, a broken file, and a PDF of pictures alone."""
    if len(content) > MOST_BYTES:
        raise Refused(Problem("file", N_("The file is larger than %(most)s MB."), {"most": 20}))
    readers = {".docx": _of_word, ".pdf": _of_pdf}
    suffix = PurePath(filename).suffix.lower()
    if suffix not in SUFFIXES:
        said = N_("Only reports in the formats txt, docx and pdf can be read.")
        raise Refused(Problem("file", said))
    text = readers.get(suffix, _of_text)(content)
    if not text.strip():
        said = N_("There is no text in %(file)s. A scanned report has to be typed or recognised.")
        raise Refused(Problem("file", said, {"file": filename}))
    if len(text) > MOST_CHARACTERS:
        said = N_("The text is longer than %(most)s characters.")
        raise Refused(Problem("file", said, {"most": MOST_CHARACTERS}))
    return text


def _of_text(content: bytes) -> str:
    try:
        return decoded(content)
    except ValueError:
        said = N_("The file is not a text file in UTF-8 or GB 18030.")
        raise Refused(Problem("file", said)) from None


def _of_word(content: bytes) -> str:
    """Paragraphs and the rows of tables, in their order."""
    demand_document(io.BytesIO(content))
    try:
        document = docx.Document(io.BytesIO(content))
        lines = [line for one in document.iter_inner_content() for line in _lines(one)]
    except (*DAMAGED, KeyError, SyntaxError) as error:
        raise Refused(Problem("file", N_("The Word document is damaged."))) from error
    return "\n\n".join(lines)


def _lines(block: Paragraph | Table) -> Iterator[str]:
    """A paragraph is a line, and so is a row of a table, a cell of several columns once."""
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
        yield "\t".join(cells.values())


def _of_pdf(content: bytes) -> str:
    try:
        pages = previews.texts(content)
    except previews.NoPicture as error:
        raise Refused(Problem("file", N_("This PDF is broken or locked."))) from error
    text = "\n".join(pages).replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(NO_CHARACTERS)
