"""The cases on a desk: a person's own, those that are pressing, those that are late.

Every desk is a constant number of statements over rows, not objects, whatever the ledger's size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import Outcome, Status
from tracker.models import Case, Center, DisputeType, Mediator, Organisation
from tracker.queries.case_filter import STATES, is_overdue
from tracker.queries.cases import PartyName, both_sides, helped_by, party_names
from tracker.queries.reminders.base import held_by
from tracker.queries.scope import Scope

RECENT_DAYS = 30
SHOWN = 20
"""Rows of a list on the desk; the page says how many there are and links to all of them."""
SHOWN_BRIEFLY = 8
ALL_SHOWN = 100
"""Where no other page lists the rows."""
LINE: tuple[Any, ...] = (
    Case.id,
    Case.center_id,
    Center.code.label("center_code"),
    Case.number,
    Case.registered_on,
    Case.due_on,
    Case.closed_on,
    Case.outcome,
    DisputeType.name.label("dispute_type"),
    Organisation.name.label("organisation"),
    Mediator.name.label("mediator"),
    func.count().over().label("total"),
)


@dataclass(frozen=True)
class DeskCase:
    """A case as a line on the desk; ``due`` is None before acceptance."""

    id: int
    center_id: int
    center_code: str
    number: str | None
    registered_on: date
    due: date | None
    closed_on: date | None
    outcome: Outcome | None
    dispute_type: str | None
    organisation: str | None
    mediator: str | None
    parties: str = ""


@dataclass(frozen=True)
class CaseList:
    """The first rows of a list, and how many rows there are in all."""

    rows: Sequence[DeskCase]
    total: int


@dataclass(frozen=True)
class OwnCases:
    """A mediator's work: what is pressing, what is under way, what waits, what is done."""

    pressing: CaseList
    under_way: CaseList
    awaiting: CaseList
    closed: CaseList


def own_cases(
    session: Session, scope: Scope, mediator_id: int | None, today: date, warned_until: date
) -> OwnCases:
    """The cases on this person's desk, by what they wait for; pressing is what is due up to the
    day given.
    """
    mine = held_by(scope, mediator_id)
    pressing = is_overdue(warned_until + timedelta(days=1))
    not_pressing = and_(STATES[Status.OPEN], pressing.is_not(true()))
    done_lately = Case.closed_on >= today - timedelta(days=RECENT_DAYS)
    awaiting = and_(scope.holds(), STATES[Status.REGISTERED])
    found = (
        _rows(session, and_(mine, pressing), Case.due_on.asc()),
        _rows(session, and_(mine, not_pressing), Case.accepted_on.desc()),
        _rows(session, awaiting, Case.registered_on.asc()),
        _rows(session, and_(mine, done_lately), Case.closed_on.desc(), SHOWN_BRIEFLY),
    )
    names = party_names(session, [row for rows in found for row in rows])
    return OwnCases(*(_listed(rows, names) for rows in found))


def helped_cases(session: Session, scope: Scope) -> CaseList:
    """Cases under way that other organisations lead and this one helps in."""
    under_way = or_(STATES[Status.REGISTERED], STATES[Status.OPEN])
    helped = and_(helped_by(scope), Case.merged_into_id.is_(None), under_way)
    rows = _rows(session, helped, Case.registered_on.desc(), ALL_SHOWN)
    return _listed(rows, party_names(session, rows))


def overdue_cases(session: Session, scope: Scope, today: date) -> CaseList:
    """What is past its due date anywhere in the scope, the longest overdue first."""
    late = and_(scope.holds(), is_overdue(today))
    return _listed(_rows(session, late, Case.due_on.asc()), {})


def _rows(
    session: Session, condition: ColumnElement[bool], order: ColumnElement[Any], limit: int = SHOWN
) -> Sequence[Row[Any]]:
    """The first rows, each beside the number of rows in all."""
    statement: Select[Any] = (
        select(*LINE)
        .join_from(Case, Center, Center.id == Case.center_id)
        .outerjoin(DisputeType, _same(DisputeType, Case.dispute_type_id))
        .outerjoin(Organisation, _same(Organisation, Case.organisation_id))
        .outerjoin(Mediator, _same(Mediator, Case.mediator_id))
    )
    return session.execute(statement.where(condition).order_by(order, Case.id).limit(limit)).all()


def _same(model: Any, column: Any) -> ColumnElement[bool]:
    return and_(model.center_id == Case.center_id, model.id == column)


def _listed(rows: Sequence[Row[Any]], names: Mapping[tuple[int, int], list[PartyName]]) -> CaseList:
    total = rows[0].total if rows else 0
    return CaseList([_line(row, names.get((row.center_id, row.id), [])) for row in rows], total)


def _line(row: Row[Any], parties: Iterable[PartyName]) -> DeskCase:
    return DeskCase(
        id=row.id,
        center_id=row.center_id,
        center_code=row.center_code,
        number=row.number,
        registered_on=row.registered_on,
        due=row.due_on,
        closed_on=row.closed_on,
        outcome=row.outcome,
        dispute_type=row.dispute_type,
        organisation=row.organisation,
        mediator=row.mediator,
        parties=both_sides(parties),
    )
