"""Parties 当事人 of a case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import PartyKind, Sex, Side
from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.types import ShortText, word

if TYPE_CHECKING:
    from tracker.models.cases import Case


class Party(OfCenter, Base):
    """A person or organisation on one side; ``position`` keeps the order they were named in."""

    __tablename__ = "parties"
    case_id: Mapped[int] = mapped_column(BigInteger)
    side: Mapped[Side] = mapped_column(word(Side, "side"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[PartyKind] = mapped_column(word(PartyKind, "kind"), default=PartyKind.PERSON)
    name: Mapped[str] = mapped_column(ShortText)
    id_number: Mapped[str | None] = mapped_column(String(18))
    sex: Mapped[Sex | None] = mapped_column(word(Sex, "sex"))
    birth_date: Mapped[date | None]
    ethnic_group: Mapped[str | None] = mapped_column(String(32))
    phone: Mapped[str | None] = mapped_column(String(32))
    occupation: Mapped[str | None] = mapped_column(ShortText)
    address: Mapped[str | None] = mapped_column(String(200))
    out_of_town: Mapped[bool] = mapped_column(default=False)
    credit_code: Mapped[str | None] = mapped_column(String(18))
    legal_representative: Mapped[str | None] = mapped_column(ShortText)

    case: Mapped[Case] = belongs_to("Party", "Case", "case_id", back_populates="parties")
    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        Index(None, "center_id", "case_id"),
        # who is typed into a new case is looked for by number, phone and name
        Index(None, "center_id", "id_number", "case_id"),
        Index(None, "center_id", "phone", "case_id"),
        Index(None, "center_id", "name", "case_id"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint(
            "kind = 'organisation' OR (credit_code IS NULL AND legal_representative IS NULL)",
            name="person_has_no_credit_code",
        ),
        CheckConstraint(
            "kind = 'person' OR (id_number IS NULL AND sex IS NULL AND birth_date IS NULL)",
            name="organisation_has_no_resident_id",
        ),
    )
