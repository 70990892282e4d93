"""Case numbers are taken from the center's counter of the year, inside the writer's transaction.

The counter row stays locked until the commit, so two writers never get the same serial, and a
roll-back gives the serial back: the series has no gap.
"""

from __future__ import annotations

from sqlalchemy import case
from sqlalchemy.orm import Session

from tracker.domain.numbers import case_number
from tracker.models import CaseCounter, Center
from tracker.models.keys import hold_clock, insert_for


def take_number(session: Session, center: Center, year: int) -> tuple[str, int]:
    """The next free number of the year and its serial."""
    serial = take_serials(session, center.id, year, 1)
    return case_number(year, center.short_name, serial), serial


def take_serials(session: Session, center_id: int, year: int, count: int) -> int:
    """The first of ``count`` consecutive serials."""
    return _move(session, center_id, year, CaseCounter.last_serial + count, count) - count + 1


def raise_counter(session: Session, center_id: int, year: int, serial: int) -> None:
    """An imported number may be ahead of the counter, which then continues after it."""
    last = CaseCounter.last_serial
    _move(session, center_id, year, case((last < serial, serial), else_=last), serial)


def _move(session: Session, center_id: int, year: int, moved: object, first: int) -> int:
    hold_clock(session, center_id)
    connection = session.connection()
    insert = insert_for(connection)(CaseCounter)
    statement = (
        insert.values(center_id=center_id, year=year, last_serial=first)
        .on_conflict_do_update(index_elements=["center_id", "id"], set_={"last_serial": moved})
        .returning(CaseCounter.last_serial)
    )
    last = connection.scalar(statement)
    if last is None:
        raise RuntimeError("the counter gave no serial")
    return int(last)
