"""The center's list of dispute types: two levels, each entry valid for some time, never deleted.

Reports roll children up to their parents, so a parent has no parent of its own. ``code`` is alike
in all centers and therefore never changes; the name may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.models import DisputeType
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.services import audit

MAX_NAME = 100
_CODE = re.compile(r"[a-z][a-z0-9_]{1,31}")


@dataclass(frozen=True)
class TypeDraft:
    """An entry as it should be; ``valid_to`` is the last day on which it can be chosen."""

    name: str
    parent_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def add(session: Session, actor: Actor, code: str, draft: TypeDraft) -> DisputeType:
    """A new entry, at the end of its parent's children or of the whole list."""
    demand(actor, Permission.MANAGE_CODE_LISTS)
    code = code.strip()
    known = _known(session, actor.center_id)
    problems = [*_code_problems(known, code), *_problems(known, None, draft)]
    if problems:
        raise Refused(*problems)
    kind = DisputeType(center_id=actor.center_id, code=code, position=len(known))
    _fill(kind, draft)
    session.add(kind)
    audit.record(session, actor, "dispute_type.add", kind, changes=audit.first_values(kind))
    _number([*known, kind])
    return kind


def change(session: Session, actor: Actor, kind: DisputeType, draft: TypeDraft) -> None:
    """Another name, parent or time of validity; old cases follow, so the trail keeps it."""
    _demand_own(actor, kind)
    known = _known(session, kind.center_id)
    if problems := _problems(known, kind, draft):
        raise Refused(*problems)
    _fill(kind, draft)
    if changes := audit.changes_of(kind):
        audit.record(session, actor, "dispute_type.change", kind, changes=changes)
        _number(known)


def move(session: Session, actor: Actor, kind: DisputeType, up: bool) -> None:
    """One place up or down among those of the same parent; at the end it stays where it is."""
    _demand_own(actor, kind)
    known = in_order(_known(session, kind.center_id))
    _number(known)
    beside = [one for one in known if one.parent_id == kind.parent_id]
    place = beside.index(kind) + (-1 if up else 1)
    if not 0 <= place < len(beside):
        return
    other = beside[place]
    kind.position, other.position = other.position, kind.position
    audit.record(session, actor, "dispute_type.move", kind, changes=audit.changes_of(kind))
    _number(known)


def in_order(kinds: Sequence[DisputeType]) -> list[DisputeType]:
    """Each parent, then its children."""
    by_place = sorted(kinds, key=lambda one: (one.position, one.code))
    ordered = []
    for parent in (one for one in by_place if one.parent_id is None):
        ordered += [parent, *(one for one in by_place if one.parent_id == parent.id)]
    return ordered


def _known(session: Session, center_id: int) -> list[DisputeType]:
    return list(session.scalars(select(DisputeType).where(DisputeType.center_id == center_id)))


def _number(kinds: Sequence[DisputeType]) -> None:
    """Positions that sort the list as a tree wherever it is shown."""
    for position, kind in enumerate(in_order(kinds)):
        if kind.position != position:
            kind.position = position


def _fill(kind: DisputeType, draft: TypeDraft) -> None:
    kind.name, kind.parent_id = draft.name.strip(), draft.parent_id
    kind.valid_from, kind.valid_to = draft.valid_from, draft.valid_to


def _code_problems(known: Sequence[DisputeType], code: str) -> list[Problem]:
    if not _CODE.fullmatch(code):
        return [
            Problem(
                "code",
                N_("A code has 2 to 32 small letters, digits or _ and begins with a letter."),
            )
        ]
    if any(one.code == code for one in known):
        return [Problem("code", N_("This code is already used."))]
    return []


def _problems(
    known: Sequence[DisputeType], kind: DisputeType | None, draft: TypeDraft
) -> list[Problem]:
    problems = []
    name = draft.name.strip()
    if not name or len(name) > MAX_NAME:
        problems.append(
            Problem(
                "name",
                N_("Please enter a name of at most %(most)s characters."),
                {"most": MAX_NAME},
            )
        )
    elif any(one.name == name and one is not kind for one in known):
        problems.append(Problem("name", N_("This name is already used.")))
    problems += _parent_problems(known, kind, draft.parent_id)
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        problems.append(
            Problem(
                "valid_to",
                N_("The last day is before the first day (%(date)s)."),
                {"date": draft.valid_from},
            )
        )
    return problems


def _parent_problems(
    known: Sequence[DisputeType], kind: DisputeType | None, parent_id: int | None
) -> list[Problem]:
    if parent_id is None:
        return []
    parent = next((one for one in known if one.id == parent_id), None)
    if parent is None or parent is kind:
        return [Problem("parent", N_("Please choose an entry of the list."))]
    if parent.parent_id is not None:
        return [Problem("parent", N_("There are two levels only: please choose one of the first."))]
    if kind is not None and any(one.parent_id == kind.id for one in known):
        return [
            Problem("parent", N_("This type has types below it, so it stands on the first level."))
        ]
    return []


def _demand_own(actor: Actor, kind: DisputeType) -> None:
    demand(actor, Permission.MANAGE_CODE_LISTS)
    if kind.center_id != actor.center_id:
        raise Forbidden("another center's list")
