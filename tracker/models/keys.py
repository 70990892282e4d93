"""Keys of everything that belongs to a center: ``(center_id, id)``.

``id`` is a time-ordered integer below 2^53, so that JSON readers and spreadsheets keep it whole:
milliseconds since 2020 times 4096, handed out by a clock row of the center inside the writer's own
transaction. The row makes the ids unique under any number of processes without coordination
outside the database; a roll-back takes the ids back with the rows that bore them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from operator import length_hint
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    and_,
    bindparam,
    case,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import (
    Mapped,
    Session,
    declared_attr,
    foreign,
    mapped_column,
    relationship,
)

from tracker.extensions import Base

_EPOCH_MS = 1_577_836_800_000
_STEPS_PER_MS = 4096
_BLOCK = 64
"""Ids reserved at a time by a session: most writes then cost one extra statement."""


class IdClock(Base):
    """The last id handed out in a center."""

    __tablename__ = "id_clocks"
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    last_id: Mapped[int] = mapped_column(BigInteger)


class OfCenter:
    """Mixin for rows of a center: the key pair and the foreign key to the center.

    ``shared`` rows are written by several people, who take their turns at the center's clock.
    """

    shared: ClassVar[bool] = True

    @declared_attr
    def center_id(cls) -> Mapped[int]:
        return mapped_column(Integer, ForeignKey("centers.id"), sort_order=-2)

    @declared_attr
    def id(cls) -> Mapped[int]:
        return mapped_column(BigInteger, autoincrement=False, sort_order=-1)

    @staticmethod
    def rules(*constraints: Any) -> tuple[Any, ...]:
        """``__table_args__``: the primary key and what else the table demands."""
        return (PrimaryKeyConstraint("center_id", "id"), *constraints)


def reference(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key within the center: ``(center_id, column) -> table(center_id, id)``."""
    return ForeignKeyConstraint(["center_id", column], [f"{table}.center_id", f"{table}.id"])


def belongs_to(owner: str, target: str, column: str, **options: Any) -> Any:
    """The many-to-one beside ``reference``.

    Only ``column`` is foreign in the join: the row's own center_id is never blanked when the
    relationship is set to None, and lazy loads carry the center.
    """

    def join() -> Any:
        mapped = {m.class_.__name__: m.class_ for m in Base.registry.mappers}
        here, there = mapped[owner], mapped[target]
        return and_(there.center_id == here.center_id, there.id == foreign(getattr(here, column)))

    return relationship(target, primaryjoin=join, **options)


def has_many(owner: str, target: str, column: str, **options: Any) -> Any:
    """The one-to-many beside ``reference``; the children go where the owner goes."""

    def join() -> Any:
        mapped = {m.class_.__name__: m.class_ for m in Base.registry.mappers}
        here, there = mapped[owner], mapped[target]
        return and_(here.center_id == there.center_id, here.id == foreign(getattr(there, column)))

    return relationship(target, primaryjoin=join, **options)


def next_id(session: Session, center_id: int) -> int:
    """One fresh id for a row of the center."""
    return next(_block(session, center_id))


def hold_clock(session: Session, *center_ids: int) -> None:
    """Lock the clocks of the centers before any other shared row, that of the lowest id first.

    Every writer takes its locks in this order, so that two of them never wait for each other.
    """
    for center_id in sorted(set(center_ids)):
        _block(session, center_id)


def _block(session: Session, center_id: int) -> Iterator[int]:
    """What is left of the ids reserved in this transaction, or a new block of them."""
    blocks: dict[int, Iterator[int]] = session.info.setdefault("id_blocks", {})
    if center_id not in blocks or not length_hint(blocks[center_id]):
        first = reserve_ids(session, center_id, _BLOCK)
        blocks[center_id] = iter(range(first, first + _BLOCK))
    return blocks[center_id]


def reserve_ids(session: Session, center_id: int, count: int) -> int:
    """The first of ``count`` consecutive fresh ids, for writing in bulk."""
    now = (time.time_ns() // 1_000_000 - _EPOCH_MS) * _STEPS_PER_MS
    connection = session.connection()
    asked = {"of_center": center_id, "now": now, "count": count, "first_end": now + count}
    return int(connection.scalar(_reserving(insert_for(connection)), asked)) - count + 1


@cache
def _reserving(insert: Any) -> Any:
    """Asked in every transaction that writes, so it is put together once."""
    statement = insert(IdClock).values(
        center_id=bindparam("of_center"), last_id=bindparam("first_end")
    )
    last, now = IdClock.last_id, bindparam("now", type_=BigInteger)
    moved = case((last < now, now), else_=last) + bindparam("count", type_=BigInteger)
    return statement.on_conflict_do_update(
        index_elements=["center_id"], set_={"last_id": moved}
    ).returning(last)


def insert_for(connection: Connection) -> Any:
    """The dialect's INSERT that knows ON CONFLICT."""
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


@event.listens_for(Session, "after_transaction_end")
def _forget_blocks(session: Session, transaction: Any) -> None:
    """A block reserved in a transaction is worth nothing after it."""
    if transaction.parent is None or transaction.nested:
        session.info.pop("id_blocks", None)


@event.listens_for(Session, "before_flush")
def _give_ids(session: Session, _context: Any, _instances: Any) -> None:
    """The clocks are held before any row is; new rows of a center get their id from them."""
    new = [row for row in session.new if isinstance(row, OfCenter) and row.id is None]
    changed = (row for row in session.dirty if session.is_modified(row))
    standing = (
        row for row in (*changed, *session.deleted) if isinstance(row, OfCenter) and row.shared
    )
    hold_clock(session, *(row.center_id for row in (*new, *standing)))
    for row in new:
        row.id = next_id(session, row.center_id)
