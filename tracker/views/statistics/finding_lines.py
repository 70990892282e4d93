"""The cases of one check as lines: what was found in each, and the form to set it aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from tracker import formatting
from tracker.domain.vocabulary import Word
from tracker.forms.findings import DismissForm
from tracker.indicators.drill import Drill
from tracker.indicators.quality.assess import Evidence, SetAside, evidence_of
from tracker.indicators.quality.check import DISMISSED, Check
from tracker.indicators.quality.listed import listed
from tracker.permissions import Actor
from tracker.queries.case_filter import CaseFilter
from tracker.queries.cases import NEWEST_FIRST, case_rows, order_of
from tracker.queries.paging import AnyRow
from tracker.reports.question import Question
from tracker.views import cursors
from tracker.views.case_lines import CaseLine, lines_of
from tracker.views.figure_pages import same_page
from tracker.views.statistics.question import kept_args

PAGE_SIZE = 20


@dataclass(frozen=True)
class FindingLine:
    """``why`` are the facts with their names, without those that say nothing."""

    case: CaseLine
    why: Sequence[tuple[str, str]]
    set_aside: SetAside | None
    action: str
    form: DismissForm


@dataclass(frozen=True)
class FindingPage:
    lines: Sequence[FindingLine]
    total: int
    newer: str | None
    older: str | None


def page_of_findings(
    session: Session,
    actor: Actor,
    question: Question,
    check: Check,
    part: str,
) -> FindingPage:
    """A page of the check's cases, the latest registered first; constantly many statements."""
    drill = Drill(check, part, question.period, picks=question.picks)
    keys = listed(session, question.scope, drill)
    wanted = CaseFilter(extra=keys.condition, extra_key=(check.key, part))
    cursor = cursors.read(request.args.get("at"), NEWEST_FIRST, order_of(NEWEST_FIRST))
    page = case_rows(session, question.scope, wanted, NEWEST_FIRST, cursor, PAGE_SIZE)
    found = evidence_of(session, check, {(row.center_id, row.id) for row in page.rows})
    cases = lines_of(session, actor, page.rows)
    return FindingPage(
        [
            _line(row, case, check, found[row.center_id, row.id], part)
            for row, case in zip(page.rows, cases, strict=True)
        ],
        len(keys),
        _other_page(cursors.written(page.newer, NEWEST_FIRST)),
        _other_page(cursors.written(page.older, NEWEST_FIRST)),
    )


def _line(row: AnyRow, case: CaseLine, check: Check, found: Evidence, part: str) -> FindingLine:
    step = "statistics.restore" if part == DISMISSED else "statistics.dismiss"
    elsewhere = {"of": row.center_code} if case.center else {}
    address = {"check": check.key, "case_id": row.id, **elsewhere, **kept_args()}
    told = (
        (str(fact.name), _told(value))
        for fact, value in zip(check.facts, found.values, strict=True)
    )
    return FindingLine(
        case,
        [(name, text) for name, text in told if text],
        found.set_aside,
        url_for(step, **address),
        _form(row, found),
    )


def _form(row: AnyRow, found: Evidence) -> DismissForm:
    """A blank form; each of the page has ids of its own."""
    form = DismissForm(formdata=None)
    form.facts.data = found.fingerprint
    for field in form:
        field.id = f"{field.name}-{row.center_id}-{row.id}"
    return form


def _told(value: Any) -> str:
    """A fact in words; empty for none."""
    if value is None:
        return ""
    if isinstance(value, Word):
        return formatting.word(value)
    if isinstance(value, Decimal):
        return formatting.yuan(value)
    return formatting.day(value) if isinstance(value, date) else str(value)


def _other_page(cursor: str | None) -> str | None:
    return same_page(at=cursor) if cursor else None
