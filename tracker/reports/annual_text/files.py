"""One way in for every format of the annual report: pages and terminal write the same files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import BinaryIO

from tracker.domain.problems import Refused
from tracker.reports.annual_text.as_json import annual_json
from tracker.reports.annual_text.document import annual_document
from tracker.reports.annual_text.text import AnnualText
from tracker.reports.official.pdf import print_official
from tracker.reports.official.word_document import word_document
from tracker.reports.papers.pdf import NoFont
from tracker.reports.summary_text import summary_text


def _docx(text: AnnualText) -> bytes:
    return word_document(annual_document(text))


def _pdf(text: AnnualText) -> bytes:
    """Raises Refused where the font is missing."""
    try:
        return print_official(annual_document(text))
    except NoFont as error:
        raise Refused(error.problem) from error


def _text(text: AnnualText) -> bytes:
    return summary_text(annual_document(text)).encode()


def _json(text: AnnualText) -> bytes:
    return json.dumps(annual_json(text), ensure_ascii=False, indent=1).encode() + b"\n"


WRITERS: dict[str, Callable[[AnnualText], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "text": _text,
    "json": _json,
}


def annual_file(text: AnnualText, form: str, target: BinaryIO) -> None:
    target.write(WRITERS[form](text))
