"""The audit trail, read: of everything in a scope, or of one row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.models import (
    Account,
    AuditLine,
    Case,
    Center,
    DisputeType,
    ImportBatch,
    Mediator,
    Organisation,
    SavedView,
    Village,
)
from tracker.queries.paging import AnyRow, Cursor, Order, Page, Segment, page_of
from tracker.queries.scope import Scope

PAGE_SIZE = 50
AT_A_TIME = 1000
"""As many rows as one statement names: a database takes so many parameters only."""
NEWEST_FIRST = Order((Segment((AuditLine.at,)),), (AuditLine.center_id, AuditLine.id))
NAMES: dict[str, Any] = {
    "account": Account.name,
    "case": Case.number,
    "dispute_type": DisputeType.name,
    "import": ImportBatch.filename,
    "mediator": Mediator.name,
    "organisation": Organisation.name,
    "view": SavedView.name,
    "village": Village.name,
}
"""What the rows of a noun are called; the noun is the first part of an action."""

Key = tuple[str, int, int]
"""(noun, center, id)"""


@dataclass(frozen=True)
class TrailFilter:
    """``since`` and ``until`` are moments, the second excluded; names and numbers may be parts."""

    since: datetime | None = None
    until: datetime | None = None
    actor: str | None = None
    action: str | None = None
    number: str | None = None

    def conditions(self, scope: Scope) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [AuditLine.center_id.in_(scope.center_ids)]
        if self.since:
            found.append(AuditLine.at >= self.since)
        if self.until:
            found.append(AuditLine.at < self.until)
        if self.actor:
            found.append(AuditLine.actor_name.contains(self.actor, autoescape=True))
        if self.action:
            found.append(AuditLine.action == self.action)
        if self.number:
            numbered = select(Case.center_id, Case.id).where(
                Case.center_id.in_(scope.center_ids),
                Case.number.contains(self.number, autoescape=True),
            )
            found.append(tuple_(AuditLine.center_id, AuditLine.subject_id).in_(numbered))
        return found


def trail_page(
    session: Session,
    scope: Scope,
    wanted: TrailFilter,
    cursor: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page:
    """A page of lines, newest first."""

    def show(keys: Subquery) -> Select[*tuple[Any, ...]]:
        same = and_(AuditLine.center_id == keys.c.center_id, AuditLine.id == keys.c.id)
        return _lines().join(keys, same)

    return page_of(session, NEWEST_FIRST, wanted.conditions(scope), cursor, size, show)


def trail_of(session: Session, center_id: int, subject_id: int) -> Sequence[AnyRow]:
    """Every line of one row, oldest first."""
    statement = _lines().where(AuditLine.center_id == center_id, AuditLine.subject_id == subject_id)
    return session.execute(statement.order_by(AuditLine.id)).all()


def lines_since(
    session: Session, scope: Scope, keys: Collection[tuple[int, int]], since: datetime
) -> Sequence[AnyRow]:
    """What was done to these cases after that moment, of each oldest first; of cases that are gone
    only to who sees their whole center.
    """
    seen: ColumnElement[bool] = scope.reaches(Case)
    if scope.organisation_id is None:
        seen = or_(seen, Case.id.is_(None))
    own = _lines().where(AuditLine.center_id.in_(scope.center_ids), AuditLine.at > since, seen)
    found: list[AnyRow] = []
    named = list(keys)
    for start in range(0, len(named), AT_A_TIME):
        some = named[start : start + AT_A_TIME]
        of_these = tuple_(AuditLine.center_id, AuditLine.subject_id).in_(some)
        found += session.execute(own.where(of_these).order_by(AuditLine.id)).all()
    return found


def latest_lines(
    session: Session, scope: Scope, size: int, without: Collection[str]
) -> Sequence[AnyRow]:
    """The newest lines of a scope, but for those actions."""
    statement = _lines().where(
        AuditLine.center_id.in_(scope.center_ids), AuditLine.action.not_in(without)
    )
    return session.execute(
        statement.order_by(AuditLine.at.desc(), AuditLine.id.desc()).limit(size)
    ).all()


def names_of(session: Session, keys: Iterable[Key]) -> dict[Key, str]:
    """What these rows are called; those that are gone or have no name are left out."""
    wanted: dict[str, set[tuple[int, int]]] = {}
    for noun, center_id, id_ in keys:
        if noun in NAMES:
            wanted.setdefault(noun, set()).add((center_id, id_))
    found: dict[Key, str] = {}
    for noun, pairs in wanted.items():
        model = NAMES[noun].class_
        statement = select(model.center_id, model.id, NAMES[noun]).where(
            model.center_id.in_({center_id for center_id, _id in pairs}),
            model.id.in_({id_ for _center_id, id_ in pairs}),
        )
        for center_id, id_, name in session.execute(statement):
            if name and (center_id, id_) in pairs:
                found[noun, center_id, id_] = name
    return found


def _lines() -> Select[*tuple[Any, ...]]:
    of_case = and_(Case.center_id == AuditLine.center_id, Case.id == AuditLine.subject_id)
    columns: tuple[Any, ...] = (
        AuditLine.center_id,
        AuditLine.id,
        AuditLine.at,
        AuditLine.actor_name,
        AuditLine.action,
        AuditLine.subject_id,
        AuditLine.reason,
        AuditLine.changes,
        Center.code.label("center_code"),
        Center.name.label("center"),
        Case.id.label("case_id"),
        Case.number,
        Case.organisation_id,
    )
    return select(*columns).join(Center, Center.id == AuditLine.center_id).outerjoin(Case, of_case)
