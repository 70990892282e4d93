"""What somebody wants to write, before it is a row: the shapes that forms hand to services."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from tracker.domain.record_words import (
    ConfirmationResult,
    PerformanceSeen,
    Purpose,
    SessionKind,
    SessionResult,
    VisitManner,
)
from tracker.domain.rules import AgreementFacts
from tracker.domain.vocabulary import (
    Difficulty,
    Outcome,
    PartyKind,
    Satisfaction,
    Sex,
    Side,
    Source,
)


@dataclass(frozen=True)
class PartyDraft:
    """``id`` names the existing party that is changed; None adds one."""

    side: Side
    name: str
    kind: PartyKind = PartyKind.PERSON
    id: int | None = None
    id_number: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    ethnic_group: str | None = None
    phone: str | None = None
    occupation: str | None = None
    address: str | None = None
    out_of_town: bool = False
    credit_code: str | None = None
    legal_representative: str | None = None


@dataclass(frozen=True)
class CaseDraft:
    """A case as it is logged or edited; ids are those of the center's lists."""

    registered_on: date
    organisation_id: int | None
    parties: list[PartyDraft]
    mediator_id: int | None = None
    co_mediator_ids: tuple[int, ...] = ()
    dispute_type_id: int | None = None
    village_id: int | None = None
    source: Source | None = None
    channel: str | None = None
    difficulty: Difficulty | None = None
    summary: str = ""
    claims: str = ""
    remarks: str = ""
    amount_claimed: Decimal | None = None


@dataclass(frozen=True)
class PaymentDraft:
    paid_on: date
    amount: Decimal


@dataclass(frozen=True)
class ExtensionDraft:
    """A longer time limit: ``consent`` says who agreed to it and how, ``reason`` why."""

    agreed_on: date
    until: date
    consent: str
    reason: str


@dataclass(frozen=True)
class AppointmentDraft:
    """A day that was agreed on; without a time it is the whole day."""

    planned_on: date
    planned_at: time | None = None
    place: str = ""
    purpose: Purpose = Purpose.MEDIATION
    mediator_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class SessionDraft:
    """A mediation session or an inquiry as it is written up; ``attended`` names who was there."""

    kind: SessionKind
    held_on: date
    record: str
    began_at: time | None = None
    place: str = ""
    mediator_id: int | None = None
    co_mediator_ids: tuple[int, ...] = ()
    attended: str = ""
    result: SessionResult | None = None


@dataclass(frozen=True)
class Closing:
    """The end of the mediation; ``amount_agreed`` only with an agreement."""

    closed_on: date
    outcome: Outcome
    amount_agreed: Decimal | None = None


@dataclass(frozen=True)
class Decision:
    """What the court answered to an application for confirmation."""

    result: ConfirmationResult
    decided_on: date
    document_number: str = ""


@dataclass(frozen=True)
class ConfirmationDraft:
    """An application for judicial confirmation; without a result the court still decides."""

    applied_on: date
    court: str
    result: ConfirmationResult | None = None
    decided_on: date | None = None
    document_number: str = ""


@dataclass(frozen=True)
class VisitDraft:
    """A return visit; ``manner`` is None only for one that an imported ledger states."""

    visited_on: date
    manner: VisitManner | None
    mediator_id: int | None = None
    performance: PerformanceSeen | None = None
    satisfaction: Satisfaction | None = None
    tension: str = ""
    note: str = ""


@dataclass(frozen=True)
class TransferDraft:
    """Who is asked to take a case; without an organisation, any of that center."""

    to_center_id: int
    to_organisation_id: int | None
    reason: str


@dataclass(frozen=True)
class SplitDraft:
    """What of a case becomes one of its own. Parties by their ids: those of the new case, and
    those of them who leave the old one; ``amount_claimed`` is taken from the old one's.
    """

    going: tuple[int, ...]
    leaving: tuple[int, ...]
    summary: str
    claims: str
    amount_claimed: Decimal | None
    reason: str


@dataclass(frozen=True)
class CaseState:
    """The case as it would be: what ``rules.check_case`` looks at before anything is written."""

    registered_on: date
    accepted_on: date | None = None
    declined_reason: str | None = None
    closed_on: date | None = None
    outcome: Outcome | None = None
    amount_claimed: Decimal | None = None
    amount_agreed: Decimal | None = None
    judicial_confirmed_on: date | None = None
    visited_on: date | None = None
    satisfaction: Satisfaction | None = None
    payments: list[PaymentDraft] = field(default_factory=list)
    agreement: AgreementFacts | None = None
