"""The rows behind the figures: a case a row, with its payments, as cells of the two sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.drafts import PaymentDraft
from tracker.domain.ledger import CaseRecord
from tracker.domain.telling import Tell
from tracker.indicators.breakdowns import centers_of, names_in, row_of
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.indicators.year import Summary
from tracker.queries import ledger as stored
from tracker.queries.conditions import UNSTATED
from tracker.queries.counted import Counted, counted
from tracker.queries.scope import Scope
from tracker.reports.ledger import cells_of, shown_records
from tracker.reports.workbook.fields import MARKS, place_key

Cells = Mapping[str, Any]


@dataclass(frozen=True)
class CaseRow:
    """``cells`` are by the keys of the fields, those that follow from others included."""

    cells: Cells
    payments: list[PaymentDraft]


def case_rows(
    session: Session,
    scope: Scope,
    summary: Summary,
    condition: stored.Condition,
    *,
    unmasked: bool,
    tell: Tell | None = None,
) -> Iterator[CaseRow]:
    """The cases that meet the condition, by registration date."""
    types = stored.dispute_type_names(session)
    places = _Places(session, scope, summary)
    facts = counted(session, condition, {one.key: one.column for one in DIMENSIONS})
    records = shown_records(session, condition, unmasked=unmasked, tell=tell)
    for (place, record), more in zip(records, facts, strict=True):
        if place != more.place:
            raise RuntimeError(f"the case at {place} is not that at {more.place}")
        cells = cells_of(record)
        if record.dispute_type_id is not None:
            cells["dispute_type"] = types[place[0], record.dispute_type_id]
        yield CaseRow({**cells, **_counted(record, more), **places.of(more)}, record.payments)


def _counted(record: CaseRecord, more: Counted) -> dict[str, Any]:
    """What figures count of the case, as the formulas of its row tell it."""
    paid = sum((one.amount for one in record.payments), Decimal(0))
    agreed = record.amount_agreed or Decimal(0)
    days = None
    if record.accepted_on and record.closed_on:
        days = (record.closed_on - record.accepted_on).days
    return {
        "parties": len(record.parties),
        "in_kind": int(more.in_kind),
        "in_kind_left": int(more.in_kind_left),
        "paid": paid if record.payments else None,
        "days": days,
        "performed": int((agreed > 0 or more.in_kind) and paid >= agreed and not more.in_kind_left),
        **{one.key: _mark(getattr(record, one.of.key), one.words) for one in MARKS},
    }


def _mark(word: Any, words: Any) -> int | None:
    return None if word is None else int(word in words)


class _Places:
    """In which row of each breakdown a case counts; none where the breakdown has no such row."""

    def __init__(self, session: Session, scope: Scope, summary: Summary) -> None:
        self.names = names_in(session, scope)
        self.centers = centers_of(session, scope)
        self.rows = {
            name: {row.key: number for number, row in enumerate(rows, 1)}
            for name, rows in summary.breakdowns.items()
            if name != MONTH
        }
        self.known: dict[tuple[str, int, str | None], int | None] = {}

    def of(self, case: Counted) -> dict[str, int | None]:
        return {
            place_key(one.key): self._place(one, case.place[0], case.stated[one.key])
            for one in DIMENSIONS
        }

    def _place(self, dimension: Any, center_id: int, value: str | None) -> int | None:
        asked = (dimension.key, center_id, value)
        if asked not in self.known:
            key, *_label = row_of(dimension, center_id, value or UNSTATED, self.names, self.centers)
            self.known[asked] = self.rows[dimension.key].get(key)
        return self.known[asked]
