"""The program's own Word template of a paper, made of its form.

Repeated parts become ``{%p for …%}`` paragraphs and ``{%tr for …%}`` rows, as ``docxtpl`` reads
them. Fonts are those that every Chinese Windows has: 宋体, 黑体, 仿宋.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from tracker.reports.papers import docx_styles as styles
from tracker.reports.papers.layout import GRID, ITEM, Each, Gap, Row, Seal, Signature, Text, When
from tracker.reports.papers.layout import Table as TableBlock

if TYPE_CHECKING:
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
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, (Each, When)):
            for tag, parts in _tagged(block):
                _bare(document, "{%p " + tag)
                _write(document, parts)
        else:
            WRITERS[type(block)](document, block)
            if isinstance(block, Text) and isinstance(following, TableBlock):
                document.paragraphs[-1].paragraph_format.keep_with_next = True


def _tagged(block: Each | When) -> list[tuple[str, Sequence[Any]]]:
    """Each tag with what follows it."""
    if isinstance(block, Each):
        return [(f"for {ITEM} in {block.list} %}}", block.parts), ("endfor %}", ())]
    otherwise = [("else %}", block.otherwise)] if block.otherwise else []
    return [(f"if {block.field} %}}", block.parts), *otherwise, ("endif %}", ())]


def _bare(document: Document, text: str) -> None:
    document.add_paragraph(text, style=styles.LINE)


def _text(document: Document, block: Text) -> None:
    if block.look == "day":
        _hold_last(document, Pt(9))
    document.add_paragraph(block.text, style=styles.OF_LOOK[block.look])


def _gap(document: Document, block: Gap) -> None:
    spaced = document.add_paragraph(style=styles.LINE).paragraph_format
    spaced.line_spacing, spaced.space_before = Pt(1), Mm(block.height)


def _signature(document: Document, block: Signature) -> None:
    """A long name goes on beneath before it reaches the room that the line needs, as in a table of
    contents a long title does: the tab alone goes to the margin.
    """
    line = document.add_paragraph(f"{block.who}：\t", style=styles.SIGNATURE).paragraph_format
    line.right_indent = Mm(block.room)
    line.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _hold_last(document: Document, room: Length) -> None:
    """Never a seal or a day alone on a page. The room stands after the line that is held: where a
    page ends in it, LibreOffice holds nothing if it stands before the next one.
    """
    last = document.paragraphs[-1].paragraph_format
    last.keep_with_next, last.space_after = True, room


def _seal(document: Document, block: Seal) -> None:
    _hold_last(document, Mm(8))
    document.add_paragraph(f"{block.who}（盖章）", style=styles.DAY)
    _hold_last(document, Pt(3))
    document.add_paragraph(block.day, style=styles.DAY)


def _table(document: Document, block: TableBlock) -> None:
    table = document.add_table(rows=0, cols=GRID, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    styles.narrow_margins(table)
    for column in table.columns:
        column.width = Mm(WIDTH / GRID)
    _rows(table, (*block.head, *block.rows, *block.ending))
    for row in table.rows[: len(block.head)]:
        styles.mark_row(row, "w:tblHeader")
    for row in table.rows[-len(block.ending) : -1] if block.ending else ():
        styles.hold_row(row)
    after = document.add_paragraph(style=styles.LINE).paragraph_format
    after.line_spacing = Pt(4)


def _rows(table: Any, rows: Sequence[Any]) -> None:
    for row in rows:
        if isinstance(row, Row):
            _row(table, row)
            continue
        for tag, parts in _tagged(row):
            _tag_row(table, "{%tr " + tag)
            _rows(table, parts)


def _tag_row(table: Any, text: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).paragraphs[0].text = text


def _row(table: Any, row: Row) -> None:
    added = table.add_row()
    added.height, added.height_rule = Mm(row.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    if row.height <= styles.SHORT_ROW:
        styles.mark_row(added, "w:cantSplit")
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
