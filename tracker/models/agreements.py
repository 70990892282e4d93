"""Agreements 调解协议: their terms, the instalments promised, what follows when they are broken.

Payments made stand in ``models/payments.py``; how promise and payment compare is computed in
``domain/performance.py`` and never stored.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.record_words import AgreementForm, NonPerformanceStep
from tracker.extensions import Base
from tracker.models.keys import OfCenter, has_many, reference
from tracker.models.types import MAX_FEN, Fen, LongText, ShortText, word


class Agreement(OfCenter, Base):
    """The agreement's papers. A case has one that stands; ``withdrawn_on`` marks earlier ones.

    Written ones take effect when all have signed and sealed, oral ones on the day they are
    reached: ``effective_on``.
    """

    __tablename__ = "agreements"
    case_id: Mapped[int] = mapped_column(BigInteger)
    form: Mapped[AgreementForm] = mapped_column(word(AgreementForm, "form"))
    agreed_on: Mapped[date]
    effective_on: Mapped[date | None]
    facts: Mapped[str] = mapped_column(Text, default="")
    manner: Mapped[str] = mapped_column(LongText, default="")
    place: Mapped[str] = mapped_column(ShortText, default="")
    perform_by: Mapped[date | None]
    copies: Mapped[int | None]
    withdrawn_on: Mapped[date | None]

    terms: Mapped[list[Term]] = has_many(
        "Agreement",
        "Term",
        "agreement_id",
        order_by=lambda: [Term.position, Term.id],
        cascade="all, delete-orphan",
    )
    instalments: Mapped[list[Instalment]] = has_many(
        "Agreement",
        "Instalment",
        "agreement_id",
        order_by=lambda: [Instalment.due_on, Instalment.id],
        cascade="all, delete-orphan",
    )
    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        Index(
            "ix_agreements_standing",
            "center_id",
            "case_id",
            unique=True,
            sqlite_where=text("withdrawn_on IS NULL"),
            postgresql_where=text("withdrawn_on IS NULL"),
        ),
        Index(None, "center_id", "case_id"),
        CheckConstraint(
            "effective_on IS NULL OR effective_on >= agreed_on", name="in_effect_once_agreed"
        ),
        CheckConstraint("copies IS NULL OR copies >= 1", name="has_a_copy"),
    )

    @property
    def amount(self) -> Decimal | None:
        """Yuan in all, the sum of the instalments; None where nothing is to be paid."""
        if not self.instalments:
            return None
        return sum((one.amount for one in self.instalments), Decimal(0))


class Term(OfCenter, Base):
    """A numbered item of the agreement; ``in_kind`` ones (an apology, a repair) are ticked off."""

    __tablename__ = "terms"
    agreement_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(LongText)
    in_kind: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date | None]
    performed_on: Mapped[date | None]

    __table_args__ = OfCenter.rules(
        reference("agreement_id", "agreements"),
        Index(None, "center_id", "agreement_id"),
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint("in_kind OR performed_on IS NULL", name="only_in_kind_is_ticked_off"),
    )


class Instalment(OfCenter, Base):
    """An amount promised for a day; one payment in full is one instalment."""

    __tablename__ = "instalments"
    agreement_id: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Fen)

    __table_args__ = OfCenter.rules(
        reference("agreement_id", "agreements"),
        Index(None, "center_id", "agreement_id"),
        Index(None, "center_id", "due_on"),
        CheckConstraint(f"amount BETWEEN 1 AND {MAX_FEN}", name="amount_in_range"),
    )


class NonPerformance(OfCenter, Base):
    """The agreement is not kept: the debtor was urged, or the creditor told of the way to court."""

    __tablename__ = "non_performances"
    case_id: Mapped[int] = mapped_column(BigInteger)
    noted_on: Mapped[date]
    step: Mapped[NonPerformanceStep] = mapped_column(word(NonPerformanceStep, "step"))
    note: Mapped[str] = mapped_column(String(500))

    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        Index(None, "center_id", "case_id"),
        CheckConstraint("note <> ''", name="says_something"),
    )
