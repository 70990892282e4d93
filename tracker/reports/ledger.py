"""The ledger of chosen cases as a table without a format: headings, then a row for each case.

Exported unmasked and imported into an empty ledger it gives the same figures: what the template
has no column for stands in further columns, which are there when a chosen case needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from sqlalchemy.orm import Session

from tracker.domain.drafts import PartyDraft
from tracker.domain.entries import joined
from tracker.domain.ledger import (
    COLUMNS,
    FURTHER_COLUMNS,
    LEDGER_COLUMNS,
    NOT_YET_ACCEPTED,
    CaseRecord,
    Column,
)
from tracker.domain.masking import mask_id, mask_name, mask_phone, mask_text
from tracker.domain.money import yuan_text
from tracker.domain.telling import Tell, telling
from tracker.domain.vocabulary import PartyKind, Side, Word
from tracker.queries import ledger as stored
from tracker.queries.people_named import people_of

Cell: TypeAlias = str | date | Decimal | int | None
Records: TypeAlias = Iterator[tuple[stored.Place, CaseRecord]]
SHEET = "案件台账"
SAMPLE_NOTE = "示例数据：人员和案件均为虚构（sample data: all of it is invented）"
SET_APART = "（附）"
"""Follows the heading of a further column that would be taken for one of the ledger's own."""

_SAME = (
    "number",
    "registered_on",
    "accepted_on",
    "channel",
    "summary",
    "amount_claimed",
    "closed_on",
    "amount_agreed",
    "judicial_confirmed_on",
    "visited_on",
    "declined_reason",
    "remarks",
    "organisation",
    "village",
    "claims",
    "extended_to",
    "due_on",
)
_OWN_HEADINGS = {text for one in COLUMNS.values() for text in (one.heading, one.name)}
_WORDS = ("source", "difficulty", "outcome", "satisfaction")
_FREE_TEXTS = ("summary", "claims", "remarks", "declined_reason")


@dataclass(frozen=True)
class LedgerTable:
    """``rows`` is read once, as the writer goes along; ``note`` stands above the headings, and
    ``sheet`` is what a workbook calls it.
    """

    columns: list[Column]
    further: list[str]
    rows: Iterator[list[Cell]]
    note: str | None = None
    sheet: str = SHEET

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns] + [
            name + SET_APART if name in _OWN_HEADINGS else name for name in self.further
        ]


def ledger_table(
    session: Session,
    condition: stored.Condition,
    *,
    unmasked: bool = False,
    tell: Tell | None = None,
) -> LedgerTable:
    """The cases that meet the condition, by registration date.

    Masked, names, IDs and phones are shortened, also where they occur in free texts, and the
    further columns of imported files are left out: nobody knows what stands in them.
    """
    needs = stored.needs_of(session, condition)
    columns = [*LEDGER_COLUMNS, *(one for one in FURTHER_COLUMNS if one.key in needs.columns)]
    further = needs.further if unmasked else []
    types = stored.dispute_type_names(session)
    records = shown_records(session, condition, unmasked=unmasked, tell=tell)
    rows = _rows(records, columns, further, types)
    return LedgerTable(columns, further, rows, SAMPLE_NOTE if needs.sample else None)


def _rows(
    records: Records, columns: list[Column], further: list[str], types: dict[tuple[int, int], str]
) -> Iterator[list[Cell]]:
    for place, record in records:
        cells = cells_of(record)
        if record.dispute_type_id is not None:
            cells["dispute_type"] = types[place[0], record.dispute_type_id]
        yield [
            *(cells.get(column.key) for column in columns),
            *(record.further.get(name) for name in further),
        ]


def cells_of(record: CaseRecord) -> dict[str, Cell]:
    """Column key -> cell; the dispute type is left to the caller, who knows the list."""
    cells: dict[str, Cell] = {name: getattr(record, name) for name in _SAME}
    for name in _WORDS:
        word: Word | None = getattr(record, name)
        cells[name] = word.term if word else None
    cells["mediators"] = joined(record.mediators)
    if record.accepted_on is None and not record.declined_reason:
        cells["acceptance"] = NOT_YET_ACCEPTED
    for side in Side:
        people = [one for one in record.parties if one.side is side]
        cells[side.value] = joined(one.name for one in people)
        cells[f"{side.value}_id"] = joined(one.id_number or one.credit_code or "" for one in people)
        cells[f"{side.value}_phone"] = joined(one.phone or "" for one in people)
    if len(record.payments) == 1:
        cells |= {"paid_on": record.payments[0].paid_on, "paid": record.payments[0].amount}
    elif record.payments:
        cells["paid_on"] = joined(one.paid_on.isoformat() for one in record.payments)
        cells["paid"] = joined(yuan_text(one.amount) for one in record.payments)
    return cells


def shown_records(
    session: Session, condition: stored.Condition, *, unmasked: bool, tell: Tell | None = None
) -> Records:
    """The cases that meet the condition, by registration date, as the reader may see them."""
    records = stored.stored_records(session, condition)
    if not unmasked:
        records = _masked_records(session, records)
    return telling(records, stored.count(session, condition), tell) if tell else records


def _masked_records(session: Session, records: Records) -> Records:
    """The same cases as those see them who need not know their people."""
    while some := list(islice(records, stored.AT_A_TIME)):
        people = people_of(session, [(place[0], place[2]) for place, _record in some])
        for place, record in some:
            names = people[place[0], place[2]].persons
            for name in _FREE_TEXTS:
                if text := getattr(record, name):
                    setattr(record, name, mask_text(text, names))
            record.parties = [_masked(one) for one in record.parties]
            yield place, record


def _masked(party: PartyDraft) -> PartyDraft:
    is_person = party.kind is PartyKind.PERSON
    return PartyDraft(
        party.side,
        mask_name(party.name) if is_person else party.name,
        party.kind,
        id_number=mask_id(party.id_number),
        phone=mask_phone(party.phone),
        credit_code=party.credit_code,
    )
