"""What the forms of a case offer to choose from and begin with, and who changed a case last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.vocabulary import Source
from tracker.models import (
    AuditLine,
    Case,
    CaseTemplate,
    DisputeType,
    Mediator,
    Organisation,
    Village,
)
from tracker.permissions import Actor


@dataclass(frozen=True)
class Entry:
    """One thing to choose; ``group`` is the heading it stands under, ``depth`` its indentation."""

    id: int
    name: str
    group: str | None = None
    depth: int = 0


@dataclass(frozen=True)
class CaseChoices:
    """What is in use on the day, and what the case has chosen already."""

    mediators: Sequence[Entry]
    villages: Sequence[Entry]
    dispute_types: Sequence[Entry]


LATEST_CASES = 200
"""Among which a mediator's own latest case is looked for."""


@dataclass(frozen=True)
class LastUsed:
    """What the case before had, which the next one very often has too."""

    village_id: int | None = None
    source: Source | None = None
    channel: str | None = None


def last_used(session: Session, actor: Actor, mediator_id: int | None) -> LastUsed:
    """Of the latest case this mediator led; of the organisation's where the account leads none."""
    latest = (
        select(
            Case.id,
            Case.registered_on,
            Case.mediator_id,
            Case.village_id,
            Case.source,
            Case.channel,
        )
        .where(Case.center_id == actor.center_id, Case.organisation_id == actor.organisation_id)
        .order_by(Case.registered_on.desc(), Case.id.desc())
        .limit(LATEST_CASES)
        .subquery()
    )
    village = and_(Village.center_id == actor.center_id, Village.id == latest.c.village_id)
    statement = (
        select(Village.id, latest.c.source, latest.c.channel)
        .select_from(latest)
        .outerjoin(Village, and_(village, Village.active))
        .order_by(latest.c.registered_on.desc(), latest.c.id.desc())
    )
    if mediator_id is not None:
        statement = statement.where(latest.c.mediator_id == mediator_id)
    row = session.execute(statement.limit(1)).one_or_none()
    return LastUsed(*row) if row else LastUsed()


def offered_templates(session: Session, center_id: int) -> list[Entry]:
    """The common disputes in use, in the order in which they were added."""
    rows = session.execute(
        select(CaseTemplate.id, CaseTemplate.name)
        .where(CaseTemplate.center_id == center_id, CaseTemplate.active)
        .order_by(CaseTemplate.id)
    )
    return [Entry(row[0], row[1]) for row in rows]


def find_template(session: Session, center_id: int, template_id: int) -> CaseTemplate | None:
    """One that is in use."""
    return session.scalar(
        select(CaseTemplate).where(
            CaseTemplate.center_id == center_id,
            CaseTemplate.id == template_id,
            CaseTemplate.active,
        )
    )


def case_choices(
    session: Session,
    center_id: int,
    organisation_id: int | None,
    day: date,
    case: Case | None = None,
) -> CaseChoices:
    """``organisation_id``: whose mediators stand first."""
    mediators = {one.mediator_id for one in case.co_mediators} if case else set()
    return CaseChoices(
        mediators_for(
            session, center_id, organisation_id, _known(*mediators, _of(case, "mediator"))
        ),
        _villages(session, center_id, _known(_of(case, "village"))),
        dispute_type_entries(session, center_id, day, _known(_of(case, "dispute_type"))),
    )


def last_change(session: Session, case: Case) -> AuditLine | None:
    """The newest line of the case's trail that changed something."""
    return session.scalars(
        select(AuditLine)
        .where(
            AuditLine.center_id == case.center_id,
            AuditLine.subject_id == case.id,
            AuditLine.action.not_in(("case.reveal", "case.paper")),
        )
        .order_by(AuditLine.id.desc())
        .limit(1)
    ).first()


def mediators_for(
    session: Session, center_id: int, first: int | None, chosen: Collection[int]
) -> list[Entry]:
    """Those in use and those ``chosen`` already, of the organisation ``first`` before others."""
    rows = session.execute(
        select(Mediator.id, Mediator.name, Mediator.organisation_id, Organisation.name)
        .outerjoin(
            Organisation,
            and_(
                Organisation.center_id == Mediator.center_id,
                Organisation.id == Mediator.organisation_id,
            ),
        )
        .where(Mediator.center_id == center_id, or_(Mediator.active, Mediator.id.in_(chosen)))
        .order_by(Mediator.id)
    ).all()
    ordered = sorted(rows, key=lambda row: (row[2] != first, row[2] is None, row[2] or 0))
    return [Entry(row[0], row[1], row[3]) for row in ordered]


def _villages(session: Session, center_id: int, chosen: Collection[int]) -> list[Entry]:
    rows = session.execute(
        select(Village.id, Village.name)
        .where(Village.center_id == center_id, or_(Village.active, Village.id.in_(chosen)))
        .order_by(Village.id)
    )
    return [Entry(row[0], row[1]) for row in rows]


def dispute_type_entries(
    session: Session, center_id: int, day: date, chosen: Collection[int]
) -> list[Entry]:
    """Children stand after their parents."""
    parent = aliased(DisputeType)
    rows = session.execute(
        select(DisputeType, parent.position)
        .outerjoin(
            parent,
            and_(parent.center_id == DisputeType.center_id, parent.id == DisputeType.parent_id),
        )
        .where(DisputeType.center_id == center_id)
    ).all()
    ordered = sorted(
        (row for row in rows if row[0].valid_on(day) or row[0].id in chosen),
        key=lambda row: (
            row[0].position if row[1] is None else row[1],
            row[0].parent_id or row[0].id,
            row[1] is not None,
            row[0].position,
        ),
    )
    return [Entry(row[0].id, row[0].name, depth=int(row[1] is not None)) for row in ordered]


def _of(case: Any, name: str) -> int | None:
    return getattr(case, f"{name}_id") if case is not None else None


def _known(*ids: int | None) -> list[int]:
    return [one for one in ids if one is not None]
