"""The program's own Word template of the yearly summary, in the form of GB/T 9704 公文格式.

A4 with its margins, a 小标宋 title, headings in 黑体 and 楷体, 仿宋 text on 28-point lines, pages
numbered on their outer side. Headings are Word's own, so that its navigation and bookmarks find
them. Where a font is missing, Word takes the one that the document names beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tracker.formatting import in_chinese
from tracker.reports.official.document import Column
from tracker.reports.official.word import COLUMNS, SECTIONS, TABLES, columns
from tracker.reports.papers import docx_styles as styles
from tracker.reports.papers.docx_styles import CENTRED, FANG, HEI, LEFT, RIGHT, SONG, Look
from tracker.reports.papers.layout import ITEM

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
SUBSECTIONS = ("dispute_type", "source", "organisation", "village")


@cache
def own_template(_language: str) -> bytes:
    """The docx; its headings are in the language of the page being made, which is named so that
    one is remembered for each.
    """
    document = docx.Document()
    _prepare(document)
    _write(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _prepare(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    styles.speak_chinese(document)
    for name, look in LOOKS.items():
        _style(document, name, look)
    _name_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    for header in (section.header, section.even_page_header):
        header.paragraphs[0].style = MARK
        header.paragraphs[0].add_run("{{ 示例数据 }}")
    styles.number_pages(section.footer.paragraphs[0], RIGHT, PAGE_NUMBER)
    styles.number_pages(section.even_page_footer.paragraphs[0], LEFT, PAGE_NUMBER)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "{{ 名称 }}", "", ""


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


def _write(document: Document) -> None:
    document.add_paragraph("{{ 标题 }}", style=TITLE)
    document.add_paragraph("{{ 期间与口径 }}", style=ABOUT)
    with _where(document, "说明"):
        document.add_paragraph("{{ 说明 }}", style=BODY)
    for key in SECTIONS:
        if key != "definitions":
            _section(document, key, SECOND if key in SUBSECTIONS else FIRST)
    document.add_paragraph("{{ 附件说明 }}", style=BODY).paragraph_format.space_before = Pt(28)
    signed = document.add_paragraph("{{ 落款 }}", style=SIGNED).paragraph_format
    signed.space_before, signed.keep_with_next, signed.right_indent = Pt(56), True, Pt(32)
    day = document.add_paragraph("{{ 成文日期 }}", style=SIGNED)
    day.paragraph_format.right_indent = Pt(64)
    day.add_run().add_break(WD_BREAK.PAGE)
    _section(document, "definitions", FIRST)


def _section(document: Document, key: str, style: str) -> None:
    name = SECTIONS[key]
    with _where(document, f"{name}标题"):
        document.add_paragraph(f"{{{{ {name}标题 }}}}", style=style)
        with _where(document, name):
            document.add_paragraph(f"{{{{ {name} }}}}", style=BODY)
        if key == "overview":
            _table(document, "figures")
        elif key in TABLES:
            _table(document, key)


@contextmanager
def _where(document: Document, name: str) -> Iterator[None]:
    """What follows stands there only where the field or the list says something."""
    document.add_paragraph(f"{{%p if {name} %}}", style=PLACE)
    yield
    document.add_paragraph("{%p endif %}", style=PLACE)


def _table(document: Document, key: str) -> None:
    name, its = TABLES[key], columns()[key]
    with _where(document, name):
        with _where(document, f"{name}题"):
            document.add_paragraph(f"{{{{ {name}题 }}}}", style=CAPTION)
        table = document.add_table(rows=0, cols=len(its), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        styles.narrow_margins(table, CELL_MARGIN)
        for place, column in zip(table.columns, its, strict=True):
            place.width = Mm(column.room)
        _row(table, its, [column.label for column in its], heading=True)
        _tag(table, f"{{%tr for {ITEM} in {name} %}}")
        _row(table, its, [f"{{{{ {ITEM}.{COLUMNS[column.key]} }}}}" for column in its])
        _tag(table, "{%tr endfor %}")
        after = document.add_paragraph(style=PLACE).paragraph_format
        after.line_spacing = Pt(9)


def _tag(table: Any, text: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).paragraphs[0].text = text


def _row(table: Any, its: Sequence[Column], texts: Sequence[str], *, heading: bool = False) -> None:
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
