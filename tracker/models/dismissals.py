"""Findings of data quality that a supervisor has set aside; see docs/decisions/0013."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.findings import Finding
from tracker.extensions import Base
from tracker.models.keys import OfCenter, reference
from tracker.models.types import Moment, ShortText, word


class Dismissal(OfCenter, Base):
    """``facts`` are what made the finding: it is open again as soon as they are others."""

    __tablename__ = "dismissals"
    case_id: Mapped[int] = mapped_column(BigInteger)
    finding: Mapped[Finding] = mapped_column(word(Finding, "finding"))
    facts: Mapped[str] = mapped_column(String(500))
    reason: Mapped[str] = mapped_column(String(500))
    dismissed_at: Mapped[datetime] = mapped_column(Moment)
    dismissed_by: Mapped[str] = mapped_column(ShortText)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "case_id", "finding"),
        reference("case_id", "cases"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
    )
