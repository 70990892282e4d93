"""What entries of registers link to, and which entries link to a case or an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, exists, null, or_, select
from sqlalchemy.orm import Session

from tracker.models import Case, Center
from tracker.queries.meeting_issues import is_listed_case
from tracker.registers import REGISTERS
from tracker.registers.declaring import Field, Register, Shape
from tracker.registers.linking import Link

LinkKey: TypeAlias = tuple[str, int, int]
"""(field, center, id of what is linked)"""


@dataclass(frozen=True)
class Linked:
    """What an entry links to: the number of a case, or what an entry is called."""

    name: str
    center_code: str
    voided: bool = False


@dataclass(frozen=True)
class Linking:
    """An entry that links to something by its ``field``."""

    register: Register
    field: Field
    row: Any


def register_of(link: Link) -> Register | None:
    """None of a link to a case."""
    return next((one for one in REGISTERS.values() if one.model.__tablename__ == link.table), None)


def model_of(link: Link) -> Any:
    register = register_of(link)
    return Case if register is None else register.model


def id_named(session: Session, link: Link, center_id: int, name: str) -> int | None:
    """The case of that number, or the entry in force that is called so."""
    model, register = model_of(link), register_of(link)
    own = [model.center_id == center_id, _name(link) == name]
    if register is not None:
        own.append(model.voided_at.is_(None))
    return session.scalars(select(model.id).where(*own).order_by(model.id)).first()


def linked_names(
    session: Session, register: Register, rows: Iterable[Any]
) -> Mapping[LinkKey, Linked]:
    """What the entries link to; one statement for each field in which any does."""
    rows, found = list(rows), {}
    for one in register.of_shape(Shape.LINK):
        keys = {
            (row.center_id, linked)
            for row in rows
            if (linked := getattr(row, one.name)) is not None
        }
        for center_id, id_, linked_to in _named(session, one.link, keys):
            found[one.name, center_id, id_] = linked_to
    return found


def names_by_id(
    session: Session, link: Link, center_id: int, ids: Iterable[int | None]
) -> Mapping[int | None, str]:
    keys = {(center_id, id_) for id_ in ids if id_ is not None}
    return {id_: linked_to.name for _center, id_, linked_to in _named(session, link, keys)}


def linking_to(session: Session, table: str, center_id: int, id_: int) -> list[Linking]:
    """The entries in force that link to this row, register by register."""
    found = []
    for register in REGISTERS.values():
        model = register.model
        for one in register.of_shape(Shape.LINK):
            if one.link.table == table:
                statement = select(model).where(
                    model.center_id == center_id,
                    register.column(one.name) == id_,
                    model.voided_at.is_(None),
                )
                ordered = statement.order_by(register.column(register.day), model.id)
                found += [Linking(register, one, row) for row in session.scalars(ordered)]
    return found


def _named(
    session: Session, link: Link, keys: set[tuple[int, int]]
) -> Iterator[tuple[int, int, Linked]]:
    if not keys:
        return
    model = model_of(link)
    voided = null() if register_of(link) is None else model.voided_at
    by_center: dict[int, set[int]] = defaultdict(set)
    for center_id, id_ in keys:
        by_center[center_id].add(id_)
    for center_id, ids in by_center.items():
        statement = (
            select(model.id, _name(link), Center.code, voided)
            .join_from(model, Center, Center.id == model.center_id)
            .where(model.center_id == center_id, model.id.in_(ids))
        )
        for id_, name, code, at in session.execute(statement):
            yield center_id, id_, Linked(name or f"#{id_}", code, at is not None)


def _name(link: Link) -> Any:
    register = register_of(link)
    return Case.number if register is None else register.column(register.title)


def is_linked_case() -> ColumnElement[bool]:
    """Whether any entry, also one that is voided, links to the case."""
    return or_(
        is_listed_case(),
        *(
            exists().where(
                register.model.center_id == Case.center_id, register.column(one.name) == Case.id
            )
            for register in REGISTERS.values()
            for one in register.of_shape(Shape.LINK)
            if one.link.is_to_case
        ),
    )
