"""What the forms of a case offer to choose from, and who changed a case last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models import AuditLine, Case, DisputeType, Mediator, Organisation, Village


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
        _mediators(session, center_id, organisation_id, _known(*mediators, _of(case, "mediator"))),
        _villages(session, center_id, _known(_of(case, "village"))),
        _dispute_types(session, center_id, day, _known(_of(case, "dispute_type"))),
    )


def last_change(session: Session, case: Case) -> AuditLine | None:
    """The newest line of the case's trail that changed something."""
    return session.scalars(
        select(AuditLine)
        .where(
            AuditLine.center_id == case.center_id,
            AuditLine.subject_id == case.id,
            AuditLine.action != "case.reveal",
        )
        .order_by(AuditLine.id.desc())
        .limit(1)
    ).first()


def _mediators(
    session: Session, center_id: int, first: int | None, chosen: Collection[int]
) -> list[Entry]:
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


def _dispute_types(
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
