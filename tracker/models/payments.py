"""Performance payments 履行款."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.types import MAX_FEN, Fen

if TYPE_CHECKING:
    from tracker.models.cases import Case


class Payment(OfCenter, Base):
    """A performance payment 履行款 under the agreement."""

    __tablename__ = "payments"
    case_id: Mapped[int] = mapped_column(BigInteger)
    paid_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Fen)

    case: Mapped[Case] = belongs_to("Payment", "Case", "case_id", back_populates="payments")
    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        Index(None, "center_id", "case_id", "paid_on", "amount"),
        Index(None, "center_id", "paid_on", "case_id", "amount"),
        CheckConstraint(f"amount BETWEEN 1 AND {MAX_FEN}", name="amount_in_range"),
    )
