"""Entries of a register: a page of those that are looked for, their number and sums, and one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy import type_coerce as coerced
from sqlalchemy.orm import Session

from tracker.domain.money import from_fen
from tracker.models import Center
from tracker.queries.paging import Cursor, Order, Page, Segment, page_of
from tracker.queries.scope import Scope
from tracker.registers.declaring import Register, Shape
from tracker.registers.watching import Watch

PAGE_SIZE = 50
TEXTS = (Shape.TEXT, Shape.LONG_TEXT)


@dataclass(frozen=True)
class RowFilter:
    """``since`` and ``until`` are days of the register, both included; ``chosen`` are the values of
    fields that are words or yes and no, and of links whether there is one; ``voided`` asks for the
    voided entries instead, ``counted``
    for those that the ``figure`` counts.
    """

    q: str = ""
    since: date | None = None
    until: date | None = None
    chosen: Mapping[str, Any] = field(default_factory=dict)
    voided: bool = False
    figure: str = ""
    counted: ColumnElement[bool] | None = field(default=None, compare=False)

    @property
    def is_empty(self) -> bool:
        return self == RowFilter()

    def conditions(self, register: Register, scope: Scope) -> list[ColumnElement[bool]]:
        model, day = register.model, register.column(register.day)
        stands = model.voided_at.is_not(None) if self.voided else model.voided_at.is_(None)
        found = [scope.reaches(model), stands]
        if self.since:
            found.append(day >= self.since)
        if self.until:
            found.append(day <= self.until)
        if self.counted is not None:
            found.append(self.counted)
        found += [_chosen(register, name, value) for name, value in self.chosen.items()]
        for part in self.q.split():
            texts = (register.column(one.name) for one in register.of_shape(*TEXTS))
            found.append(or_(*(text.contains(part, autoescape=True) for text in texts)))
        return found


def _chosen(register: Register, name: str, value: Any) -> ColumnElement[bool]:
    column = register.column(name)
    if register.fields[name].shape is Shape.LINK:
        return column.is_not(None) if value else column.is_(None)  # type: ignore[no-any-return] # columns are Any here
    return column == value  # type: ignore[no-any-return] # as above


@dataclass(frozen=True)
class RowTotals:
    """How many entries, and the sums of their counts and amounts."""

    count: int
    sums: Mapping[str, Any]


def order_of(register: Register, sort: str) -> Order:
    """``sort`` is a listed field, with a minus in front for the largest first."""
    model, column = register.model, register.column(sort.removeprefix("-"))
    segments: tuple[Segment, ...] = (Segment((column,)),)
    if register.fields[sort.removeprefix("-")].column.nullable:
        segments = (*segments, Segment())
    return Order(segments, (model.center_id, model.id), down=sort.startswith("-"))


def page_of_rows(
    session: Session,
    register: Register,
    scope: Scope,
    wanted: RowFilter,
    sort: str,
    cursor: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page:
    """Rows with the columns of the register, and ``center_code`` and ``center_name``."""
    model = register.model
    columns: tuple[Any, ...] = (
        *model.__table__.columns,
        Center.code.label("center_code"),
        Center.name.label("center_name"),
    )

    def show(keys: Subquery) -> Select[*tuple[Any, ...]]:
        same = and_(model.center_id == keys.c.center_id, model.id == keys.c.id)
        entries = select(*columns).join_from(model, keys, same)
        return entries.join(Center, Center.id == model.center_id)

    conditions = wanted.conditions(register, scope)
    return page_of(session, order_of(register, sort), conditions, cursor, size, show)


def all_rows(register: Register, scope: Scope, wanted: RowFilter) -> Select[*tuple[Any, ...]]:
    """Everything that is looked for, by day."""
    model, day = register.model, register.column(register.day)
    order = day, model.center_id, model.id
    return select(model).where(*wanted.conditions(register, scope)).order_by(*order)


def totals_of(session: Session, register: Register, scope: Scope, wanted: RowFilter) -> RowTotals:
    summed = register.of_shape(Shape.NUMBER, Shape.MONEY)
    sums = [func.sum(coerced(register.column(one.name), BigInteger)) for one in summed]
    found: Sequence[Any] = session.execute(
        select(func.count(), *sums)
        .select_from(register.model)
        .where(*wanted.conditions(register, scope))
    ).one()
    values = {}
    for one, value in zip(summed, found[1:], strict=True):
        money = one.shape is Shape.MONEY
        values[one.name] = from_fen(int(value)) if money and value is not None else value
    return RowTotals(found[0], values)


def find_row(
    session: Session, register: Register, scope: Scope, center_id: int, id_: int
) -> Any | None:
    """One entry of the scope, voided or not."""
    model = register.model
    own = model.center_id == center_id, model.id == id_, scope.reaches(model)
    return session.scalar(select(model).where(*own))


def counts_between(
    session: Session, registers: Sequence[Register], scope: Scope, since: date, until: date
) -> Mapping[str, int]:
    """By kind how many entries of these days stand in each register; one statement."""
    wanted = [
        select(func.count())
        .select_from(one.model)
        .where(*RowFilter(since=since, until=until).conditions(one, scope))
        .scalar_subquery()
        .label(one.kind)
        for one in registers
    ]
    return dict(session.execute(select(*wanted)).one()._mapping) if wanted else {}


def waiting(register: Register, watch: Watch, at: date) -> RowFilter:
    """The entries that waited for something when that day ended."""
    return RowFilter(counted=watch.open(register.model.__table__, at))


def watch_counts(session: Session, register: Register, scope: Scope, at: date) -> Mapping[str, int]:
    """By the key of each watch how many entries wait; one statement."""
    wanted = [
        select(func.count())
        .select_from(register.model)
        .where(*waiting(register, one, at).conditions(register, scope))
        .scalar_subquery()
        .label(one.key)
        for one in register.watches
    ]
    return dict(session.execute(select(*wanted)).one()._mapping) if wanted else {}


def entry_called(session: Session, register: Register, center_id: int, name: str) -> Any | None:
    """The entry in force of that name; of a register in which each has its own."""
    model = register.model
    own = model.center_id == center_id, model.voided_at.is_(None)
    return session.scalar(select(model).where(*own, register.column(register.title) == name))
