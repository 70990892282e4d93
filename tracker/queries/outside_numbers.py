"""Numbers of a register that somebody outside of the office told: from where, and who entered them.

Who entered a number is what the trail says of it: whoever stated it last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.models import AuditLine
from tracker.queries.registers import RowFilter
from tracker.queries.scope import Scope
from tracker.registers.declaring import Register, Shape

LINES = select(
    AuditLine.center_id,
    AuditLine.subject_id,
    AuditLine.actor_name,
    AuditLine.at,
    AuditLine.changes,
)


@dataclass(frozen=True, order=True)
class Told:
    """``source`` as it was stated with the entry; ``by`` who entered it, blank for nobody known."""

    source: str
    by: str


def told_outside(
    session: Session,
    register: Register,
    scope: Scope,
    counted: ColumnElement[bool],
    number: str,
) -> Sequence[Told]:
    """Each once, of the entries that are counted; ``number`` is the field that states it.

    Two statements. Nothing of a register whose numbers are the office's own.
    """
    if register.told_by is None:
        return []
    model = register.model
    asked = RowFilter(counted=counted).conditions(register, scope)
    source = register.column(register.told_by)
    rows = session.execute(select(model.center_id, model.id, source).where(*asked)).all()
    same = (model.center_id == AuditLine.center_id) & (model.id == AuditLine.subject_id)
    lines = LINES.join(model, same).where(*asked, AuditLine.center_id.in_(scope.center_ids))
    entered = _last_stated(session.execute(lines.order_by(AuditLine.id)), {number})
    return sorted({Told(one[2], _by(entered.get((one[0], one[1])))) for one in rows})


def _by(entered: Entered | None) -> str:
    return "" if entered is None else entered.by


@dataclass(frozen=True)
class Entered:
    """Who stated what stands in an entry, and when."""

    by: str
    at: datetime


def who_entered(
    session: Session, register: Register, rows: Iterable[Any]
) -> Mapping[tuple[int, int], Entered]:
    """By (center, id) of the rows: who stated any of their numbers last.

    One statement; none of a register whose numbers are the office's own.
    """
    keys = {(row.center_id, row.id) for row in rows}
    if register.told_by is None:
        return {}
    of_rows = (
        AuditLine.center_id.in_({center_id for center_id, _id in keys}),
        AuditLine.subject_id.in_({id_ for _center, id_ in keys}),
    )
    numbers = {one.name for one in register.of_shape(Shape.NUMBER, Shape.MONEY)}
    found = _last_stated(session.execute(LINES.where(*of_rows).order_by(AuditLine.id)), numbers)
    return {key: one for key, one in found.items() if key in keys}


def _last_stated(lines: Iterable[Any], numbers: Set[str]) -> dict[tuple[int, int], Entered]:
    """The last line of the trail that states one of the numbers has the last word."""
    return {
        (one.center_id, one.subject_id): Entered(one.actor_name, one.at)
        for one in lines
        if numbers & (one.changes or {}).keys()
    }
