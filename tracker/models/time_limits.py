"""Extensions 延长调解期限 of a case's time limit, to which the parties consented."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Base
from tracker.models.keys import OfCenter, reference


class Extension(OfCenter, Base):
    """``consent`` says who consented and how; any number follow one another.

    ``due_before`` is the due date that stood before; None where an old ledger does not say it.
    """

    __tablename__ = "extensions"
    case_id: Mapped[int] = mapped_column(BigInteger)
    agreed_on: Mapped[date]
    until: Mapped[date]
    due_before: Mapped[date | None]
    consent: Mapped[str] = mapped_column(String(500))
    reason: Mapped[str] = mapped_column(String(500))

    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        Index(None, "center_id", "case_id", "until"),
        CheckConstraint("until >= agreed_on", name="ends_after_it_was_agreed"),
        CheckConstraint("due_before < until", name="moves_the_due_date_on"),
        CheckConstraint("consent <> '' AND reason <> ''", name="has_consent_and_reason"),
    )
