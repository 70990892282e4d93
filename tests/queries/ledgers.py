"""Many cases at once, written as rows: a list must be right whatever stands in the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tracker import clock
from tracker.models import Case, CaseText, Center, Party, Payment
from tracker.models.keys import reserve_ids
from tracker.queries.search import search_text


def add_cases(
    session: Session, center: Center, cases: Sequence[dict[str, Any]], **shared: Any
) -> list[int]:
    """The ids of the new rows, in their order. ``name`` is the applicant's, ``paid`` payments."""
    now = clock.now()
    first = reserve_ids(session, center.id, max(len(cases), 1))
    rows, people, payments, texts = [], [], [], []
    for case_id, given in enumerate(cases, first):
        case = {"registered_on": None, "summary": "", **shared, **given}
        if case.get("accepted_on"):
            case.setdefault("due_on", case["accepted_on"] + timedelta(days=30))
        name = case.pop("name", "张小三")
        for day, amount in case.pop("paid", ()):
            payments.append({"case_id": case_id, "paid_on": day, "amount": amount})
        people.append({"case_id": case_id, "side": "applicant", "kind": "person", "name": name})
        text = search_text(case.get("number"), [name], case["summary"])
        texts.append({"id": case_id, "text": text})
        rows.append({"id": case_id, "created_at": now, "updated_at": now, **case})
    _write(session, center, Case, rows)
    _write(session, center, CaseText, texts)
    _write(session, center, Party, people)
    _write(session, center, Payment, payments)
    return [row["id"] for row in rows]


def _write(session: Session, center: Center, model: Any, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = sorted({column for row in rows for column in row})
    first = reserve_ids(session, center.id, len(rows))
    session.execute(
        insert(model.__table__),
        [
            {"center_id": center.id, "id": place, **dict.fromkeys(columns), **row}
            for place, row in enumerate(rows, first)
        ],
    )
