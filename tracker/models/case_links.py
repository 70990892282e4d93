"""Cases that several organisations share, and cases that came from others.

A transferred or split case remembers where it came from (``CaseLink``); a duplicate that was
merged names the case it went into (``Case.merged_into_id``).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.record_words import LinkKind, TransferState
from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.organisations import Organisation
from tracker.models.types import Moment, ShortText, word


class CaseOrganisation(OfCenter, Base):
    """An organisation that helps 联合调解; the lead one stands in the case and counts it."""

    __tablename__ = "case_organisations"
    case_id: Mapped[int] = mapped_column(BigInteger)
    organisation_id: Mapped[int] = mapped_column(BigInteger)
    joined_on: Mapped[date]

    organisation: Mapped[Organisation] = belongs_to(
        "CaseOrganisation", "Organisation", "organisation_id"
    )
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "case_id", "organisation_id"),
        reference("case_id", "cases"),
        reference("organisation_id", "organisations"),
        Index(None, "center_id", "organisation_id", "case_id"),
    )


class Transfer(OfCenter, Base):
    """A case is offered to another organisation or another center, which takes or refuses it.

    ``to_organisation_id`` lies in ``to_center_id`` (the case's own center or another one); it is
    None where the other center decides who takes the case.
    """

    __tablename__ = "transfers"
    case_id: Mapped[int] = mapped_column(BigInteger)
    to_center_id: Mapped[int] = mapped_column(Integer, ForeignKey("centers.id"))
    to_organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(String(500))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(ShortText)
    state: Mapped[TransferState] = mapped_column(
        word(TransferState, "state"), default=TransferState.ASKED
    )
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[str | None] = mapped_column(ShortText)
    answer: Mapped[str | None] = mapped_column(String(500))

    __table_args__: Any = OfCenter.rules(
        reference("case_id", "cases"),
        ForeignKeyConstraint(
            ["to_center_id", "to_organisation_id"],
            ["organisations.center_id", "organisations.id"],
        ),
        Index(
            "ix_transfers_waiting",
            "center_id",
            "case_id",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
        Index(None, "center_id", "case_id"),
        Index(None, "to_center_id", "to_organisation_id", "state"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="answered_once"),
    )


class CaseLink(OfCenter, Base):
    """The case came from another one, perhaps of another center."""

    __tablename__ = "case_links"
    case_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[LinkKind] = mapped_column(word(LinkKind, "kind"))
    from_center_id: Mapped[int] = mapped_column(Integer)
    from_case_id: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "case_id"),
        reference("case_id", "cases"),
        ForeignKeyConstraint(["from_center_id", "from_case_id"], ["cases.center_id", "cases.id"]),
        Index(None, "from_center_id", "from_case_id"),
        CheckConstraint(
            "center_id <> from_center_id OR case_id <> from_case_id", name="not_from_itself"
        ),
    )
