"""What belongs to a case and has no life of its own: co-mediators, numbers, search text."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.organisations import Mediator


class CoMediator(OfCenter, Base):
    """A mediator beside the lead one; figures by mediator count the lead alone."""

    __tablename__ = "co_mediators"
    case_id: Mapped[int] = mapped_column(BigInteger)
    mediator_id: Mapped[int] = mapped_column(BigInteger)

    mediator: Mapped[Mediator] = belongs_to("CoMediator", "Mediator", "mediator_id")
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "case_id", "mediator_id"),
        reference("case_id", "cases"),
        reference("mediator_id", "mediators"),
    )


class CaseCounter(Base):
    """The last serial given in a center and year; the row's lock keeps numbers gap-free.

    The year itself is the ``id``, so that the key has the shape of all others.
    """

    __tablename__ = "case_counters"
    center_id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column("id", primary_key=True, autoincrement=False)
    last_serial: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["center_id"], ["centers.id"]),
        CheckConstraint("last_serial >= 0", name="serial_not_negative"),
    )


class CaseText(Base):
    """What a search looks through, with a space between characters; see ``queries/search.py``.

    Its ``id`` is that of the case. ``people`` is alike in cases of the same parties; see
    ``queries/persons.py``.
    """

    __tablename__ = "case_texts"
    center_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column("id", BigInteger, primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    people: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (reference("id", "cases"), Index(None, "center_id", "people", "id"))
