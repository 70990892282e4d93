"""Who may be named in the texts of a case; their names are masked there for most readers.

Texts go on speaking of a party by the name it was first written with, of those whom a split left
behind, and of those of a duplicate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import PartyKind
from tracker.models import AuditLine, Party
from tracker.queries.case_links import CaseKey, origins_of

NAMING = ("case.register", "case.edit", "case.split")
"""Actions whose lines name parties."""
MERGING = {"case.merge": "merged_into_id", "case.absorb": "duplicate"}
"""Actions whose lines name the other case of a merge, and the field in which they do."""

Named = tuple[bool, str]
"""(whether a person, the name)"""


@dataclass(frozen=True)
class People:
    """Who is or once was a party: persons' names are masked in texts, organisations' are not."""

    persons: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


NOBODY = People()


def people_of(session: Session, cases: Collection[CaseKey]) -> dict[CaseKey, People]:
    """The parties of each case and their representatives, also those the trail alone still names;
    and those of the cases that it came from, or that it is or was merged with.
    """
    named: dict[CaseKey, set[Named]] = defaultdict(set)
    beside: dict[CaseKey, set[CaseKey]] = defaultdict(set)
    read: set[CaseKey] = set()
    asked = set(cases)
    while asked:
        _read_parties(session, asked, named)
        _read_trail(session, asked, named, beside)
        for key, origin in origins_of(session, asked).items():
            beside[key].add(origin)
        read |= asked
        asked = set().union(*beside.values()) - read
    return {key: _people(_reached(key, beside), named) for key in cases}


def _read_parties(
    session: Session, asked: set[CaseKey], named: Mapping[CaseKey, set[Named]]
) -> None:
    centers, ids = _halves(asked)
    rows = session.execute(
        select(
            Party.center_id, Party.case_id, Party.kind, Party.name, Party.legal_representative
        ).where(Party.center_id.in_(centers), Party.case_id.in_(ids))
    )
    for center, case, kind, name, representative in rows:
        if (center, case) in asked:  # two centers may have given the same id
            named[center, case].update(_named(kind, name, representative))


def _read_trail(
    session: Session,
    asked: set[CaseKey],
    named: Mapping[CaseKey, set[Named]],
    beside: Mapping[CaseKey, set[CaseKey]],
) -> None:
    centers, ids = _halves(asked)
    lines = session.execute(
        select(
            AuditLine.center_id, AuditLine.subject_id, AuditLine.action, AuditLine.changes
        ).where(
            AuditLine.center_id.in_(centers),
            AuditLine.subject_id.in_(ids),
            AuditLine.action.in_((*NAMING, *MERGING)),
        )
    )
    for center, case, action, changes in lines:
        if (center, case) not in asked:
            continue
        if action in MERGING:
            beside[center, case].add((center, changes[MERGING[action]][1]))
        else:
            named[center, case].update(_named_in(changes))


def _halves(keys: set[CaseKey]) -> tuple[set[int], set[int]]:
    return {center for center, _id in keys}, {id_ for _center, id_ in keys}


def _reached(key: CaseKey, beside: Mapping[CaseKey, set[CaseKey]]) -> set[CaseKey]:
    """The case, those beside it, those beside them, and so on."""
    reached, waiting = {key}, [key]
    while waiting:
        new = beside[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def _people(cases: Iterable[CaseKey], named: Mapping[CaseKey, set[Named]]) -> People:
    """A name without its kind, as a registration keeps it, may be that of an organisation."""
    everybody = set().union(*(named[key] for key in cases))
    organisations = {name for is_person, name in everybody if not is_person}
    persons = {name for is_person, name in everybody if is_person}
    return People(frozenset(persons - organisations), frozenset(organisations))


def _named(kind: str, name: str, representative: str | None) -> Iterator[Named]:
    """A party and who acts for it."""
    yield kind != PartyKind.ORGANISATION.value, name
    if representative:
        yield True, representative


def _named_in(changes: Mapping[str, Any]) -> Iterator[Named]:
    for parties in changes.get("parties") or ():
        for party in parties or ():
            if isinstance(party, str):
                yield True, party
            else:
                kind, representative = party.get("kind"), party.get("legal_representative")
                yield from _named(kind, party["name"], representative)
