"""What somebody wants to write, before it is a row: the shapes that forms hand to services."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

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
class Closing:
    """The end of the mediation; ``amount_agreed`` only with an agreement."""

    closed_on: date
    outcome: Outcome
    amount_agreed: Decimal | None = None


@dataclass(frozen=True)
class FollowUp:
    """What happens after an agreement: court confirmation and the return visit."""

    judicial_confirmed_on: date | None = None
    visited_on: date | None = None
    satisfaction: Satisfaction | None = None


@dataclass(frozen=True)
class CaseState:
    """The case as it would be: what ``rules.check_case`` looks at before anything is written."""

    registered_on: date
    accepted_on: date | None = None
    extended_to: date | None = None
    declined_reason: str | None = None
    closed_on: date | None = None
    outcome: Outcome | None = None
    amount_claimed: Decimal | None = None
    amount_agreed: Decimal | None = None
    judicial_confirmed_on: date | None = None
    visited_on: date | None = None
    satisfaction: Satisfaction | None = None
    payments: list[PaymentDraft] = field(default_factory=list)
