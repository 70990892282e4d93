"""Numbers of a register that somebody outside of the office told: from where, and who entered them.

Who entered a number is what the trail says of it: whoever stated it last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.models import AuditLine
from tracker.queries.registers import RowFilter
from tracker.queries.scope import Scope
from tracker.registers.declaring import Register, Shape


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
    entered = _entered(session, register, scope, asked, number)
    return sorted({Told(one[2], entered.get((one[0], one[1]), "")) for one in rows})


@dataclass(frozen=True)
class Entered:
    """Who stated what stands in an entry, and when."""

    by: str
    at: datetime


def who_entered(
    session: Session, register: Register, rows: Iterable[Any]
) -> Mapping[tuple[int, int], Entered]:
    """By (center, id) of the rows: the last line of the trail that states a number or its source.

    One statement; none of a register whose numbers are the office's own.
    """
    if register.told_by is None:
        return {}
    keys = {(row.center_id, row.id) for row in rows}
    stating = {one.name for one in register.of_shape(Shape.NUMBER, Shape.MONEY)} | {
        register.told_by
    }
    lines = session.execute(
        select(
            AuditLine.center_id,
            AuditLine.subject_id,
            AuditLine.actor_name,
            AuditLine.at,
            AuditLine.changes,
        )
        .where(
            AuditLine.center_id.in_({center_id for center_id, _id in keys}),
            AuditLine.subject_id.in_({id_ for _center, id_ in keys}),
        )
        .order_by(AuditLine.id)
    )
    return {
        (one.center_id, one.subject_id): Entered(one.actor_name, one.at)
        for one in lines
        if stating & (one.changes or {}).keys() and (one.center_id, one.subject_id) in keys
    }


def _entered(
    session: Session, register: Register, scope: Scope, asked: Sequence[Any], number: str
) -> dict[tuple[int, int], str]:
    """The last line of the trail that states the number has the last word."""
    model = register.model
    of_rows = select(AuditLine.center_id, AuditLine.subject_id, AuditLine.actor_name)
    lines = session.execute(
        of_rows.add_columns(AuditLine.changes)
        .join(
            model,
            (model.center_id == AuditLine.center_id) & (model.id == AuditLine.subject_id),
        )
        .where(*asked, AuditLine.center_id.in_(scope.center_ids))
        .order_by(AuditLine.id)
    )
    return {(one[0], one[1]): one[2] for one in lines if number in one[3]}
