"""Reading cases: one, a page of a list, and what a list adds up to.

Lists are Core rows joined with the names they show: a page of ORM objects costs twice as much.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import PartyKind, Side
from tracker.models import (
    Case,
    CaseOrganisation,
    Center,
    DisputeType,
    Mediator,
    Organisation,
    Party,
    Payment,
)
from tracker.queries.case_filter import CaseFilter
from tracker.queries.paging import AnyRow, Cursor, Order, Page, Segment, page_of
from tracker.queries.planning import MostlyTrue
from tracker.queries.scope import Scope

PAGE_SIZE = 50
KEY = (Case.center_id, Case.id)
BLANK = Segment()
SORTS: dict[str, tuple[Segment, ...]] = {
    "registered": (Segment((Case.registered_on,)),),
    "accepted": (Segment((Case.accepted_on,)), BLANK),
    "closed": (Segment((Case.closed_on,)), BLANK),
    "claimed": (Segment((Case.amount_claimed,)), BLANK),
    "agreed": (Segment((Case.amount_agreed,)), BLANK),
    # numbers of old ledgers that are not written in the usual way come after those that are
    "number": (
        Segment((Case.number_year, Case.number_serial), key=(Case.center_id,)),
        Segment((Case.number,), key=(Case.center_id,)),
        BLANK,
    ),
}
"""What a list can be sorted by; cases that state nothing come last, whichever way."""

NEWEST_FIRST = "-registered"

SHOWN: tuple[Any, ...] = (
    Case.center_id,
    Case.id,
    Case.number,
    Case.number_year,
    Case.number_serial,
    Case.registered_on,
    Case.accepted_on,
    Case.due_on,
    Case.declined_reason,
    Case.closed_on,
    Case.outcome,
    Case.organisation_id,
    Case.amount_claimed,
    Case.amount_agreed,
    Case.merged_into_id,
)


@dataclass(frozen=True)
class PartyName:
    side: Side
    kind: PartyKind
    name: str


@dataclass(frozen=True)
class Totals:
    """Amounts are None where no case states one: missing is not zero."""

    count: int
    claimed: Decimal | None = None
    agreed: Decimal | None = None
    performed: Decimal | None = None


def find_case(
    session: Session, scope: Scope, case_id: int, center_id: int | None = None
) -> Case | None:
    """The case of that center (the scope's first if none is named); None outside the scope.

    Beside those of the lists this opens merged cases, and those that one's organisation helps in.
    """
    of_center = scope.center_ids[0] if center_id is None else center_id
    return session.scalar(
        select(Case).where(_opened(scope), Case.center_id == of_center, Case.id == case_id)
    )


def within_reach(
    session: Session, scope: Scope, center_id: int, case_ids: Collection[int]
) -> set[int]:
    """Which of a center's cases ``find_case`` would find."""
    return set(
        session.scalars(
            select(Case.id).where(
                _opened(scope), Case.center_id == center_id, Case.id.in_(case_ids)
            )
        )
    )


def _opened(scope: Scope) -> ColumnElement[bool]:
    return or_(scope.reaches(), helped_by(scope))


def helped_by(scope: Scope) -> ColumnElement[bool]:
    """The condition that the scope's one organisation helps in the case 联合调解."""
    if scope.organisation_id is None:
        return false()
    own = CaseOrganisation.organisation_id == scope.organisation_id
    return and_(Case.center_id == scope.center_ids[0], helped_where(own))


def helped_where(helping: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition that an organisation for which ``helping`` holds helps in the case."""
    return exists().where(
        CaseOrganisation.center_id == Case.center_id,
        CaseOrganisation.case_id == Case.id,
        helping,
    )


def center_of(session: Session, scope: Scope, code: str | None) -> int | None:
    """The center of that code, the scope's first for none; None outside the scope."""
    if not code:
        return scope.center_ids[0]
    found = session.scalar(select(Center.id).where(Center.code == code))
    return found if found in scope.center_ids else None


def order_of(sort: str) -> Order:
    """``registered``, or ``-registered`` for the latest first. Raises KeyError."""
    return Order(SORTS[sort.removeprefix("-")], KEY, down=sort.startswith("-"))


def case_rows(
    session: Session,
    scope: Scope,
    wanted: CaseFilter,
    sort: str = NEWEST_FIRST,
    cursor: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page:
    """A page of the cases, with the names they show."""

    def show(keys: Subquery) -> Select[*tuple[Any, ...]]:
        return _with_names(keys, wanted)

    conditions = [scope.holds(), *wanted.conditions(session)]
    return page_of(session, order_of(sort), conditions, cursor, size, show)


def party_names(session: Session, rows: Iterable[AnyRow]) -> dict[tuple[int, int], list[PartyName]]:
    """The parties of the cases of a page."""
    return names_of_parties(session, {(row.center_id, row.id) for row in rows})


def names_of_parties(
    session: Session, keys: Collection[tuple[int, int]]
) -> dict[tuple[int, int], list[PartyName]]:
    """The parties of the cases, by (center, case), in the order they were named."""
    found: dict[tuple[int, int], list[PartyName]] = {key: [] for key in keys}
    if not keys:
        return found
    statement = (
        select(Party.center_id, Party.case_id, Party.side, Party.kind, Party.name)
        .where(
            Party.center_id.in_({center for center, _case in keys}),
            Party.case_id.in_({case for _center, case in keys}),
        )
        .order_by(Party.position, Party.id)
    )
    for center, case, side, kind, name in session.execute(statement):
        if (center, case) in found:  # two centers may have given the same id
            found[center, case].append(PartyName(side, kind, name))
    return found


def both_sides(parties: Iterable[PartyName]) -> str:
    """``张小三、王五 / 李四``: applicants, then respondents."""
    named = list(parties)
    sides = (Side.APPLICANT, Side.RESPONDENT)
    both = ("、".join(one.name for one in named if one.side is side) for side in sides)
    return " / ".join(names for names in both if names)


def count_cases(session: Session, scope: Scope, wanted: CaseFilter) -> int:
    statement = select(func.count()).select_from(Case)
    conditions = wanted.conditions(session)
    return session.scalar(statement.where(scope.holds(), *conditions)) or 0


def case_totals(session: Session, scope: Scope, wanted: CaseFilter) -> Totals:
    """How many cases, and the sums of what they state."""
    held = scope.holds() if wanted.is_indexed else MostlyTrue(scope.holds())
    conditions = (held, *wanted.conditions(session))
    sums = select(func.count(), func.sum(Case.amount_claimed), func.sum(Case.amount_agreed))
    count, claimed, agreed = session.execute(sums.where(*conditions)).one()
    performed = session.scalar(
        select(func.sum(Payment.amount))
        .join_from(Payment, Case, _paid_on(Case))
        .where(*conditions, *wanted.payments())
    )
    return Totals(count, claimed, agreed, performed)


def _with_names(keys: Subquery, wanted: CaseFilter) -> Select[*tuple[Any, ...]]:
    performed = (
        select(func.sum(Payment.amount))
        .where(_paid_on(Case), *wanted.payments())
        .correlate(Case)
        .scalar_subquery()
    )
    statement = (
        select(
            *SHOWN,
            Center.code.label("center_code"),
            Center.name.label("center"),
            Organisation.name.label("organisation"),
            Mediator.name.label("mediator"),
            DisputeType.name.label("dispute_type"),
            performed.label("performed"),
        )
        .join_from(keys, Case, and_(Case.center_id == keys.c.center_id, Case.id == keys.c.id))
        .join(Center, Center.id == Case.center_id)
    )
    for model, column in (
        (Organisation, Case.organisation_id),
        (Mediator, Case.mediator_id),
        (DisputeType, Case.dispute_type_id),
    ):
        same = and_(model.center_id == Case.center_id, model.id == column)
        statement = statement.outerjoin(model, same)
    return statement


def _paid_on(case: type[Case]) -> ColumnElement[bool]:
    return and_(Payment.center_id == case.center_id, Payment.case_id == case.id)
