"""Mediation sessions 调解记录, inquiries 调查记录 and appointments 预约."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    String,
    Text,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.record_words import Purpose, SessionKind, SessionResult
from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, has_many, reference
from tracker.models.organisations import Mediator
from tracker.models.types import LongText, Moment, ShortText, word


class MediationSession(OfCenter, Base):
    """``attended`` names who was there on the day, as the record says it; so does ``record``."""

    __tablename__ = "mediation_sessions"
    case_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[SessionKind] = mapped_column(word(SessionKind, "kind"))
    held_on: Mapped[date]
    began_at: Mapped[time | None] = mapped_column(Time)
    place: Mapped[str] = mapped_column(ShortText, default="")
    mediator_id: Mapped[int | None] = mapped_column(BigInteger)
    attended: Mapped[str] = mapped_column(LongText, default="")
    record: Mapped[str] = mapped_column(Text)
    result: Mapped[SessionResult | None] = mapped_column(word(SessionResult, "result"))
    created_at: Mapped[datetime] = mapped_column(Moment)

    mediator: Mapped[Mediator | None] = belongs_to("MediationSession", "Mediator", "mediator_id")
    co_mediators: Mapped[list[SessionMediator]] = has_many(
        "MediationSession",
        "SessionMediator",
        "session_id",
        order_by=lambda: SessionMediator.id,
        cascade="all, delete-orphan",
        lazy="selectin",
    )
    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        reference("mediator_id", "mediators"),
        Index(None, "center_id", "case_id", "held_on"),
        CheckConstraint("record <> ''", name="says_something"),
    )


class SessionMediator(OfCenter, Base):
    """A mediator beside the one who led the session."""

    __tablename__ = "session_mediators"
    session_id: Mapped[int] = mapped_column(BigInteger)
    mediator_id: Mapped[int] = mapped_column(BigInteger)

    mediator: Mapped[Mediator] = belongs_to("SessionMediator", "Mediator", "mediator_id")
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "session_id", "mediator_id"),
        reference("session_id", "mediation_sessions"),
        reference("mediator_id", "mediators"),
    )


class Appointment(OfCenter, Base):
    """A day that was agreed on. It is kept (``kept_on``), cancelled with a reason, or planned."""

    __tablename__ = "appointments"
    case_id: Mapped[int] = mapped_column(BigInteger)
    planned_on: Mapped[date]
    planned_at: Mapped[time | None] = mapped_column(Time)
    place: Mapped[str] = mapped_column(ShortText, default="")
    purpose: Mapped[Purpose] = mapped_column(word(Purpose, "purpose"))
    mediator_id: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(500), default="")
    kept_on: Mapped[date | None]
    cancelled_reason: Mapped[str | None] = mapped_column(String(500))

    mediator: Mapped[Mediator | None] = belongs_to("Appointment", "Mediator", "mediator_id")
    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        reference("mediator_id", "mediators"),
        Index(None, "center_id", "case_id", "planned_on"),
        Index(None, "center_id", "planned_on", "mediator_id"),
        CheckConstraint(
            "cancelled_reason IS NULL OR (cancelled_reason <> '' AND kept_on IS NULL)",
            name="cancelled_has_a_reason_and_was_not_kept",
        ),
    )
