"""Page and paragraph styles of the papers in Word: A4, 仿宋 text, a 宋体 title, pages numbered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE, NUMBER, HEADING, BODY, LINE = "文书标题", "文书编号", "文书小标题", "文书正文", "文书段落"
CENTER, COVER, DAY, SIGNATURE, CELL, LABEL = (
    "文书居中",
    "卷宗封面标题",
    "文书日期",
    "文书签名",
    "文书表格",
    "文书表头",
)
OF_LOOK = {
    "title": TITLE,
    "number": NUMBER,
    "heading": HEADING,
    "body": BODY,
    "line": LINE,
    "center": CENTER,
    "cover": COVER,
    "day": DAY,
}
SHORT_ROW = 20
"""Rows up to so many millimetres stay on one page."""

SONG, HEI, FANG = "宋体", "黑体", "仿宋"
LEFT, RIGHT, CENTRED, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True)
class Look:
    """Sizes and spaces in points; ``indent`` of the first line in characters; ``latin`` is the font
    of letters and digits where it is another one.
    """

    size: float
    font: str = FANG
    align: Any = LEFT
    bold: bool = False
    indent: int = 0
    before: float = 0
    after: float = 0
    line: float = 19
    keep: bool = False
    latin: str = ""


LOOKS = {
    TITLE: Look(20, SONG, CENTRED, bold=True, after=9, line=30, keep=True),
    NUMBER: Look(10.5, FANG, RIGHT, after=5, line=16),
    HEADING: Look(12, HEI, before=4, after=2, keep=True),
    BODY: Look(12, FANG, BOTH, indent=2),
    LINE: Look(12, FANG, after=1),
    CENTER: Look(16, SONG, CENTRED, line=26),
    COVER: Look(34, SONG, CENTRED, bold=True, line=52),
    DAY: Look(12, FANG, RIGHT),
    SIGNATURE: Look(12, FANG, before=6),
    CELL: Look(10.5, FANG, before=2, after=2, line=14.5),
    LABEL: Look(10.5, HEI, CENTRED, before=2, after=2, line=14.5),
}
"""The sizes are those of ``templates/documents/paper.typ``: both forms fill the same pages."""


def prepare(document: Document, title: str) -> None:
    """A4 with the styles of all papers and a page number at the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.footer_distance = Mm(11)
    speak_chinese(document)
    for name, look in LOOKS.items():
        _style(document, name, look)
    number_pages(section.footer.paragraphs[0])
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.comments = ""


def speak_chinese(document: Document) -> None:
    """Simplified forms of punctuation, wherever the fonts are replaced by others."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")


def _style(document: Document, name: str, look: Look) -> None:
    style: Any = document.styles.add_style(name, 1)
    style.base_style = document.styles["Normal"]
    shape(style, look)


def shape(style: Any, look: Look) -> None:
    """Give the paragraph style that look."""
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.name = look.latin or look.font
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    form = style.paragraph_format
    form.alignment, form.keep_with_next = look.align, look.keep
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    form.first_line_indent = Pt(look.size * look.indent)


def number_pages(paragraph: Any, align: Any = CENTRED, size: float = 9) -> None:
    """``— 1 —``, as official papers number their pages."""
    paragraph.alignment = align
    for kind, text in (("", "— "), ("begin", ""), ("code", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if not kind else "")
        run.font.size, run.font.name = Pt(size), SONG
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def mark_row(row: Any, mark: str) -> None:
    """``w:cantSplit``, or ``w:tblHeader`` for a row that each page repeats."""
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def hold_row(row: Any) -> None:
    """Keep it on the page of the next one."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def narrow_margins(table: Any, twips: int = 91) -> None:
    """Little room beside the text of a cell: an ID number fits into its column."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
