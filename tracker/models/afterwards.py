"""What follows an agreement: judicial confirmation 司法确认 and return visits 回访.

The case's own row keeps the dates that figures count (``judicial_confirmed_on``, ``visited_on``,
``satisfaction``); these rows keep what stands in the file about them.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.record_words import ConfirmationResult, PerformanceSeen, VisitManner
from tracker.domain.vocabulary import Satisfaction
from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.organisations import Mediator
from tracker.models.types import LongText, ShortText, word


class Confirmation(OfCenter, Base):
    """A joint application to a court; ``result`` is None while the court decides."""

    __tablename__ = "confirmations"
    case_id: Mapped[int] = mapped_column(BigInteger)
    applied_on: Mapped[date]
    court: Mapped[str] = mapped_column(ShortText)
    result: Mapped[ConfirmationResult | None] = mapped_column(word(ConfirmationResult, "result"))
    decided_on: Mapped[date | None]
    document_number: Mapped[str | None] = mapped_column(ShortText)

    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        Index(None, "center_id", "case_id"),
        CheckConstraint("court <> ''", name="names_the_court"),
        CheckConstraint("(result IS NULL) = (decided_on IS NULL)", name="result_has_its_day"),
        CheckConstraint(
            "decided_on IS NULL OR decided_on >= applied_on", name="decided_not_before_applied"
        ),
    )


class Visit(OfCenter, Base):
    """A return visit; ``tension`` says what is left of the dispute, blank for nothing.

    ``manner`` is None where an imported ledger says no more than the day.
    """

    __tablename__ = "visits"
    case_id: Mapped[int] = mapped_column(BigInteger)
    visited_on: Mapped[date]
    manner: Mapped[VisitManner | None] = mapped_column(word(VisitManner, "manner"))
    mediator_id: Mapped[int | None] = mapped_column(BigInteger)
    performance: Mapped[PerformanceSeen | None] = mapped_column(
        word(PerformanceSeen, "performance")
    )
    satisfaction: Mapped[Satisfaction | None] = mapped_column(word(Satisfaction, "satisfaction"))
    tension: Mapped[str] = mapped_column(LongText, default="")
    note: Mapped[str] = mapped_column(LongText, default="")

    mediator: Mapped[Mediator | None] = belongs_to("Visit", "Mediator", "mediator_id")
    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        reference("mediator_id", "mediators"),
        Index(None, "center_id", "case_id", "visited_on"),
    )
