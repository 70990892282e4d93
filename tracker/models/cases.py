"""Cases 矛盾纠纷案件 and what they gather.

The named constraints state the office's rules once more below ``domain/rules.py``, so that no
path into the table, not even a hand at the SQL prompt, can break them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from tracker.domain.record_words import Retention
from tracker.domain.rules import status_of
from tracker.domain.vocabulary import (
    Difficulty,
    Outcome,
    Satisfaction,
    Source,
    Status,
)
from tracker.extensions import Base
from tracker.models.afterwards import Confirmation, Visit
from tracker.models.agreements import Agreement, NonPerformance
from tracker.models.attachments import Attachment
from tracker.models.case_links import CaseLink, CaseOrganisation, Transfer
from tracker.models.case_parts import CaseText, CoMediator
from tracker.models.centers import Center
from tracker.models.dispute_types import DisputeType
from tracker.models.keys import OfCenter, belongs_to, has_many, reference
from tracker.models.organisations import Mediator, Organisation, Village
from tracker.models.parties import Party
from tracker.models.payments import Payment
from tracker.models.sessions import Appointment, MediationSession
from tracker.models.time_limits import Extension
from tracker.models.types import MAX_FEN, Fen, LongText, Moment, ShortText, word

_AGREEMENTS = ", ".join(f"'{outcome.value}'" for outcome in Outcome if outcome.is_agreement)
_OPEN = "accepted_on IS NOT NULL AND closed_on IS NULL"


def _by_day(day: str, *asked: str, name: str | None = None, only: str | None = None) -> Index:
    """Cases in the order of a day, with the amounts; ``only`` those that fulfil a condition."""
    where = None if only is None else text(only)
    return Index(
        f"ix_cases_by_{name or day}",
        *("center_id", day, "id", *asked, "amount_claimed", "amount_agreed", "merged_into_id"),
        sqlite_where=where,
        postgresql_where=where,
    )


def _records(target: str, by: Callable[[], Any]) -> Any:
    """The records of one kind that the case gathers, in the order of their days."""
    return has_many(
        "Case", target, "case_id", order_by=lambda: [by()], cascade="all, delete-orphan"
    )


class Case(OfCenter, Base):
    """``version`` guards against lost updates; ``submission_key`` against double submission."""

    __tablename__ = "cases"
    version: Mapped[int] = mapped_column(default=1)
    number: Mapped[str | None] = mapped_column(String(64))
    number_year: Mapped[int | None]
    number_serial: Mapped[int | None]
    registered_on: Mapped[date]
    accepted_on: Mapped[date | None]
    due_on: Mapped[date | None]
    declined_reason: Mapped[str | None] = mapped_column(String(500))
    closed_on: Mapped[date | None]
    outcome: Mapped[Outcome | None] = mapped_column(word(Outcome, "outcome"))
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    mediator_id: Mapped[int | None] = mapped_column(BigInteger)
    dispute_type_id: Mapped[int | None] = mapped_column(BigInteger)
    village_id: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[Source | None] = mapped_column(word(Source, "source"))
    channel: Mapped[str | None] = mapped_column(ShortText)
    difficulty: Mapped[Difficulty | None] = mapped_column(word(Difficulty, "difficulty"))
    summary: Mapped[str] = mapped_column(LongText, default="")
    claims: Mapped[str] = mapped_column(LongText, default="")
    remarks: Mapped[str] = mapped_column(LongText, default="")
    amount_claimed: Mapped[Decimal | None] = mapped_column(Fen)
    amount_agreed: Mapped[Decimal | None] = mapped_column(Fen)
    judicial_confirmed_on: Mapped[date | None]
    visited_on: Mapped[date | None]
    satisfaction: Mapped[Satisfaction | None] = mapped_column(word(Satisfaction, "satisfaction"))
    archived_on: Mapped[date | None]
    archived_by: Mapped[str | None] = mapped_column(ShortText)
    retention: Mapped[Retention | None] = mapped_column(word(Retention, "retention"))
    merged_into_id: Mapped[int | None] = mapped_column(BigInteger)
    submission_key: Mapped[str | None] = mapped_column(String(64))
    import_batch_id: Mapped[int | None] = mapped_column(BigInteger)
    import_fingerprint: Mapped[str | None] = mapped_column(String(64))
    extra_columns: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)

    center: Mapped[Center] = relationship(
        primaryjoin=lambda: Center.id == foreign(Case.center_id), viewonly=True
    )
    organisation: Mapped[Organisation | None] = belongs_to(
        "Case", "Organisation", "organisation_id"
    )
    mediator: Mapped[Mediator | None] = belongs_to("Case", "Mediator", "mediator_id")
    dispute_type: Mapped[DisputeType | None] = belongs_to("Case", "DisputeType", "dispute_type_id")
    village: Mapped[Village | None] = belongs_to("Case", "Village", "village_id")
    parties: Mapped[list[Party]] = has_many(
        "Case",
        "Party",
        "case_id",
        order_by=lambda: [Party.position, Party.id],
        cascade="all, delete-orphan",
        back_populates="case",
    )
    co_mediators: Mapped[list[CoMediator]] = has_many(
        "Case",
        "CoMediator",
        "case_id",
        order_by=lambda: CoMediator.id,
        cascade="all, delete-orphan",
    )
    payments: Mapped[list[Payment]] = has_many(
        "Case",
        "Payment",
        "case_id",
        order_by=lambda: [Payment.paid_on, Payment.id],
        cascade="all, delete-orphan",
        back_populates="case",
    )
    search_text: Mapped[CaseText | None] = has_many(
        "Case", "CaseText", "case_id", cascade="all, delete-orphan", uselist=False
    )
    extensions: Mapped[list[Extension]] = _records("Extension", lambda: Extension.until)
    sessions: Mapped[list[MediationSession]] = _records(
        "MediationSession", lambda: MediationSession.held_on
    )
    appointments: Mapped[list[Appointment]] = _records(
        "Appointment", lambda: Appointment.planned_on
    )
    agreements: Mapped[list[Agreement]] = _records("Agreement", lambda: Agreement.id)
    non_performances: Mapped[list[NonPerformance]] = _records(
        "NonPerformance", lambda: NonPerformance.noted_on
    )
    confirmations: Mapped[list[Confirmation]] = _records(
        "Confirmation", lambda: Confirmation.applied_on
    )
    visits: Mapped[list[Visit]] = _records("Visit", lambda: Visit.visited_on)
    helpers: Mapped[list[CaseOrganisation]] = _records(
        "CaseOrganisation", lambda: CaseOrganisation.joined_on
    )
    transfers: Mapped[list[Transfer]] = _records("Transfer", lambda: Transfer.asked_at)
    attachments: Mapped[list[Attachment]] = _records("Attachment", lambda: Attachment.added_at)
    origin: Mapped[CaseLink | None] = has_many(
        "Case", "CaseLink", "case_id", cascade="all, delete-orphan", uselist=False
    )

    __mapper_args__: Any = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own protocol
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "number"),
        UniqueConstraint("center_id", "number_year", "number_serial"),
        UniqueConstraint("center_id", "submission_key"),
        reference("organisation_id", "organisations"),
        reference("mediator_id", "mediators"),
        reference("dispute_type_id", "dispute_types"),
        reference("village_id", "villages"),
        reference("import_batch_id", "import_batches"),
        reference("merged_into_id", "cases"),
        # lists walk these in order, so what they sort by is followed by id; what figures and
        # totals ask besides stands in the index too, so that they read no rows
        _by_day("registered_on"),
        _by_day("accepted_on", "closed_on"),
        _by_day("closed_on", "outcome"),
        # SQLite takes an index for complete only with the columns of its condition in it
        _by_day("accepted_on", "closed_on", "due_on", name="open", only=_OPEN),
        Index(None, "center_id", "amount_claimed", "id"),
        Index(None, "center_id", "amount_agreed", "id"),
        Index(
            "ix_cases_of_organisation",
            "center_id",
            "organisation_id",
            "registered_on",
            "id",
            "amount_claimed",
            "amount_agreed",
            "merged_into_id",
        ),
        Index(None, "center_id", "merged_into_id"),
        Index(None, "center_id", "judicial_confirmed_on"),
        Index(None, "center_id", "visited_on"),
        Index(None, "center_id", "import_batch_id"),
        Index(None, "center_id", "import_fingerprint"),
        CheckConstraint(
            "(closed_on IS NULL) = (outcome IS NULL)", name="closed_has_an_outcome_and_a_date"
        ),
        CheckConstraint(
            "closed_on IS NULL OR (accepted_on IS NOT NULL AND closed_on >= accepted_on)",
            name="closed_not_before_accepted",
        ),
        CheckConstraint(
            "accepted_on IS NULL OR accepted_on >= registered_on",
            name="accepted_not_before_registered",
        ),
        CheckConstraint(
            "declined_reason IS NULL OR (declined_reason <> '' AND accepted_on IS NULL"
            " AND outcome IS NULL)",
            name="declined_has_a_reason_and_no_outcome",
        ),
        CheckConstraint("accepted_on IS NULL OR number IS NOT NULL", name="accepted_has_a_number"),
        CheckConstraint("number IS NULL OR number <> ''", name="number_is_not_blank"),
        CheckConstraint(
            "(number_year IS NULL) = (number_serial IS NULL)", name="number_has_both_parts"
        ),
        CheckConstraint("number_serial >= 1", name="serial_counts_from_one"),
        CheckConstraint(
            f"amount_agreed IS NULL OR outcome IS NOT NULL AND outcome IN ({_AGREEMENTS})",
            name="agreed_amount_needs_an_agreement",
        ),
        CheckConstraint(
            f"judicial_confirmed_on IS NULL OR outcome IS NOT NULL AND outcome IN ({_AGREEMENTS})"
            " AND judicial_confirmed_on >= closed_on",
            name="confirmation_needs_an_agreement",
        ),
        CheckConstraint(
            "visited_on IS NULL OR visited_on >= closed_on AND closed_on IS NOT NULL",
            name="visit_follows_closing",
        ),
        CheckConstraint(
            "satisfaction IS NULL OR visited_on IS NOT NULL", name="satisfaction_needs_a_visit"
        ),
        CheckConstraint(
            "(due_on IS NULL) = (accepted_on IS NULL)", name="due_date_comes_with_acceptance"
        ),
        CheckConstraint("due_on >= accepted_on", name="due_not_before_accepted"),
        CheckConstraint(
            "archived_on IS NULL OR closed_on IS NOT NULL AND archived_on >= closed_on",
            name="archived_after_closing",
        ),
        CheckConstraint(
            "(archived_on IS NULL) = (archived_by IS NULL)", name="archived_by_somebody"
        ),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        CheckConstraint(f"amount_claimed BETWEEN 0 AND {MAX_FEN}", name="amount_claimed_in_range"),
        CheckConstraint(f"amount_agreed BETWEEN 0 AND {MAX_FEN}", name="amount_agreed_in_range"),
    )

    @property
    def status(self) -> Status:
        return status_of(self)

    @property
    def helper_ids(self) -> list[int]:
        """The organisations that help the lead one."""
        return [one.organisation_id for one in self.helpers]

    @property
    def offer(self) -> Transfer | None:
        """The transfer that waits for an answer."""
        return next((one for one in self.transfers if one.answered_at is None), None)

    @property
    def agreement(self) -> Agreement | None:
        """The agreement that stands; withdrawn ones stay in ``agreements``."""
        return next((one for one in self.agreements if one.withdrawn_on is None), None)


RECORDS = (
    "payments",
    "extensions",
    "sessions",
    "appointments",
    "agreements",
    "non_performances",
    "confirmations",
    "visits",
    "helpers",
    "transfers",
    "attachments",
)
"""What a case gathers; a new one has none, so that nobody need ask the database for them."""
