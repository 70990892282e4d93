"""The targets of a year as they are set, and those of the year before that could be copied."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.targets import TARGETED
from tracker.models import Organisation, Target
from tracker.queries.scope import Scope


@dataclass(frozen=True)
class TargetRow:
    """``value`` in whole steps; without an organisation the whole center's."""

    id: int
    organisation_id: int | None
    organisation: str | None
    year: int
    figure: str
    value: int
    version: int


def targets_of(session: Session, scope: Scope, center_id: int, year: int) -> list[TargetRow]:
    """Those of the center that the scope may see: the whole center's first, then by organisation.

    Who sees one organisation only does not see the whole center's.
    """
    columns = (Target.id, Target.organisation_id, Organisation.name.label("organisation"))
    same = and_(
        Organisation.center_id == Target.center_id, Organisation.id == Target.organisation_id
    )
    rows = session.execute(
        select(*columns, Target.year, Target.figure, Target.value, Target.version)
        .outerjoin(Organisation, same)
        .where(scope.reaches(Target), Target.center_id == center_id, Target.year == year)
    )
    known = [TargetRow(*row) for row in rows if row.figure in TARGETED]
    order = list(TARGETED)
    return sorted(
        known,
        key=lambda one: (one.organisation or "", one.organisation_id or 0, order.index(one.figure)),
    )


def to_copy(session: Session, center_id: int, year: int) -> list[Target]:
    """The targets of the year before that this one lacks; of organisations in use only."""
    there = aliased(Target)
    same = and_(
        there.center_id == Target.center_id,
        there.year == year,
        there.figure == Target.figure,
        func.coalesce(there.organisation_id, 0) == func.coalesce(Target.organisation_id, 0),
    )
    in_use = exists().where(
        Organisation.center_id == Target.center_id,
        Organisation.id == Target.organisation_id,
        Organisation.active,
    )
    found = select(Target).where(
        Target.center_id == center_id,
        Target.year == year - 1,
        Target.figure.in_(TARGETED),
        or_(Target.organisation_id.is_(None), in_use),
        ~exists().where(same),
    )
    return list(session.scalars(found.order_by(Target.id)))
