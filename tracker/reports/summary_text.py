"""A summary as text, ready to be pasted: the official document's sentences, tables with tabs."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.reports.official.document import Document, Section, Table, plain


def summary_text(document: Document) -> str:
    """A line for each heading, paragraph and row; the sample's mark above them all."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from [document.mark, ""] if document.mark else []
    yield from (*document.title, document.about, *document.notes, "")
    for _level, section in document.every_section():
        if section is document.annex:
            yield from (document.annex_note, "", document.signed, document.day, "")
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[str]:
    yield from [section.title] if section.title else []
    for paragraph in section.paragraphs:
        yield plain(paragraph)
    for table in section.tables:
        yield from _of_table(table)


def _of_table(table: Table) -> Iterator[str]:
    """A rate's fraction stands beside it, in the same cell."""
    yield from [table.caption] if table.caption else []
    yield "\t".join(column.label for column in table.columns)
    for row in table.rows:
        yield "\t".join(plain(cell).replace("\n", " ") for cell in row)
    yield ""
