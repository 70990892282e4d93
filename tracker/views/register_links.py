"""What an entry links to, on pages: its number, and a way there for those who may go it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from tracker.formatting import NOTHING, word
from tracker.models import Case
from tracker.permissions import Permission, allows
from tracker.queries.case_links import merged_ones
from tracker.queries.cases import within_reach
from tracker.queries.meeting_issues import issues_of, meetings_about
from tracker.queries.register_links import (
    Linked,
    LinkKey,
    linked_names,
    linking_to,
    names_by_id,
    register_of,
)
from tracker.registers import REGISTERS
from tracker.registers.declaring import Field, Register, Shape
from tracker.registers.linking import CASES, Link
from tracker.registers.meeting_issues import MeetingIssue
from tracker.registers.meetings import REGISTER as MEETINGS
from tracker.views.guard import current_actor, current_scope

TO_CASE = Link(CASES)


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
    """The entries in force that link to a row, as ``_told`` says."""
    found = (
        _told(one.register, one.row, code) for one in linking_to(session, table, center_id, id_)
    )
    return [one for one in found if one is not None]


def entries_of_case(session: Session, case: Case) -> list[LinkedHere]:
    """Those about its duplicates as well; of meetings those that looked at it."""
    code, ids = case.center.code, _with_duplicates(session, case)
    entries = [
        one for id_ in ids for one in entries_linked_to(session, CASES, case.center_id, id_, code)
    ]
    meetings = (_told(MEETINGS, one, code) for one in meetings_about(session, case.center_id, ids))
    return [*entries, *(one for one in meetings if one is not None)]


def _with_duplicates(session: Session, case: Case) -> list[int]:
    ids = [case.id]
    for one in merged_ones(session, case):
        ids += _with_duplicates(session, one)
    return ids


def issue_cells(session: Session, meeting: Any, code: str) -> list[tuple[MeetingIssue, LinkCell]]:
    """The issues of a meeting, each with the case that it is about."""
    rows = issues_of(session, meeting)
    ids = {one.case_id for one in rows if one.case_id is not None}
    numbers = names_by_id(session, TO_CASE, meeting.center_id, ids)
    reached = _reached_cases(session, meeting.center_id, ids)
    return [
        (one, _case_cell(meeting.center_id, one.case_id, numbers[one.case_id], code, reached))
        if one.case_id is not None
        else (one, LinkCell(NOTHING))
        for one in rows
    ]


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
        return self.register.numbered


def linkable(case: Case) -> list[Linkable]:
    """Where the reader may link the case; it needs a number for that, and is no duplicate."""
    actor = current_actor()
    if case.number is None or case.merged_into_id or case.center_id != actor.center_id:
        return []
    return [
        Linkable(register, one.name)
        for register in REGISTERS.values()
        if allows(actor, register.keeps)
        for one in register.of_shape(Shape.LINK)
        if one.link.is_to_case
    ]


def _told(register: Register, row: Any, code: str) -> LinkedHere | None:
    """Who may not open the entry reads its number, and nothing of one that is called by a text."""
    href = _entry_href(register, row.center_id, row.id, code)
    if href is None and not register.numbered:
        return None
    return LinkedHere(word(register), LinkCell(register.name_of(row), href))


def _reached(
    session: Session, register: Register, keys: Iterable[LinkKey]
) -> Iterator[tuple[int, int]]:
    """(center, id) of the linked cases that the reader may open."""
    cases: dict[int, set[int]] = {}
    for name, center_id, id_ in keys:
        if register.fields[name].link.is_to_case:
            cases.setdefault(center_id, set()).add(id_)
    for center_id, ids in cases.items():
        for id_ in _reached_cases(session, center_id, ids):
            yield center_id, id_


def _reached_cases(session: Session, center_id: int, ids: set[int]) -> set[int]:
    if not ids or not allows(current_actor(), Permission.SEE_CASES):
        return set()
    return within_reach(session, current_scope(), center_id, ids)


def _case_cell(
    center_id: int, id_: int, number: str, code: str, reached: Container[int]
) -> LinkCell:
    at = url_for("cases.show", case_id=id_, **_elsewhere(center_id, code))
    return LinkCell(number, at if id_ in reached else None)


def _cell(one: Field, key: LinkKey, linked: Linked, reached: set[tuple[int, int]]) -> LinkCell:
    _name, center_id, id_ = key
    target = register_of(one.link)
    if target is None:
        within = {case_id for center, case_id in reached if center == center_id}
        return _case_cell(center_id, id_, linked.name, linked.center_code, within)
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
