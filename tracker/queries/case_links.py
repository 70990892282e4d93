"""Where a case came from and what became of it: transfers, splits, merged duplicates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from tracker.domain.record_words import Elsewhere, LinkKind
from tracker.domain.states import elsewhere_of
from tracker.models import Case, CaseLink, Center, Party
from tracker.queries.cases import find_case
from tracker.queries.scope import Scope
from tracker.queries.transfers import receiver_of

CaseKey: TypeAlias = tuple[int, int]
"""(center, id)"""
SUGGESTED = 10
LOOKED_AT = 50
"""Of a party with very many cases, the newest ones."""


@dataclass(frozen=True)
class Linked:
    """A case beside the one that is read; ``case`` only for readers who may open it.

    ``elsewhere`` is what became of it, where another center took it over.
    """

    kind: LinkKind
    number: str | None
    center: str
    case: Case | None
    elsewhere: Elsewhere


@dataclass(frozen=True)
class Links:
    """``origin`` is what the case came from, ``followers`` are those that came from it;
    ``offered_to`` is who is asked to take it.
    """

    origin: Linked | None
    followers: Sequence[Linked]
    merged_into: Case | None
    duplicates: Sequence[Case]
    offered_to: str | None = None

    @property
    def is_empty(self) -> bool:
        return not (
            self.origin or self.followers or self.merged_into or self.duplicates or self.offered_to
        )


def origin_of(session: Session, case: Case) -> Case | None:
    """The case of another center that was transferred into this one."""
    link = case.origin
    if link is None or link.kind is not LinkKind.TRANSFER:
        return None
    return session.get(Case, (link.from_center_id, link.from_case_id))


def origins_of(session: Session, cases: Collection[CaseKey]) -> dict[CaseKey, CaseKey]:
    """What each case was split off or transferred from, what that came from, and so on."""
    found: dict[CaseKey, CaseKey] = {}
    asked = set(cases)
    while asked:
        links = session.execute(
            select(
                CaseLink.center_id, CaseLink.case_id, CaseLink.from_center_id, CaseLink.from_case_id
            ).where(
                CaseLink.center_id.in_({center_id for center_id, _id in asked}),
                CaseLink.case_id.in_({case_id for _center, case_id in asked}),
            )
        )
        new = {(row[0], row[1]): (row[2], row[3]) for row in links if (row[0], row[1]) in asked}
        found |= new
        asked = set(new.values()) - found.keys()
    return found


def transferred_to(session: Session, case: Case) -> Sequence[Case]:
    """The cases of other centers that this one was transferred into, the first one first."""
    return _followers(session, case, LinkKind.TRANSFER)


def split_off(session: Session, case: Case) -> Sequence[Case]:
    """The cases that were split off from this one, the first one first."""
    return _followers(session, case, LinkKind.SPLIT)


def undivided(session: Session, case: Case) -> Case:
    """The case that this one was split off from, before all splits."""
    while case.origin is not None and case.origin.kind is LinkKind.SPLIT:
        case = session.get_one(Case, (case.origin.from_center_id, case.origin.from_case_id))
    return case


def centers_before(session: Session, case: Case) -> set[int]:
    """The other centers that the dispute came through."""
    found = origins_of(session, [(case.center_id, case.id)]).values()
    return {center_id for center_id, _id in found} - {case.center_id}


def centers_after(session: Session, case: Case) -> set[int]:
    """The other centers that took the dispute into their caseload, from this case or from those
    that it came from.
    """
    found: set[int] = set()
    asked = [case]
    while (old := origin_of(session, asked[-1])) is not None:
        asked.append(old)
    while asked:
        taken = transferred_to(session, asked.pop())
        found |= {one.center_id for one in taken if one.accepted_on is not None}
        asked += taken
    return found - {case.center_id}


def links_of(session: Session, scope: Scope, case: Case) -> Links:
    """All that the page of the case names; cases outside the scope by number and center alone."""
    origins = _linked(session, scope, _origin(), _of_case(case))
    merged_into = None
    if case.merged_into_id is not None:
        merged_into = session.get(Case, (case.center_id, case.merged_into_id))
    return Links(
        origins[0] if origins else None,
        _linked(session, scope, _follower(), _from_case(case)),
        merged_into,
        merged_ones(session, case),
        " · ".join(receiver_of(session, case.offer).values()) if case.offer else None,
    )


def _followers(session: Session, case: Case, kind: LinkKind) -> Sequence[Case]:
    statement = (
        select(Case).join(CaseLink, _follower()).where(_from_case(case), CaseLink.kind == kind)
    )
    return session.scalars(statement.order_by(CaseLink.id)).all()


def merged_ones(session: Session, case: Case) -> Sequence[Case]:
    """The duplicates that were merged into the case."""
    statement = select(Case).where(Case.center_id == case.center_id, Case.merged_into_id == case.id)
    return session.scalars(statement.order_by(Case.registered_on, Case.id)).all()


def numbered(session: Session, case: Case, number: str) -> Case | None:
    """The case of that number in the same center and organisation."""
    return session.scalar(select(Case).where(_beside(case), Case.number == number.strip()))


def look_alikes(session: Session, case: Case) -> Sequence[Case]:
    """Cases that it can be merged into: of the same organisation with a party of the same name,
    the nearest in time first.
    """
    names = {party.name for party in case.parties}
    same_name = select(Party.case_id).where(
        Party.center_id == case.center_id, Party.name.in_(names)
    )
    statement = select(Case).where(
        _beside(case),
        Case.id != case.id,
        Case.merged_into_id.is_(None),
        Case.archived_on.is_(None),
        Case.declined_reason.is_(None),
        Case.id.in_(same_name),
    )
    if case.accepted_on is not None:
        statement = statement.where(Case.accepted_on.is_not(None))
    found = session.scalars(statement.order_by(Case.registered_on.desc()).limit(LOOKED_AT)).all()
    nearest = sorted(found, key=lambda one: abs(one.registered_on - case.registered_on))
    return nearest[:SUGGESTED]


def _linked(
    session: Session, scope: Scope, other: ColumnElement[bool], here: ColumnElement[bool]
) -> list[Linked]:
    rows = session.execute(
        select(CaseLink.kind, Case, Center.name)
        .join_from(CaseLink, Case, other)
        .join(Center, Center.id == Case.center_id)
        .where(here)
        .order_by(CaseLink.id)
    )
    return [
        Linked(
            kind,
            case.number,
            name,
            find_case(session, scope, case.id, case.center_id),
            elsewhere_of(case.status, case.outcome),
        )
        for kind, case, name in rows
    ]


def _beside(case: Case) -> ColumnElement[bool]:
    return and_(
        Case.center_id == case.center_id,
        Case.organisation_id.is_not_distinct_from(case.organisation_id),
    )


def _origin() -> ColumnElement[bool]:
    return and_(Case.center_id == CaseLink.from_center_id, Case.id == CaseLink.from_case_id)


def _follower() -> ColumnElement[bool]:
    return and_(Case.center_id == CaseLink.center_id, Case.id == CaseLink.case_id)


def _of_case(case: Case) -> ColumnElement[bool]:
    return and_(CaseLink.center_id == case.center_id, CaseLink.case_id == case.id)


def _from_case(case: Case) -> ColumnElement[bool]:
    return and_(CaseLink.from_center_id == case.center_id, CaseLink.from_case_id == case.id)
