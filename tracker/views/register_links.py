"""What an entry links to, on pages: its number, and a way there for those who may go it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from tracker.formatting import word
from tracker.models import Case
from tracker.permissions import Permission, allows
from tracker.queries.cases import within_reach
from tracker.queries.register_links import (
    Linked,
    Linking,
    LinkKey,
    linked_names,
    linking_to,
    register_of,
)
from tracker.registers import REGISTERS
from tracker.registers.declaring import Field, Register, Shape
from tracker.views.guard import current_actor, current_scope


@dataclass(frozen=True)
class LinkCell:
    """As ``components/table.html`` takes it; without ``href`` for who may not go there."""

    text: str
    href: str | None = None
    figure: str | None = None
    title: str | None = None

    def __html__(self) -> str:
        if self.href is None:
            return str(Markup("{}").format(self.text))
        return str(Markup('<a href="{}">{}</a>').format(self.href, self.text))


@dataclass(frozen=True)
class LinkedHere:
    """An entry that links to the row of a page; ``what`` names the register and the field."""

    what: str
    cell: LinkCell


def link_cells(
    session: Session, register: Register, rows: Sequence[Any]
) -> Mapping[LinkKey, LinkCell]:
    """Of each link of the rows the cell."""
    names = linked_names(session, register, rows)
    reached = set(_reached(session, register, names))
    return {key: _cell(register.fields[key[0]], key, names[key], reached) for key in names}


def entries_linked_to(
    session: Session, table: str, center_id: int, id_: int, code: str
) -> list[LinkedHere]:
    """The entries in force that link to a row; their register may be closed to the reader."""
    return [_here(one, code) for one in linking_to(session, table, center_id, id_)]


def entries_of_case(session: Session, case: Case) -> list[LinkedHere]:
    return entries_linked_to(session, "cases", case.center_id, case.id, case.center.code)


@dataclass(frozen=True)
class Linkable:
    """A register whose entries may be about a case, by the ``field``; ``known`` ones have numbers
    by which one is named.
    """

    register: Register
    field: str

    @property
    def kind(self) -> str:
        return self.register.kind

    @property
    def known(self) -> bool:
        return self.register.title in self.register.once


def linkable(case: Case) -> list[Linkable]:
    """Where the reader may link the case; it needs a number for that."""
    actor = current_actor()
    if case.number is None or case.center_id != actor.center_id:
        return []
    return [
        Linkable(register, one.name)
        for register in REGISTERS.values()
        if allows(actor, register.keeps)
        for one in register.of_shape(Shape.LINK)
        if one.link.is_to_case
    ]


def _here(one: Linking, code: str) -> LinkedHere:
    href = _entry_href(one.register, one.row.center_id, one.row.id, code)
    cell = LinkCell(one.register.name_of(one.row), href)
    return LinkedHere(word(one.register), cell)


def _reached(
    session: Session, register: Register, keys: Iterable[LinkKey]
) -> Iterator[tuple[int, int]]:
    """(center, id) of the linked cases that the reader may open."""
    if not allows(current_actor(), Permission.SEE_CASES):
        return
    cases: dict[int, set[int]] = {}
    for name, center_id, id_ in keys:
        if register.fields[name].link.is_to_case:
            cases.setdefault(center_id, set()).add(id_)
    for center_id, ids in cases.items():
        for id_ in within_reach(session, current_scope(), center_id, ids):
            yield center_id, id_


def _cell(one: Field, key: LinkKey, linked: Linked, reached: set[tuple[int, int]]) -> LinkCell:
    _name, center_id, id_ = key
    target = register_of(one.link)
    if target is None:
        named = _elsewhere(center_id, linked.center_code)
        at = url_for("cases.show", case_id=id_, **named)
        return LinkCell(linked.name, at if (center_id, id_) in reached else None)
    text = _("%(name)s (voided)", name=linked.name) if linked.voided else linked.name
    return LinkCell(text, _entry_href(target, center_id, id_, linked.center_code))


def _entry_href(register: Register, center_id: int, id_: int, code: str) -> str | None:
    if not allows(current_actor(), register.sees) or center_id not in current_scope().center_ids:
        return None
    named = _elsewhere(center_id, code)
    return url_for("registers.show", kind=register.kind, row_id=id_, **named)


def _elsewhere(center_id: int, code: str) -> dict[str, Any]:
    return {} if center_id == current_actor().center_id else {"center": code}


def typed_links(session: Session, register: Register, row: Any) -> dict[str, str]:
    """What the form of the entry begins with: the numbers of what it links to."""
    names = linked_names(session, register, [row])
    return {
        one.name: names[key].name
        for one in register.of_shape(Shape.LINK)
        if (key := (one.name, row.center_id, getattr(row, one.name))) in names
    }
