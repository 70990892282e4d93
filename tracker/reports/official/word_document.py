"""An official document put into Word as it is, without a template between them."""

from __future__ import annotations

import io

import docx
from docx.document import Document as WordDocument

from tracker.reports.official import word_form as form
from tracker.reports.official.document import Document, Section, Table, plain
from tracker.reports.official.word_form import ABOUT, BODY, CAPTION, FIRST, SECOND, TITLE

HEADINGS = {1: FIRST, 2: SECOND}


def word_document(document: Document) -> bytes:
    """The docx."""
    word = docx.Document()
    form.prepare(word, document.name, document.mark or "")
    for line in document.title:
        word.add_paragraph(line, style=TITLE)
    word.add_paragraph(document.about, style=ABOUT)
    for note in document.notes:
        word.add_paragraph(note, style=BODY)
    for level, section in document.every_section():
        if section is document.annex:
            form.close(word, document.annex_note, document.signed, document.day)
        _section(word, section, level)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def _section(word: WordDocument, section: Section, level: int) -> None:
    if section.title:
        word.add_paragraph(section.title, style=HEADINGS[level])
    for paragraph in section.paragraphs:
        word.add_paragraph(plain(paragraph), style=BODY)
    for table in section.tables:
        _table(word, table)


def _table(word: WordDocument, table: Table) -> None:
    if table.caption:
        word.add_paragraph(table.caption, style=CAPTION)
    drawn = form.begin_table(word, table.columns)
    for row in table.rows:
        form.add_row(drawn, table.columns, [plain(cell) for cell in row])
    form.end_table(word)
