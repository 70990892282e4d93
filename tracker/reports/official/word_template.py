"""The program's own Word template of the yearly summary, in the form of official documents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import docx
from docx.document import Document

from tracker.reports.official import word_form as form
from tracker.reports.official.word import COLUMNS, SECTIONS, TABLES, columns
from tracker.reports.official.word_form import ABOUT, BODY, CAPTION, FIRST, PLACE, SECOND, TITLE
from tracker.reports.papers.layout import ITEM

SUBSECTIONS = ("dispute_type", "source", "organisation", "village")


@cache
def own_template(_language: str) -> bytes:
    """The docx; its headings are in the language of the page being made, which is named so that
    one is remembered for each.
    """
    document = docx.Document()
    form.prepare(document, "{{ 名称 }}", "{{ 示例数据 }}")
    _write(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _write(document: Document) -> None:
    document.add_paragraph("{{ 标题 }}", style=TITLE)
    document.add_paragraph("{{ 期间与口径 }}", style=ABOUT)
    with _where(document, "说明"):
        document.add_paragraph("{{ 说明 }}", style=BODY)
    for key in SECTIONS:
        if key != "definitions":
            _section(document, key, SECOND if key in SUBSECTIONS else FIRST)
    form.close(document, "{{ 附件说明 }}", "{{ 落款 }}", "{{ 成文日期 }}")
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
        table = form.begin_table(document, its)
        _tag(table, f"{{%tr for {ITEM} in {name} %}}")
        form.add_row(table, its, [f"{{{{ {ITEM}.{COLUMNS[column.key]} }}}}" for column in its])
        _tag(table, "{%tr endfor %}")
        form.end_table(document)


def _tag(table: Any, text: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).paragraphs[0].text = text
