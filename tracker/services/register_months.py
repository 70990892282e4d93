"""Counts that others tell month by month: a second one of a month would count twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem
from tracker.registers.declaring import Register, Values
from tracker.services.entry_rows import EntryRow

COUNTED = N_("This month is in the register already, counted until %(day)s; it would count twice.")
Key = tuple[int, int, Any]
"""Year, month, and whose count it is."""


def month_taken(
    session: Session, register: Register, center_id: int, values: Values, own: Any
) -> Iterator[Problem]:
    """What is wrong with an entry beside the others in force."""
    if register.monthly:
        but = own.id if own is not None else None
        standing = _standing(session, register, center_id, but)
        if (day := standing.get(_key(register, values))) is not None:
            yield Problem(register.day, COUNTED, {"day": day})


def taken_in_file(
    session: Session, register: Register, center_id: int, rows: Sequence[EntryRow]
) -> list[tuple[EntryRow, Problem]]:
    """The rows of an import that count a month again."""
    if not register.monthly:
        return []
    standing, refused = _standing(session, register, center_id, None), []
    for row in rows:
        day = standing.setdefault(_key(register, row.values), row.values[register.day])
        if day != row.values[register.day]:
            refused.append((row, Problem(register.day, COUNTED, {"day": day})))
    return refused


def _standing(
    session: Session, register: Register, center_id: int, but: int | None
) -> dict[Key, date]:
    """The last day of each count in force; a court tells twelve in a year."""
    model, names = register.model, (register.day, register.monthly or "")
    columns = [model.id, *(register.column(name) for name in names)]
    in_force = model.center_id == center_id, model.voided_at.is_(None)
    found = session.execute(select(*columns).where(*in_force))
    return {(day.year, day.month, whose): day for id_, day, whose in found if id_ != but}


def _key(register: Register, values: Values) -> Key:
    day = values[register.day]
    return day.year, day.month, values[register.monthly or ""]
