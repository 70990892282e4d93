"""Case numbers are taken from the center's counter of the year, inside the writer's transaction.

The counter row stays locked until the commit, so two writers never get the same serial, and a
roll-back gives the serial back: the series has no gap.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, case
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
    return _move(session, center_id, year, count, _further) - count + 1


def raise_counter(session: Session, center_id: int, year: int, serial: int) -> None:
    """An imported number may be ahead of the counter, which then continues after it."""
    _move(session, center_id, year, serial, _at_least)


def _further(last: Any, count: Any) -> Any:
    return last + count


def _at_least(last: Any, serial: Any) -> Any:
    return case((last < serial, serial), else_=last)


def _move(session: Session, center_id: int, year: int, to: int, how: Callable[..., Any]) -> int:
    """Where the counter stands then; a counter that is new moves from nought, either way."""
    hold_clock(session, center_id)
    connection = session.connection()
    asked = {"of_center": center_id, "of_year": year, "to": to}
    last = connection.scalar(_moving(insert_for(connection), how), asked)
    if last is None:
        raise RuntimeError("the counter gave no serial")
    return int(last)


@cache
def _moving(insert: Any, how: Callable[..., Any]) -> Any:
    """Asked for each case that is accepted, so it is put together once."""
    to = bindparam("to", type_=Integer)
    statement = insert(CaseCounter).values(
        center_id=bindparam("of_center"), year=bindparam("of_year"), last_serial=to
    )
    return statement.on_conflict_do_update(
        index_elements=["center_id", "id"],
        set_={"last_serial": how(CaseCounter.last_serial, to)},
    ).returning(CaseCounter.last_serial)
