"""A reconciled report in Word: its text with the figures shaded and told in place, then the list.

The word of each verdict stands beside its shade, as on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

import docx
from docx.document import Document
from docx.enum.text import WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tracker.formatting import word
from tracker.reconcile.marked import Mark, pieces
from tracker.reconcile.result import Result
from tracker.reconcile.tables import changes_table, checks_table, counted, figures_table
from tracker.reconcile.telling import cell_words, left_out_words
from tracker.reports.content import Cell, Table, written
from tracker.reports.papers import docx_styles as styles

SHADES = {
    "resolved": ("E2F0EC", "1D5C4D", WD_UNDERLINE.SINGLE),
    "due": ("FBF0DC", "6B4400", WD_UNDERLINE.DASH),
    "overdue": ("FBE9E6", "8E2A20", WD_UNDERLINE.DOUBLE),
    "muted": ("EFEEE9", "465361", WD_UNDERLINE.DOTTED),
}
"""Tone -> ground, ink, line beneath: those of the pages, so that a print tells them apart too."""
WIDTHS = {
    "stated": (8, 36, 23, 18, 26, 26, 17, 22),
    "changes": (10, 40, 30, 28, 28, 22, 18),
    "internal": (34, 74, 40, 28),
}
"""Millimetres, by the table's key; the first leaves the margins of the page."""
PAGE = 210
XML_KEEPS_OUT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def write_word(result: Result, above: Sequence[str], target: BinaryIO) -> None:
    """``above`` are the sample's mark if there is one, the title, whose it is, and the basis."""
    *marks, title, whose, basis = above
    document = docx.Document()
    styles.prepare(document, title)
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm((PAGE - sum(WIDTHS["stated"])) / 2)
    section.header.paragraphs[0].add_run(" ".join(marks))
    document.add_paragraph(title, style=styles.TITLE)
    for line in filter(None, (whose, basis)):
        document.add_paragraph(line, style=styles.LINE)
    if not result.alone:
        found = "，".join(f"{word(verdict)} {number}" for verdict, number in counted(result))
        document.add_paragraph(found, style=styles.LINE)
    if left_out := left_out_words(result):
        document.add_paragraph(left_out, style=styles.LINE)
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)
    _text(document, result)
    for table in (figures_table(result), changes_table(result), checks_table(result)):
        if table.rows:
            _table(document, table)
    document.save(target)


def _text(document: Document, result: Result) -> None:
    """Each line of the text is a paragraph of its own; a figure may go on in the next."""
    paragraph = document.add_paragraph(style=styles.LINE)
    for one in pieces(result):
        first, *further = one.text.translate(XML_KEEPS_OUT).split("\n")
        _run(paragraph, first, one.mark)
        for line in further:
            paragraph = document.add_paragraph(style=styles.LINE)
            _run(paragraph, line, one.mark)
        if one.mark is not None:
            told = paragraph.add_run(one.mark.words)
            told.font.superscript = True
            _colour(told, one.mark)


def _run(paragraph: Any, text: str, mark: Mark | None) -> None:
    if not text:
        return
    run = paragraph.add_run(text)
    if mark is not None:
        run.font.underline = SHADES[mark.tone][2]
        _colour(run, mark)


def _colour(run: Any, mark: Mark) -> None:
    ground, ink, _line = SHADES[mark.tone]
    run.font.color.rgb = RGBColor.from_string(ink)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
        shade.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shade)


def _table(document: Document, table: Table) -> None:
    caption = document.add_paragraph(table.caption, style=styles.HEADING)
    caption.paragraph_format.space_before = Pt(12)
    widths = WIDTHS[table.key]
    drawn = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    drawn.autofit = False
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(width)
    styles.narrow_margins(drawn, 60)
    label, cell = (document.styles[name].style_id for name in (styles.LABEL, styles.CELL))
    _row(drawn, [column.label for column in table.columns], widths, label)
    styles.mark_row(drawn.rows[0], "w:tblHeader")
    for cells in table.rows:
        _row(drawn, [_words(one) for one in cells], widths, cell)


def _words(cell: Cell) -> str:
    """A rate never without its fraction."""
    if not cell.parts or cell.value is None:
        return cell_words(cell)
    return f"{cell_words(cell)}\n{'/'.join(written(part) for part in cell.parts[:2])}"


def _row(drawn: Any, texts: Sequence[str], widths: Sequence[int], style_id: str) -> None:
    """By the id of the style, which is looked up once: a name is searched for in every cell."""
    row = drawn.add_row()
    styles.mark_row(row, "w:cantSplit")
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0]._p.style = style_id
        cell.paragraphs[0].add_run(text.translate(XML_KEEPS_OUT))
