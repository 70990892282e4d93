"""The official document for print: laid out by typst with the Chinese font embedded, as PDF/A-2b.

What is written goes in as JSON and is never read as markup.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.config import template_folder
from tracker.formatting import in_chinese
from tracker.reports.official.document import Document, Section, Table, plain
from tracker.reports.papers.pdf import printed


def print_official(document: Document) -> bytes:
    """Bookmarks are its headings; a sample's mark stands on every page. Raises NoFont."""
    folder = Path(template_folder()) / "documents"
    return printed(folder / "official.typ", _plain(document))


def _plain(document: Document) -> dict[str, Any]:
    return {
        "language": "zh" if in_chinese() else "en",
        "name": document.name,
        "title": list(document.title),
        "about": document.about,
        "mark": document.mark or "",
        "notes": list(document.notes),
        "sections": [_section(one) for one in document.sections],
        "annex": _section(document.annex),
        "annex_note": document.annex_note,
        "signed": document.signed,
        "day": document.day,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "paragraphs": [plain(one) for one in section.paragraphs],
        "tables": [_table(one) for one in section.tables],
        "parts": [_section(one) for one in section.parts],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [vars(one) for one in table.columns],
        "rows": [[plain(cell) for cell in row] for row in table.rows],
        "total": table.total,
    }
