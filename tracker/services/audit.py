"""The trail is written here, by the same call and in the same transaction as the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.money import yuan_text
from tracker.models import AuditLine, Center
from tracker.models.keys import OfCenter, reserve_ids
from tracker.permissions import Actor

SILENT = frozenset({"version", "updated_at", "created_at", "password_hash", "session_epoch"})
"""Columns whose change is either implied or must not be repeated in the trail."""


LONGEST_NAME = 100
"""Characters that the trail's column holds."""


def record(
    session: Session,
    actor: Actor,
    action: str,
    subject: OfCenter | None = None,
    reason: str | None = None,
    changes: Mapping[str, Any] | None = None,
) -> AuditLine:
    """One line: ``action`` is ``noun.verb``; without ``changes`` those of the row are taken."""
    if subject is not None and subject.id is None:
        session.flush()
    center_id = subject.center_id if subject is not None else actor.center_id
    line = AuditLine(
        center_id=center_id,
        at=clock.now(),
        actor_id=actor.account_id if actor.center_id == center_id else None,
        actor_name=name_in(session, actor, center_id),
        action=action,
        subject_id=subject.id if subject is not None else None,
        reason=reason,
        changes=plain(changes or {}),
    )
    session.add(line)
    return line


def record_many(
    session: Session, actor: Actor, action: str, told: Sequence[tuple[int, Mapping[str, Any]]]
) -> None:
    """A line each for rows of the actor's center, by one statement: (id of the row, changes)."""
    if not told:
        return
    first = reserve_ids(session, actor.center_id, len(told))
    line = {
        "center_id": actor.center_id,
        "at": clock.now(),
        "actor_id": actor.account_id,
        "actor_name": actor.name,
        "action": action,
        "reason": None,
    }
    lines = [
        {**line, "id": first + place, "subject_id": id_, "changes": plain(changes)}
        for place, (id_, changes) in enumerate(told)
    ]
    session.execute(insert(AuditLine), lines)


def name_in(session: Session, actor: Actor, center_id: int) -> str:
    """What that center's trail calls the actor: ``name@CODE`` who belongs to another center."""
    if actor.center_id == center_id:
        return actor.name
    code = session.get_one(Center, actor.center_id).code
    return f"{actor.name}@{code}"[:LONGEST_NAME]


def changes_of(row: OfCenter) -> dict[str, list[Any]]:
    """``{column: [before, after]}`` of what would be written; ask before flushing."""
    state = inspect(row)
    changed = {}
    passed_over = state.unmodified | SILENT
    for column in state.mapper.column_attrs:
        if column.key in passed_over:
            continue
        history = state.attrs[column.key].history
        if not history.has_changes():
            continue
        before = history.deleted[0] if history.deleted else None
        after = history.added[0] if history.added else None
        if before != after:
            changed[column.key] = [before, after]
    return changed


def first_values(row: OfCenter) -> dict[str, list[Any]]:
    """``{column: [None, value]}`` of a new row: what somebody entered, not where it lies."""
    return {
        name: pair
        for name, pair in changes_of(row).items()
        if name not in ("center_id", "id", "position")
    }


def facts_of(row: OfCenter, names: Iterable[str]) -> dict[str, Any]:
    """What stands in these columns of a record, without those that are blank."""
    return {name: value for name in names if (value := getattr(row, name)) not in (None, "")}


_PLAIN = (str, int, bool, type(None))


def plain(value: Any) -> Any:
    """The same in JSON's own types: dates as ISO text, money as decimal text."""
    if type(value) in _PLAIN:  # most are, and to ask this costs least
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return yuan_text(value) if isinstance(value, Decimal) else value
