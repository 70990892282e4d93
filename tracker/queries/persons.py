"""The same person in several cases: earlier cases of a party, and cases that look like a new one.

Two parties are the same person when their ID numbers (credit codes) are; without one, when name
and phone are; with nothing else to go by, when the names are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from hashlib import blake2b
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from tracker.domain.drafts import PartyDraft
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Side
from tracker.models import Case, Center, DisputeType, Organisation, Party
from tracker.queries.scope import Scope

NAMES_FOR = timedelta(days=365)
"""How long the same names make a case look like a new one; the same ID or phone does for ever."""

SHOWN = 8
_LOOKED_AT = 200
"""Parties that are weighed: more are alike only for the commonest names."""


class Likeness(Enum):
    """What two cases have in common, the strongest first."""

    ID_NUMBER = N_("same ID number: %(name)s")
    PHONE = N_("same phone: %(name)s")
    NAME = N_("same name: %(name)s")


@dataclass(frozen=True)
class Sought:
    """Who stands in a form: numbers (IDs and credit codes), phones and names."""

    numbers: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.phones or self.names)


@dataclass
class AlikeCase:
    """A case that may be the same dispute, with what it has in common."""

    center_id: int
    id: int
    number: str | None
    registered_on: date
    closed_on: date | None
    dispute_type: str | None
    organisation: str | None
    found: list[tuple[Likeness, str]] = field(default_factory=list)

    @property
    def strength(self) -> tuple[int, int, int]:
        kinds = [likeness for likeness, _name in self.found]
        by_id, by_phone, by_name = (kinds.count(one) for one in Likeness)
        return by_id, by_phone, by_name


def alike_cases(
    session: Session, scope: Scope, sought: Sought, today: date, but: int | None = None
) -> list[AlikeCase]:
    """The cases of the scope in which somebody of these people is a party, the likest first.

    ``but`` is the case that is being edited. Two statements, whatever the ledger's size.
    """
    if not sought:
        return []
    one_of_them = [
        Party.id_number.in_(sought.numbers),
        Party.credit_code.in_(sought.numbers),
        Party.phone.in_(sought.phones),
        and_(Party.name.in_(sought.names), Case.registered_on >= today - NAMES_FOR),
    ]
    statement = (
        select(Party.center_id, Party.case_id, Party.name, Party.id_number, Party.credit_code)
        .add_columns(Party.phone)
        .join(Case, and_(Case.center_id == Party.center_id, Case.id == Party.case_id))
        .where(scope.holds(), Party.center_id.in_(scope.center_ids), or_(*one_of_them))
        .order_by(Case.registered_on.desc(), Party.id)
        .limit(_LOOKED_AT)
    )
    if but is not None:
        statement = statement.where(Case.id != but)
    found: dict[tuple[int, int], list[tuple[Likeness, str]]] = {}
    for row in session.execute(statement):
        found.setdefault((row.center_id, row.case_id), []).append(_likeness(row, sought))
    cases = _cases(session, found)
    return sorted(cases, key=lambda one: (one.strength, one.registered_on), reverse=True)[:SHOWN]


def _likeness(row: Any, sought: Sought) -> tuple[Likeness, str]:
    if row.id_number in sought.numbers or row.credit_code in sought.numbers:
        return Likeness.ID_NUMBER, row.name
    if row.phone in sought.phones:
        return Likeness.PHONE, row.name
    return Likeness.NAME, row.name


def _cases(
    session: Session, found: Mapping[tuple[int, int], list[tuple[Likeness, str]]]
) -> list[AlikeCase]:
    if not found:
        return []
    statement = (
        select(
            Case.center_id,
            Case.id,
            Case.number,
            Case.registered_on,
            Case.closed_on,
            DisputeType.name.label("dispute_type"),
            Organisation.name.label("organisation"),
        )
        .outerjoin(DisputeType, _is(DisputeType, Case.dispute_type_id))
        .outerjoin(Organisation, _is(Organisation, Case.organisation_id))
        .where(tuple_(Case.center_id, Case.id).in_(list(found)))
    )
    return [
        AlikeCase(**row._mapping, found=found[row.center_id, row.id])
        for row in session.execute(statement)
    ]


def _is(model: Any, column: Any) -> ColumnElement[bool]:
    return and_(model.center_id == Case.center_id, model.id == column)


def cases_of_person(session: Session, person: tuple[int, int]) -> ColumnElement[bool]:
    """The condition that somebody in the case is the person of that party's row."""
    party = session.get(Party, person)
    if party is None:
        return false()
    # every center is named, so that the index by number, phone or name leads to the parties
    them = select(Party.center_id, Party.case_id).where(
        Party.center_id.in_(select(Center.id)), _same_person(party)
    )
    return tuple_(Case.center_id, Case.id).in_(them)


def party_of(session: Session, scope: Scope, person: tuple[int, int]) -> Party | None:
    """The party, if its case lies in the scope."""
    return session.scalar(
        select(Party)
        .join(Case, and_(Case.center_id == Party.center_id, Case.id == Party.case_id))
        .where(scope.holds(), Party.center_id == person[0], Party.id == person[1])
    )


def other_cases(session: Session, scope: Scope, case: Case) -> Mapping[int, int]:
    """How many other cases of the scope each party of the case stands in, by the party's id."""
    asked = [
        select(literal(party.id), func.count(func.distinct(Case.id)))
        .select_from(Party)
        .join(Case, and_(Case.center_id == Party.center_id, Case.id == Party.case_id))
        .where(
            scope.holds(),
            Party.center_id.in_(scope.center_ids),
            _same_person(party),
            or_(Case.id != case.id, Case.center_id != case.center_id),
        )
        for party in case.parties
    ]
    if not asked:
        return {}
    return {party: count for party, count in session.execute(union_all(*asked)) if count}


def _same_person(party: Party) -> ColumnElement[bool]:
    """What says that another row of parties is this person or organisation."""
    ways: list[ColumnElement[bool]] = []
    if party.id_number:
        ways.append(Party.id_number == party.id_number)
    if party.credit_code:
        ways.append(Party.credit_code == party.credit_code)
    if party.phone:
        by_phone = and_(Party.phone == party.phone, Party.name == party.name)
        # the same phone with another ID is another person, a namesake in the family
        ways.append(and_(by_phone, Party.id_number.is_(None)) if party.id_number else by_phone)
    if not ways:
        ways.append(and_(Party.name == party.name, Party.kind == party.kind))
    return or_(*ways)


def people_key(parties: Iterable[tuple[Side, str]]) -> str | None:
    """The same for cases whose parties bear the same names, whichever side each stands on.

    Agents are left out, and how a name is spaced or cased; None where nobody is named. It is kept
    beside the search text, because no index finds equal sets of rows.
    """
    names = {_folded(name) for side, name in parties if side is not Side.AGENT} - {""}
    if not names:
        return None
    return blake2b("\n".join(sorted(names)).encode(), digest_size=16).hexdigest()


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def sought_in(drafts: Iterable[PartyDraft]) -> Sought:
    """Whom the parties of a form name; half a number says nothing yet."""
    named = list(drafts)
    numbers = {one for draft in named for one in (draft.id_number, draft.credit_code)}
    return Sought(
        numbers=_longer(numbers, 15),
        phones=_longer((draft.phone for draft in named), 7),
        names=_longer((draft.name for draft in named), 2),
    )


def _longer(written: Iterable[str | None], least: int) -> frozenset[str]:
    return frozenset(one for one in written if one and len(one) >= least)
