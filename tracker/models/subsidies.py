"""The subsidy per case 以案定补: its rules, the approved list of each month, and the lists' lines.

A month without a list is a draft and computed (``queries/subsidies.py``); a list is written when it
is approved, and neither it nor its lines change afterwards.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.record_words import AgreementForm
from tracker.domain.subsidies import Because, LineKind, PaidFor
from tracker.domain.vocabulary import Difficulty
from tracker.extensions import Base
from tracker.models.keys import OfCenter, reference
from tracker.models.types import MAX_FEN, Fen, Moment, ShortText, word


class SubsidyRule(OfCenter, Base):
    """What a case closed from ``valid_from`` to ``valid_to`` is paid; None means any."""

    __tablename__ = "subsidy_rules"
    difficulty: Mapped[Difficulty | None] = mapped_column(word(Difficulty, "difficulty"))
    form: Mapped[AgreementForm | None] = mapped_column(word(AgreementForm, "form"))
    paid_for: Mapped[PaidFor] = mapped_column(word(PaidFor, "paid_for"))
    complete_file: Mapped[bool] = mapped_column(default=False)
    fully_performed: Mapped[bool] = mapped_column(default=False)
    amount: Mapped[Decimal] = mapped_column(Fen)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = OfCenter.rules(
        CheckConstraint(f"amount BETWEEN 1 AND {MAX_FEN}", name="amount_in_range"),
        CheckConstraint("valid_to >= valid_from", name="valid_from_before_valid_to"),
    )


class SubsidyList(OfCenter, Base):
    """The approved list of a month."""

    __tablename__ = "subsidy_lists"
    year: Mapped[int]
    month: Mapped[int]
    approved_at: Mapped[datetime] = mapped_column(Moment)
    approved_by: Mapped[str] = mapped_column(ShortText)
    note: Mapped[str] = mapped_column(String(500), default="")

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "year", "month"),
        CheckConstraint(
            f"year BETWEEN {MIN_YEAR} AND {MAX_YEAR} AND month BETWEEN 1 AND 12",
            name="of_a_month",
        ),
    )


class SubsidyLine(OfCenter, Base):
    """What the list pays a mediator for a case, once ever, or takes back or adds afterwards.

    ``rule_id`` is the rule that fits; None for a correction after which none does.
    """

    __tablename__ = "subsidy_lines"
    list_id: Mapped[int] = mapped_column(BigInteger)
    case_id: Mapped[int] = mapped_column(BigInteger)
    mediator_id: Mapped[int] = mapped_column(BigInteger)
    rule_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[LineKind] = mapped_column(word(LineKind, "kind"))
    amount: Mapped[Decimal] = mapped_column(Fen)
    because: Mapped[Because | None] = mapped_column(word(Because, "because"))

    __table_args__ = OfCenter.rules(
        reference("list_id", "subsidy_lists"),
        reference("case_id", "cases"),
        reference("mediator_id", "mediators"),
        reference("rule_id", "subsidy_rules"),
        UniqueConstraint("center_id", "list_id", "case_id", "mediator_id"),
        Index(
            "ix_subsidy_lines_paid_once",
            "center_id",
            "case_id",
            unique=True,
            sqlite_where=text("kind = 'payment'"),
            postgresql_where=text("kind = 'payment'"),
        ),
        Index(None, "center_id", "case_id", "mediator_id", "amount"),
        CheckConstraint(
            f"amount BETWEEN -{MAX_FEN} AND {MAX_FEN} AND amount <> 0", name="amount_in_range"
        ),
        CheckConstraint(
            "kind <> 'payment' OR amount > 0 AND rule_id IS NOT NULL", name="payment_has_a_rule"
        ),
        CheckConstraint(
            "(kind = 'correction') = (because IS NOT NULL)", name="correction_has_a_reason"
        ),
    )
