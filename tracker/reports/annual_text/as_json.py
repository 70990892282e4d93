"""The annual report as JSON: its paragraphs with their fields, and the figures they bind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.reports.annual_text.bound import official_names
from tracker.reports.annual_text.document import said_of
from tracker.reports.annual_text.text import AnnualText, Said, TextParagraph
from tracker.reports.official.document import plain
from tracker.reports.summary_json import summary_json

OF_SUMMARY = ("center", "period", "basis", "sample", "frozen", "indicators", "year_on_year")
"""What stands there as in the yearly summary's JSON."""


def annual_json(text: AnnualText) -> dict[str, Any]:
    """Plain values only. ``paragraphs`` in the order of the report; a field's ``moved`` says what
    it said when the paragraph was last written, where that was something else.
    """
    lines = text.figures.lines
    told = summary_json(text.summary)
    return {
        **{name: told[name] for name in OF_SUMMARY},
        "names": {key: name for key, name in official_names().items() if key in lines},
        "paragraphs": [_paragraph(one) for one in text.paragraphs.values()],
        "outside": {
            key: [{"source": one.source, "by": one.by} for one in told_by]
            for key, told_by in text.outside.items()
        },
    }


def _paragraph(one: TextParagraph) -> Mapping[str, Any]:
    return {
        "key": one.declared.key,
        "title": one.declared.term,
        "text": "\n".join(plain(line) for line in said_of(one)),
        "source": one.text,
        "revision": _revision(one),
        "fields": [_field(said) for said in one.said],
    }


def _revision(one: TextParagraph) -> Mapping[str, Any] | None:
    """None for a draft."""
    if one.revision is None:
        return None
    at = one.revision.written_at.isoformat()
    return {"number": one.revision.number, "by": one.revision.written_by, "at": at}


def _field(said: Said) -> Mapping[str, Any]:
    return {
        "figure": said.field.key,
        "forms": [form.value for form in said.field.forms],
        "text": plain(said.words),
        "moved": {"then": said.moved[0], "now": said.moved[1]} if said.moved else None,
    }
