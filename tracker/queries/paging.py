"""Pages by key instead of by offset: every page costs the same, however deep it lies.

A list is sorted by columns that may be blank. The blanks come last whichever way it is sorted, as a
segment of their own: within a segment no column is blank, so one comparison of the whole key tells
what comes after a row, alike in SQLite and PostgreSQL, and an index can answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, not_, select, true, tuple_
from sqlalchemy.orm import Session

from tracker.domain.money import to_fen
from tracker.models.types import Fen, Moment

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
KINDS: dict[type, type] = {Fen: Decimal, Moment: datetime}
LARGEST = 2**63 - 1
"""What a BIGINT holds; a larger number in an address is no key of a row."""


@dataclass(frozen=True, eq=False)
class Segment:
    """Rows that state all of ``columns``; they are sorted by these, then by the key of the row.

    ``key`` replaces the order's own where fewer columns tell the rows of this segment apart.
    """

    columns: tuple[Any, ...] = ()
    key: tuple[Any, ...] | None = None

    @property
    def stated(self) -> ColumnElement[bool]:
        return and_(true(), *(column.is_not(None) for column in self.columns if column.nullable))


@dataclass(frozen=True, eq=False)
class Order:
    """``segments`` one after the other: each holds what the ones before it left over.

    ``key`` tells rows apart. ``down`` turns each segment, but never their sequence.
    """

    segments: tuple[Segment, ...]
    key: tuple[Any, ...]
    down: bool = True

    def holds(self, place: int) -> ColumnElement[bool]:
        """The rows of the segment at that place."""
        earlier = [not_(segment.stated) for segment in self.segments[:place]]
        return and_(true(), *earlier, self.segments[place].stated)

    def columns(self, place: int) -> tuple[Any, ...]:
        segment = self.segments[place]
        return (*segment.columns, *(self.key if segment.key is None else segment.key))

    def within(
        self, place: int, start: tuple[Any, ...] | None, *, back: bool
    ) -> list[ColumnElement[bool]]:
        """The rows of the segment that come after ``start`` in walking direction."""
        if start is None:
            return [self.holds(place)]
        key = tuple_(*self.columns(place))
        return [self.holds(place), key < start if self.down != back else key > start]

    def sorted_by(self, place: int, *, back: bool) -> list[Any]:
        down = self.down != back
        return [column.desc() if down else column.asc() for column in self.columns(place)]


@dataclass(frozen=True)
class Cursor:
    """A row's place in an order; ``back`` asks for the rows before it instead of after it."""

    segment: int
    values: tuple[Any, ...]
    back: bool = False

    def plain(self) -> list[Any]:
        """In JSON's own types."""
        return [self.segment, [_written(value) for value in self.values], self.back]

    @classmethod
    def read(cls, plain: Any, order: Order) -> Cursor | None:
        """None for what is no place in this order."""
        try:
            place, written, back = plain
            columns = order.columns(place)
            values = tuple(
                _read(column, value) for column, value in zip(columns, written, strict=True)
            )
        except (ValueError, TypeError, IndexError, ArithmeticError):
            return None
        return cls(place, values, bool(back)) if place >= 0 else None


@dataclass(frozen=True)
class Page:
    """``newer`` and ``older`` lead to the neighbouring pages; None where there is none."""

    rows: list[AnyRow]
    newer: Cursor | None = None
    older: Cursor | None = None


def page_of(
    session: Session,
    order: Order,
    conditions: Sequence[ColumnElement[bool]],
    cursor: Cursor | None,
    size: int,
    show: Callable[[Subquery], Select[*tuple[Any, ...]]],
) -> Page:
    """The rows after (or before) the cursor, at most ``size``.

    The keys of the page are found first, from an index alone where one fits; ``show`` selects what
    stands in those rows: from the keys' table joined with ``keys``, with the columns of the order
    under their own names.
    """
    back = cursor is not None and cursor.back
    found: list[tuple[int, AnyRow]] = []
    first = cursor.segment if cursor else 0
    places = range(first, -1, -1) if back else range(first, len(order.segments))
    for place in places:
        start = cursor.values if cursor and place == cursor.segment else None
        missing = size + 1 - len(found)
        sorted_by = order.sorted_by(place, back=back)
        keys = select(*order.key).where(*conditions, *order.within(place, start, back=back))
        part = show(keys.order_by(*sorted_by).limit(missing).subquery("page"))
        found += [(place, row) for row in session.execute(part.order_by(*sorted_by))]
        if len(found) > size:
            break
    more = len(found) > size
    found = found[:size]
    if back:
        found.reverse()
    return _framed(order, found, before=more if back else cursor is not None, after=back or more)


def _framed(
    order: Order, found: Sequence[tuple[int, AnyRow]], *, before: bool, after: bool
) -> Page:
    if not found:
        return Page([])
    return Page(
        [row for _place, row in found],
        newer=_place_of(order, *found[0], back=True) if before else None,
        older=_place_of(order, *found[-1], back=False) if after else None,
    )


def _place_of(order: Order, place: int, row: AnyRow, *, back: bool) -> Cursor:
    return Cursor(place, tuple(row._mapping[one.key] for one in order.columns(place)), back)


def _written(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _read(column: Any, value: Any) -> Any:
    """The value as the column has it. Raises ValueError and the like for what cannot be one."""
    kind = KINDS.get(type(column.type), column.type.python_type)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if kind is Decimal:
        if not isinstance(value, str) or to_fen(Decimal(value)) > LARGEST:
            raise ValueError(value)
        return Decimal(value)
    if type(value) is not kind or (kind is int and abs(value) > LARGEST):
        raise ValueError(value)
    return value
