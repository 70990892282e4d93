"""What a case's page shows to this reader: people masked unless they may be seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.masking import mask_id, mask_name, mask_phone, mask_text
from tracker.domain.performance import Performance, performance_of
from tracker.domain.time_limits import why_extension_stays
from tracker.domain.vocabulary import PartyKind, Sex, Side, Status
from tracker.models import Agreement, Case, Extension, Party
from tracker.queries.people_named import people_of


@dataclass(frozen=True)
class PartyLine:
    """A party as it is read; masked where ``hidden`` fields would say too much."""

    id: int
    side: Side
    kind: PartyKind
    name: str
    number: str | None
    sex: Sex | None
    birth_date: date | None
    phone: str | None
    representative: str | None
    further: Sequence[str]
    out_of_town: bool


@dataclass(frozen=True)
class Sheet:
    """A case as the page shows it; ``masked`` says whether something is hidden.

    ``people`` are those whose names are then masked in what was written.
    """

    case: Case
    masked: bool
    people: Collection[str]
    parties: Sequence[PartyLine]
    performance: Performance
    due: date | None

    def text(self, written: str) -> str:
        """What was written, with the people of the case masked unless they may be seen."""
        return mask_text(written, self.people) if self.masked else written

    @property
    def summary(self) -> str:
        return self.text(self.case.summary)

    @property
    def claims(self) -> str:
        return self.text(self.case.claims)

    @property
    def remarks(self) -> str:
        return self.text(self.case.remarks)

    @property
    def declined_reason(self) -> str | None:
        return self.case.declined_reason and self.text(self.case.declined_reason)

    @property
    def paid(self) -> Decimal | None:
        """Yuan paid so far; None where no payment is recorded."""
        return self.performance.paid if self.case.payments else None

    def can_be_removed(self, extension: Extension) -> bool:
        """Whether the extension can be removed, by those who write the case."""
        stays = why_extension_stays(extension, self.case.extensions)
        return self.case.status is Status.OPEN and stays is None

    @property
    def agreements_withdrawn(self) -> Sequence[Agreement]:
        return [one for one in self.case.agreements if one.withdrawn_on is not None]

    @property
    def extra_columns(self) -> dict[str, str]:
        """What an imported ledger said in columns of its own; anything could stand there."""
        return {} if self.masked else (self.case.extra_columns or {})


def sheet_of(session: Session, case: Case, unmasked: bool) -> Sheet:
    key = (case.center_id, case.id)
    return Sheet(
        case=case,
        masked=not unmasked,
        people=() if unmasked else people_of(session, [key])[key].persons,
        parties=[_whole(party) if unmasked else _masked(party) for party in case.parties],
        performance=performance_of(case, clock.today()),
        due=case.due_on,
    )


def _whole(party: Party) -> PartyLine:
    further = (party.ethnic_group, party.occupation, party.address)
    return PartyLine(
        party.id,
        party.side,
        party.kind,
        party.name,
        party.id_number or party.credit_code,
        party.sex,
        party.birth_date,
        party.phone,
        party.legal_representative,
        [one for one in further if one],
        party.out_of_town,
    )


def _masked(party: Party) -> PartyLine:
    """Organisations keep their public name and code; of people only what tells them apart."""
    person = party.kind is PartyKind.PERSON
    return PartyLine(
        party.id,
        party.side,
        party.kind,
        mask_name(party.name) if person else party.name,
        mask_id(party.id_number) if person else party.credit_code,
        party.sex,
        None,
        mask_phone(party.phone),
        mask_name(party.legal_representative) if party.legal_representative else None,
        [],
        party.out_of_town,
    )
