"""Links of entries: from the number that somebody wrote to the row, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem
from tracker.models import Case
from tracker.queries.register_links import (
    id_named,
    linked_names,
    linking_to,
    model_of,
    names_by_id,
    register_of,
)
from tracker.registers.declaring import Field, Register, Shape, Values

NO_CASE = N_("The center has no case of this number.")
NO_ENTRY = N_("There is no entry in force of this name in %(register)s.")
ITSELF = N_("An entry cannot be linked to itself.")
CLAIMED = N_("%(entry)s is linked to that one already; only one entry can be.")
MERGED = N_("That case was merged into %(number)s as a duplicate; please state that number.")
VOIDED = N_("That entry is voided.")
LINKED = N_("%(entry)s of %(register)s is linked to this entry: %(problem)s")


def resolved(
    session: Session, register: Register, center_id: int, values: Values, own: Any = None
) -> tuple[Values, list[Problem]]:
    """Numbers that stand for what is linked become its key; a key stays one.

    What the entry (``own``) was linked to before may stay, whatever became of it.
    """
    found, problems = dict(values), []
    for one in register.of_shape(Shape.LINK):
        name = found.get(one.name)
        if not isinstance(name, str):
            continue
        found[one.name] = None
        if name := name.strip():
            held = _held(session, register, one, own, name)
            found[one.name] = held or id_named(session, one.link, center_id, name)
            if found[one.name] is None:
                problems.append(unknown(one))
    return found, problems


def problems_of_links(
    session: Session, register: Register, center_id: int, values: Values, own: Any = None
) -> Iterator[Problem]:
    """``values`` has keys; asked once nothing else is wrong with them."""
    for one in register.of_shape(Shape.LINK):
        id_ = values.get(one.name)
        if id_ is None:
            continue
        target = register_of(one.link)
        if own is not None and target is register and id_ == own.id:
            yield Problem(one.name, ITSELF)
            continue
        row = session.get(model_of(one.link), (center_id, id_))
        if row is None:
            yield unknown(one)
        elif target is not None and row.voided_at and _is_new(one, own, id_):
            yield Problem(one.name, VOIDED)
        else:
            if target is None and _is_new(one, own, id_):
                yield from merged_away(session, one.name, row)
            yield from one.link.agrees(values, row)
            yield from claimed(session, register, one, center_id, id_, own)
    if own is not None:
        yield from _of_those_linked_here(session, register, values, own)


def _of_those_linked_here(
    session: Session, register: Register, values: Values, own: Any
) -> Iterator[Problem]:
    """What is changed here may be what another entry relies on."""
    standing = _Changed(own, values)
    for other in linking_to(session, register.model.__tablename__, own.center_id, own.id):
        theirs = {name: getattr(other.row, name) for name in other.register.fields}
        for problem in other.field.link.agrees(theirs, standing):
            said = {"entry": other.register.name_of(other.row), "register": other.register.term}
            yield Problem("", LINKED, said | {"problem": problem})


def claimed(
    session: Session, register: Register, one: Field, center_id: int, id_: int, own: Any
) -> Iterator[Problem]:
    """Of a link of which there is one: which other entry has it."""
    if one.link.single:
        for other in linking_to(session, one.link.table, center_id, id_):
            if other.field.name == one.name and (own is None or other.row.id != own.id):
                yield Problem(one.name, CLAIMED, {"entry": register.name_of(other.row)})


class _Changed:
    """A row as it would be with other values."""

    def __init__(self, row: Any, values: Values) -> None:
        self._row, self._values = row, values

    def __getattr__(self, name: str) -> Any:
        return self._values[name] if name in self._values else getattr(self._row, name)


def _held(session: Session, register: Register, one: Field, own: Any, name: str) -> int | None:
    if own is None or getattr(own, one.name) is None:
        return None
    id_: int = getattr(own, one.name)
    linked = linked_names(session, register, [own]).get((one.name, own.center_id, id_))
    return id_ if linked is not None and linked.name == name else None


def _is_new(one: Field, own: Any, id_: int) -> bool:
    return own is None or getattr(own, one.name) != id_


def merged_away(session: Session, name: str, case: Case) -> Iterator[Problem]:
    """What is said beside the field of a new link to a duplicate."""
    if case.merged_into_id is not None:
        into = session.get_one(Case, (case.center_id, case.merged_into_id))
        yield Problem(name, MERGED, {"number": into.number})


def unknown(one: Field) -> Problem:
    """What is said of a link that leads nowhere."""
    target = register_of(one.link)
    if target is None:
        return Problem(one.name, NO_CASE)
    return Problem(one.name, NO_ENTRY, {"register": target.term})


def names_of_links(
    session: Session, register: Register, center_id: int, changes: Mapping[str, Sequence[Any]]
) -> dict[str, list[str | None]]:
    """Of the changes those of links, by the numbers that people know: the trail tells these."""
    told = {}
    for one in register.of_shape(Shape.LINK):
        if one.name in changes:
            names = names_by_id(session, one.link, center_id, changes[one.name])
            told[one.name] = [names.get(id_) for id_ in changes[one.name]]
    return told
