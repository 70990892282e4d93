"""Rows of the registers' tables that the database itself must refuse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.registers.entries import entry
from tracker.domain.money import MAX_YUAN, to_fen
from tracker.domain.vocabulary import Word
from tracker.registers import REGISTERS
from tracker.registers.declaring import MOST, Register, Shape

Broken = tuple[str, str, dict[str, Any]]
BEFORE = "2024-03-04"
OF_ONE: list[Broken] = [
    ("law_exams", "passed_of_sat_of_due", {"due": 5, "sat": 6, "passed": 5}),
    ("law_exams", "passed_of_sat_of_due", {"due": 7, "sat": 6, "passed": 7}),
    ("penalties", "numbered", {"number": ""}),
    ("penalties", "delivered_not_before_decided", {"repair_delivered_on": BEFORE}),
    ("petitions", "numbered", {"number": ""}),
    ("petitions", "resolved_not_before_received", {"resolved_on": BEFORE}),
    ("petitions", "not_back_from_itself", {"earlier_id": 1, "id": 1}),
    ("petitions", "returned_after_resolved", {"returned_on": "2024-03-06"}),
    ("assessment_meetings", "resolved_of_analysed", {"analysed": 3, "resolved": 4}),
    ("meeting_issues", "said", {"text": ""}),
    ("meeting_issues", "position_counts_from_nought", {"position": -1}),
    ("supervision_findings", "nothing_before_found", {"due_on": BEFORE}),
    ("votes", "in_favour_of_votes", {"votes": 3, "in_favour": 4}),
]


def broken() -> list[Broken]:
    return [*OF_ONE, *(row for one in REGISTERS.values() for row in _of_every(one))]


def whole_rows() -> dict[str, dict[str, Any]]:
    """Table -> an entry, as the database keeps it."""
    issue = {"meeting_id": 1, "position": 0, "text": "欠薪", "resolved": False}
    entries = {one.model.__tablename__: _row(one) for one in REGISTERS.values()}
    return entries | {"meeting_issues": issue}


def _of_every(register: Register) -> Iterator[Broken]:
    table = register.model.__tablename__
    yield table, "version_counts_from_one", {"version": 0}
    reason = "voided_by_somebody_for_a_reason"
    voided = {"voided_at": "2024-03-05 08:00:00", "voided_by": "clerk", "void_reason": "登错"}
    for name in voided:
        yield table, reason, voided | {name: None}
    yield table, reason, voided | {"void_reason": ""}
    for one in register.of_shape(Shape.NUMBER):
        for wrong in (-1, MOST + 1):
            yield table, "counts_in_range", {one.name: wrong}
    for one in register.of_shape(Shape.MONEY):
        for wrong in (-1, to_fen(MAX_YUAN) + 1):
            yield table, "amounts_in_range", {one.name: wrong}
    for one in register.of_shape(Shape.WORD):
        yield table, f"{one.column.type.name}", {one.name: "guessed"}


def _row(register: Register) -> dict[str, Any]:
    values = {name: _stored(value) for name, value in entry(register).items()}
    never = {one.name: False for one in register.of_shape(Shape.YES_NO)}
    return {"remarks": "", "version": 1} | never | values


def _stored(value: Any) -> Any:
    if isinstance(value, Word):
        return value.value
    if isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else to_fen(value)
