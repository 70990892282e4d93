"""The center's own lists: for the pages of the administrator, and the choices of other forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.vocabulary import Role
from tracker.models import (
    Account,
    AuditLine,
    CaseTemplate,
    DisputeType,
    Mediator,
    Organisation,
    Village,
)

Rows: TypeAlias = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class AccountLine:
    """An account as the list shows it; ``signed_in_at`` is None when it never was used."""

    id: int
    name: str
    role: Role
    organisation: str | None
    mediator: str | None
    active: bool
    signed_in_at: datetime | None


def accounts(session: Session, center_id: int) -> list[AccountLine]:
    """All accounts of the center, those in use first."""
    last = (
        select(func.max(AuditLine.at))
        .where(
            AuditLine.center_id == Account.center_id,
            AuditLine.subject_id == Account.id,
            AuditLine.action == "account.sign_in",
        )
        .scalar_subquery()
    )
    statement = (
        select(
            Account.id,
            Account.name,
            Account.role,
            Organisation.name,
            Mediator.name,
            Account.active,
            last,
        )
        .outerjoin(Account.organisation)
        .outerjoin(Account.mediator)
        .where(Account.center_id == center_id)
        .order_by(Account.active.desc(), Account.name)
    )
    return [AccountLine(*row) for row in session.execute(statement)]


def organisations(session: Session, center_id: int) -> Rows:
    """``id, name, active, kind, mediators`` (those on the roster), those in use first."""
    roster = (
        select(func.count())
        .where(Mediator.center_id == Organisation.center_id)
        .where(Mediator.organisation_id == Organisation.id, Mediator.active)
        .scalar_subquery()
        .label("mediators")
    )
    return _listed(session, center_id, Organisation, Organisation.kind, roster)


def mediators(session: Session, center_id: int) -> Rows:
    """``id, name, active, resident, organisation``, those in use first."""
    organisation = (
        select(Organisation.name)
        .where(Organisation.center_id == Mediator.center_id)
        .where(Organisation.id == Mediator.organisation_id)
        .scalar_subquery()
        .label("organisation")
    )
    return _listed(session, center_id, Mediator, Mediator.resident, organisation)


def villages(session: Session, center_id: int) -> Rows:
    """``id, name, active``, those in use first."""
    return _listed(session, center_id, Village)


def case_templates(session: Session, center_id: int) -> Rows:
    """``id, name, active, dispute_type, difficulty``, those in use first."""
    dispute_type = (
        select(DisputeType.name)
        .where(DisputeType.center_id == CaseTemplate.center_id)
        .where(DisputeType.id == CaseTemplate.dispute_type_id)
        .scalar_subquery()
        .label("dispute_type")
    )
    return _listed(session, center_id, CaseTemplate, dispute_type, CaseTemplate.difficulty)


def dispute_types(session: Session, center_id: int) -> Rows:
    """``id, code, name, parent_id, parent, valid_from, valid_to`` as the list stands."""
    parent = aliased(DisputeType)
    return session.execute(
        select(
            DisputeType.id,
            DisputeType.code,
            DisputeType.name,
            DisputeType.parent_id,
            parent.name.label("parent"),
            DisputeType.valid_from,
            DisputeType.valid_to,
        )
        .outerjoin(
            parent,
            (parent.center_id == DisputeType.center_id) & (parent.id == DisputeType.parent_id),
        )
        .where(DisputeType.center_id == center_id)
        .order_by(DisputeType.position, DisputeType.code)
    ).all()


def choices(session: Session, model: Any, center_id: int, chosen: int | None = None) -> Rows:
    """``id, name`` of the entries in use, and of the one that a row already names."""
    return session.execute(
        select(model.id, model.name)
        .where(model.center_id == center_id, model.active | (model.id == (chosen or 0)))
        .order_by(model.name)
    ).all()


@dataclass(frozen=True)
class Sizes:
    """How many entries of each list are in use."""

    accounts: int
    organisations: int
    mediators: int
    residents: int
    villages: int
    dispute_types: int
    case_templates: int


def sizes(session: Session, center_id: int, today: date) -> Sizes:
    def number(model: Any, *conditions: Any) -> Any:
        return (
            select(func.count()).where(model.center_id == center_id, *conditions).scalar_subquery()
        )

    valid = (
        func.coalesce(DisputeType.valid_from, today) <= today,
        func.coalesce(DisputeType.valid_to, today) >= today,
    )
    statement = select(
        number(Account, Account.active),
        number(Organisation, Organisation.active),
        number(Mediator, Mediator.active),
        number(Mediator, Mediator.active, Mediator.resident),
        number(Village, Village.active),
        number(DisputeType, *valid),
        number(CaseTemplate, CaseTemplate.active),
    )
    return Sizes(*session.execute(statement).one())


def _listed(session: Session, center_id: int, model: Any, *further: Any) -> Rows:
    return session.execute(
        select(model.id, model.name, model.active, *further)
        .where(model.center_id == center_id)
        .order_by(model.active.desc(), model.name)
    ).all()
