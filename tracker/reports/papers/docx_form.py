"""The program's own Word template of a paper, made of its form.

Repeated parts become ``{%p for …%}`` paragraphs and ``{%tr for …%}`` rows, as ``docxtpl`` reads
them. Fonts are those that every Chinese Windows has: 宋体, 黑体, 仿宋.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tracker.reports.papers import docx_styles as styles
from tracker.reports.papers.layout import GRID, ITEM, Each, Gap, Row, Seal, Signature, Text, When
from tracker.reports.papers.layout import Table as TableBlock
from tracker.reports.papers.paper import Paper

WIDTH = 156
"""Millimetres between the margins of A4."""


@cache
def own_template(paper: Paper) -> bytes:
    """The docx of the program's own form, with the fields' names in their places."""
    document = docx.Document()
    styles.prepare(document, paper.term)
    _write(document, paper.form)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _write(document: Document, blocks: Sequence[Any]) -> None:
    for block in blocks:
        if isinstance(block, (Each, When)):
            opening, closing = _tags(block)
            _bare(document, "{%p " + opening)
            _write(document, block.parts)
            _bare(document, "{%p " + closing)
        else:
            WRITERS[type(block)](document, block)


def _tags(block: Each | When) -> tuple[str, str]:
    if isinstance(block, Each):
        return f"for {ITEM} in {block.list} %}}", "endfor %}"
    return f"if {block.field} %}}", "endif %}"


def _bare(document: Document, text: str) -> None:
    document.add_paragraph(text, style=styles.LINE)


def _text(document: Document, block: Text) -> None:
    document.add_paragraph(block.text, style=styles.OF_LOOK[block.look])


def _gap(document: Document, block: Gap) -> None:
    spaced = document.add_paragraph(style=styles.LINE).paragraph_format
    spaced.line_spacing, spaced.space_before = Pt(1), Mm(block.height)


def _signature(document: Document, block: Signature) -> None:
    line = document.add_paragraph(f"{block.who}：\t", style=styles.SIGNATURE)
    line.paragraph_format.tab_stops.add_tab_stop(
        Mm(WIDTH - 12), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES
    )


def _seal(document: Document, block: Seal) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # never a seal alone on a page
    who = document.add_paragraph(f"{block.who}（盖章）", style=styles.DAY)
    who.paragraph_format.space_before, who.paragraph_format.keep_with_next = Mm(9), True
    document.add_paragraph(block.day or "　　　　年　　月　　日", style=styles.DAY)


def _table(document: Document, block: TableBlock) -> None:
    table = document.add_table(rows=0, cols=GRID, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    styles.narrow_margins(table)
    for column in table.columns:
        column.width = Mm(WIDTH / GRID)
    _rows(table, block.rows)
    after = document.add_paragraph(style=styles.CELL).paragraph_format
    after.line_spacing = Pt(6)


def _rows(table: Any, rows: Sequence[Any]) -> None:
    for row in rows:
        if isinstance(row, Row):
            _row(table, row)
            continue
        opening, closing = _tags(row)
        _tag_row(table, "{%tr " + opening)
        _rows(table, row.parts)
        _tag_row(table, "{%tr " + closing)


def _tag_row(table: Any, text: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).paragraphs[0].text = text


def _row(table: Any, row: Row) -> None:
    added = table.add_row()
    added.height, added.height_rule = Mm(row.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    uncut = OxmlElement("w:cantSplit")
    if row.height <= styles.SHORT_ROW:
        added._tr.get_or_add_trPr().append(uncut)
    cells, place = added.cells, 0
    for cell in row.cells:
        first, last = cells[place], cells[place + cell.span - 1]
        merged = first.merge(last) if cell.span > 1 else first
        merged.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        merged.width = Mm(WIDTH / GRID * cell.span)
        paragraph: Paragraph = merged.paragraphs[0]
        paragraph.style = styles.LABEL if cell.label else styles.CELL
        paragraph.add_run(cell.text)
        if cell.center:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        place += cell.span


WRITERS: dict[type, Callable[[Document, Any], None]] = {
    Text: _text,
    Gap: _gap,
    Signature: _signature,
    Seal: _seal,
    TableBlock: _table,
}
