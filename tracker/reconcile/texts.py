"""The text of a published report: typed, or out of a text file, a Word file or a PDF with text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import docx
from docx.oxml.ns import qn

from tracker.domain.encodings import decoded
from tracker.domain.problems import N_, Problem, Refused
from tracker.reports import previews
from tracker.services.word_check import DAMAGED, demand_document

SUFFIXES = (".txt", ".md", ".docx", ".pdf")
MOST_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 200_000
NO_CHARACTERS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
"""What a PDF puts where a line or a word is divided."""
AROUND = {qn(f"w:{one}") for one in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
NO_BODY = TypeError, AttributeError
"""What reading raises of a part that is no document's, or a document without a body."""
GONE = qn("w:del"), qn("w:moveFrom")
NOT_SO = ("0", "false", "off")
TOO_LONG = N_("The text is longer than %(most)s characters.")
SAID = {qn("w:t"): "", qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
"""What a paragraph's words are made of."""


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
    if not says_something(text):
        said = N_("There is no text in %(file)s. A scanned report has to be typed or recognised.")
        raise Refused(Problem("file", said, {"file": filename}))
    return bounded(text)


def bounded(text: str, field: str = "file") -> str:
    """The text itself; raises Refused for one that is longer than any report."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(Problem(field, TOO_LONG, {"most": MOST_CHARACTERS}))
    return text


def says_something(text: str) -> bool:
    """Whether there is more than blanks of whatever width."""
    return any(one.isalnum() for one in text)


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
        lines = list(_within_bounds(_blocks(document.element.body)))
    except (*DAMAGED, *NO_BODY, KeyError, SyntaxError, RecursionError) as error:
        raise Refused(Problem("file", N_("The Word document is damaged."))) from error
    return "\n\n".join(lines)


def _within_bounds(lines: Iterator[str]) -> Iterator[str]:
    """Raises Refused as soon as there are too many; a small file may unpack to millions."""
    length = 0
    for line in lines:
        length += len(line) + 2
        if length > MOST_CHARACTERS + 2:
            raise Refused(Problem("file", TOO_LONG, {"most": MOST_CHARACTERS}))
        yield line


def _blocks(parent: Any) -> Iterator[str]:
    """A paragraph is a line, and so is a row of a table; content controls and tracked insertions
    are read as what stands in them, and what was struck out is not.
    """
    for one in parent:
        if one.tag == qn("w:p"):
            yield _words(one)
        elif one.tag == qn("w:tbl"):
            rows = (row for row in one.iter(qn("w:tr")) if _around(row, "w:tbl") is one)
            yield from ("\t".join(_cells(row)) for row in rows)
        elif one.tag in AROUND:
            yield from _blocks(one)


def _cells(row: Any) -> Iterator[str]:
    """A cell of several rows states its words in the first; a table inside of it is read there."""
    for cell in row.iter(qn("w:tc")):
        if _around(cell, "w:tr") is row:
            goes_on = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            below = goes_on is not None and goes_on.get(qn("w:val")) != "restart"
            yield "" if below else " ".join(" ".join(_blocks(cell)).split())


def _around(element: Any, tag: str) -> Any:
    """The nearest of that kind that the element stands in."""
    return next(element.iterancestors(qn(tag)))


def _words(paragraph: Any) -> str:
    told = (one for one in paragraph.iter(*SAID) if _is_of(one, paragraph))
    return "".join(one.text or "" if one.tag == qn("w:t") else SAID[one.tag] for one in told)


def _is_of(said: Any, paragraph: Any) -> bool:
    """Not of a text box that is drawn beside it, nor of a second form of the same picture, nor
    struck out.
    """
    return next(said.iterancestors(qn("w:p"))) is paragraph and not _is_struck_out(said)


def _is_struck_out(said: Any) -> bool:
    """Whether a line goes through it, or whoever follows the changes took it away."""
    if next(said.iterancestors(*GONE), None) is not None:
        return True
    marks = said.getparent().find(qn("w:rPr"))
    lines = () if marks is None else (marks.find(qn(one)) for one in ("w:strike", "w:dstrike"))
    return any(one is not None and one.get(qn("w:val")) not in NOT_SO for one in lines)


def _of_pdf(content: bytes) -> str:
    try:
        pages = previews.texts(content)
    except previews.NoPicture as error:
        raise Refused(Problem("file", N_("This PDF is broken or locked."))) from error
    text = "\n".join(pages).replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(NO_CHARACTERS)
