"""People of earlier cases, found while their name, number or initials are being typed.

Only those of the asker's own organisation: elsewhere people are masked. A bounded number of
statements and rows, whatever the ledger's size.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.pinyin import initials_of
from tracker.domain.vocabulary import PartyKind, Sex
from tracker.models import Case, Party
from tracker.queries.scope import Scope
from tracker.queries.search import matching

SHOWN = 8
LEAST, LEAST_DIGITS = 2, 4
"""Characters before anything is looked for; of ID and phone numbers their beginning."""
READ = 200
"""Parties looked at, the newest first: the same people come again and again."""
RECENT_CASES = 1000
"""Among whose people initials are looked for; no index knows how a name is read."""


@dataclass(frozen=True)
class Person:
    """A party as the next case would take it down."""

    name: str
    kind: PartyKind
    id_number: str | None
    sex: Sex | None
    birth_date: date | None
    ethnic_group: str | None
    phone: str | None
    occupation: str | None
    address: str | None
    out_of_town: bool
    credit_code: str | None
    legal_representative: str | None


COLUMNS = tuple(getattr(Party, name) for name in Person.__dataclass_fields__)


def people_like(session: Session, scope: Scope, typed: str) -> list[Person]:
    """At most eight, those of the newest cases first."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    if len(text) < LEAST or scope.organisation_id is None:
        return []
    if re.fullmatch(r"[0-9]+[xX]?", text):
        if len(text) < LEAST_DIGITS:
            return []
        condition = or_(_begins(Party.id_number, text.upper()), _begins(Party.phone, text))
    elif text.isascii():
        named = _read_as(session, scope, text.lower())
        if not named:
            return []
        condition = and_(Party.name.in_(named), Case.id.in_(_recent(scope)))
    else:
        condition = and_(matching(session, text), Party.name.contains(text, autoescape=True))
    statement = select(*COLUMNS).join_from(Party, Case, _of_case()).where(scope.reaches())
    rows = session.execute(statement.where(condition).order_by(Party.id.desc()).limit(READ))
    return _different(Person(*row) for row in rows)[:SHOWN]


def _different(people: Iterable[Person]) -> list[Person]:
    """Each person once, as the newest case has them; who was taken down with less is the same."""
    found: list[Person] = []
    for one in people:
        if not any(_is_part_of(one, known) for known in found):
            found.append(one)
    return found


def _is_part_of(one: Person, known: Person) -> bool:
    if one.id_number and one.id_number == known.id_number:
        return True
    pairs = zip(astuple(one), astuple(known), strict=True)
    return all(mine in (None, False, theirs) for mine, theirs in pairs)


def _read_as(session: Session, scope: Scope, initials: str) -> list[str]:
    """Names of the newest cases whose reading begins with these letters."""
    names = session.scalars(
        select(Party.name)
        .distinct()
        .where(Party.center_id == scope.center_ids[0], Party.case_id.in_(_recent(scope)))
    )
    return [one for one in names if any(way.startswith(initials) for way in initials_of(one))]


def _recent(scope: Scope) -> Any:
    return (
        select(Case.id)
        .where(scope.reaches())
        .order_by(Case.registered_on.desc(), Case.id.desc())
        .limit(RECENT_CASES)
    )


def _begins(column: Any, text: str) -> ColumnElement[bool]:
    """A range, so that the column's index is walked; a letter comes after every digit."""
    return and_(column.between(text, f"{text}Z"), column.startswith(text, autoescape=True))


def _of_case() -> ColumnElement[bool]:
    return and_(Case.center_id == Party.center_id, Case.id == Party.case_id)
