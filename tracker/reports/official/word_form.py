"""The form of official documents in Word: GB/T 9704 公文格式.

A4 with its margins, a 小标宋 title, headings in 黑体 and 楷体, 仿宋 text on 28-point lines, pages
numbered on their outer side. Headings are Word's own, so that its navigation and bookmarks find
them. Where a font is missing, Word takes the one that the document names beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tracker.formatting import in_chinese
from tracker.reports.official.document import Column
from tracker.reports.papers import docx_styles as styles
from tracker.reports.papers.docx_styles import CENTRED, FANG, HEI, LEFT, RIGHT, SONG, Look

TITLE_FONT, KAI, FANG_GB = "方正小标宋简体", "楷体_GB2312", "仿宋_GB2312"
BESIDE = {TITLE_FONT: SONG, KAI: "楷体", FANG_GB: FANG}
"""Font -> the one that every Chinese Windows has."""
LATIN = "Times New Roman"
"""Of digits: a wide one breaks amounts in their columns."""
TITLE, FIRST, SECOND, CAPTION = "Title", "Heading 1", "Heading 2", "Caption"
BODY, ABOUT, SIGNED, MARK, CELL, LABEL, LATIN_LABEL, PLACE = (
    "公文正文",
    "公文题注",
    "公文落款",
    "公文标注",
    "公文表格",
    "公文表头",
    "公文西文表头",
    "公文段落",
)
LOOKS = {
    TITLE: Look(22, TITLE_FONT, CENTRED, line=35, keep=True),
    FIRST: Look(16, HEI, LEFT, indent=2, line=28, keep=True),
    SECOND: Look(16, KAI, LEFT, indent=2, line=28, keep=True),
    CAPTION: Look(12, HEI, CENTRED, before=6, after=3, line=20, keep=True),
    BODY: Look(16, FANG_GB, LEFT, indent=2, line=28),
    ABOUT: Look(16, KAI, CENTRED, after=28, line=28),
    SIGNED: Look(16, FANG_GB, RIGHT, line=28),
    MARK: Look(10.5, HEI, CENTRED, line=14),
    CELL: Look(9, FANG_GB, before=1.5, after=1.5, line=12),
    LABEL: Look(9, HEI, CENTRED, before=2, after=2, line=12),
    LATIN_LABEL: Look(8, HEI, CENTRED, before=2, after=2, line=10),
    PLACE: Look(9, FANG_GB, line=12),
}
PAGE_NUMBER = 14
CELL_MARGIN = 45
"""Twips: four characters of a heading stand side by side in a narrow column."""


def prepare(document: Document, name: str, mark: str) -> None:
    """``name`` goes into its properties, ``mark`` to the head of every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    styles.speak_chinese(document)
    for style, look in LOOKS.items():
        _style(document, style, look)
    _name_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    for header in (section.header, section.even_page_header):
        header.paragraphs[0].style = MARK
        header.paragraphs[0].add_run(mark)
    styles.number_pages(section.footer.paragraphs[0], RIGHT, PAGE_NUMBER)
    styles.number_pages(section.even_page_footer.paragraphs[0], LEFT, PAGE_NUMBER)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = name, "", ""


def _style(document: Document, name: str, look: Look) -> None:
    """Word's own headings keep their level and lose their looks."""
    if name in (TITLE, FIRST, SECOND, CAPTION):
        style: Any = document.styles[name]
        style.element.remove(style.element.get_or_add_rPr())
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    styles.shape(style, replace(look, latin=LATIN))


def _name_fonts(document: Document) -> None:
    """The fonts beside those that are not everywhere, in the document's table of fonts."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            fonts = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{beside}"/></w:font>'
                for name, beside in BESIDE.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())


def close(document: Document, annex_note: str, signed: str, day: str) -> None:
    """What stands beneath the text: the annex is named, then who signs it and when; a new page."""
    named = document.add_paragraph(annex_note, style=BODY).paragraph_format
    named.space_before, named.keep_with_next = Pt(28), True  # no signature alone on its page
    signature = document.add_paragraph(signed, style=SIGNED).paragraph_format
    signature.space_before, signature.keep_with_next = Pt(56), True
    signature.right_indent = Pt(32)
    written = document.add_paragraph(day, style=SIGNED)
    written.paragraph_format.right_indent = Pt(64)
    written.add_run().add_break(WD_BREAK.PAGE)


def begin_table(document: Document, its: Sequence[Column]) -> Any:
    """With its heading, which each page repeats."""
    table = document.add_table(rows=0, cols=len(its), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    styles.narrow_margins(table, CELL_MARGIN)
    for place, column in zip(table.columns, its, strict=True):
        place.width = Mm(column.room)
    add_row(table, its, [column.label for column in its], heading=True)
    return table


def end_table(document: Document) -> None:
    """A little room beneath it."""
    document.add_paragraph(style=PLACE).paragraph_format.line_spacing = Pt(9)


def add_row(
    table: Any, its: Sequence[Column], texts: Sequence[str], *, heading: bool = False
) -> None:
    row, label = table.add_row(), LABEL if in_chinese() else LATIN_LABEL
    styles.mark_row(row, "w:cantSplit")
    if heading:
        styles.mark_row(row, "w:tblHeader")
    for cell, column, text in zip(row.cells, its, texts, strict=True):
        cell.width, cell.vertical_alignment = Mm(column.room), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.style = label if heading else CELL
        paragraph.add_run(text)
        if column.numeric and not heading:
            paragraph.alignment = RIGHT
