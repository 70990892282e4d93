"""One way in for every format of a summary: the pages and the terminal write the same files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import BinaryIO

from jinja2 import TemplateError
from sqlalchemy import and_, or_
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.indicators.dimensions import picked
from tracker.indicators.year import Summary
from tracker.queries.ledger import touched_in
from tracker.queries.scope import Scope
from tracker.reports.official import word
from tracker.reports.official.fillable import YEAR_SUMMARY
from tracker.reports.official.pdf import print_official
from tracker.reports.official.writing import official
from tracker.reports.papers.filling import fill_docx
from tracker.reports.papers.pdf import NoFont
from tracker.reports.register_files import registers_of
from tracker.reports.summary_csv import summary_csv
from tracker.reports.summary_json import summary_json
from tracker.reports.summary_text import summary_text
from tracker.reports.workbook.about import NOBODY, Made
from tracker.reports.workbook.book import write_book
from tracker.reports.workbook.rows import case_rows
from tracker.services.papers import templates_of

Writer = Callable[[Session, Scope, Summary, Made, BinaryIO], int]
"""Writes the file; returns how many cases stand in it: only a workbook has any."""


def _write_json(
    _session: Session, _scope: Scope, summary: Summary, _made: Made, target: BinaryIO
) -> int:
    target.write(json.dumps(summary_json(summary), ensure_ascii=False, indent=1).encode())
    target.write(b"\n")
    return 0


def _write_csv(
    _session: Session, _scope: Scope, summary: Summary, _made: Made, target: BinaryIO
) -> int:
    target.write(summary_csv(summary).encode())
    return 0


def _write_text(
    _session: Session, _scope: Scope, summary: Summary, _made: Made, target: BinaryIO
) -> int:
    target.write(summary_text(official(summary)).encode())
    return 0


def _write_docx(
    session: Session, _scope: Scope, summary: Summary, _made: Made, target: BinaryIO
) -> int:
    """Filled into the center's own template, if it has one.

    Raises Refused where that does not fit any more.
    """
    own = templates_of(session, summary.center.id).get(YEAR_SUMMARY.key)
    template = own.content if own else YEAR_SUMMARY.template()
    try:
        target.write(fill_docx(template, word.context(official(summary))))
    except TemplateError as error:
        raise Refused(Problem("", UNFIT)) from error
    return 0


def _write_pdf(
    _session: Session, _scope: Scope, summary: Summary, _made: Made, target: BinaryIO
) -> int:
    """Raises Refused where the font is missing."""
    try:
        target.write(print_official(official(summary)))
    except NoFont as error:
        raise Refused(error.problem) from error
    return 0


def _write_xlsx(
    session: Session, scope: Scope, summary: Summary, made: Made, target: BinaryIO
) -> int:
    """The figures, and the cases of which anything counts in the period or a year before."""
    within = scope.within(tuple(center.id for center in summary.centers))
    touched = or_(touched_in(summary.period), touched_in(summary.year_before))
    condition = and_(within.holds(), touched, *picked(summary.picks))
    rows = case_rows(session, within, summary, condition, unmasked=made.unmasked, tell=made.tell)
    registers = registers_of(session, within, summary)
    return write_book(summary, rows, made, target, registers)


UNFIT = N_("The office's own template cannot be filled; please tell the administrator.")
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "text": "text/plain; charset=utf-8",
}
WRITERS: dict[str, Writer] = {
    "json": _write_json,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "docx": _write_docx,
    "pdf": _write_pdf,
    "text": _write_text,
}


def summary_file(
    session: Session,
    scope: Scope,
    summary: Summary,
    form: str,
    target: BinaryIO,
    made: Made = NOBODY,
) -> int:
    """Write the summary in that form; returns how many cases stand in the file."""
    return WRITERS[form](session, scope, summary, made, target)
