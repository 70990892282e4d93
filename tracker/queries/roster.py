"""The people on the roster: who mediates, for which organisation, and who sits at the center."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from tracker.models import Mediator, Organisation
from tracker.queries.scope import Scope


@dataclass(frozen=True)
class Person:
    """A mediator of the roster as it stands today; ``active`` where still in use."""

    center_id: int
    id: int
    name: str
    active: bool
    organisation_id: int | None
    organisation: str | None


def people_on(session: Session, scope: Scope) -> list[Person]:
    """Everybody on the rosters of the scope's centers: cases of one organisation may be led by
    people of another.
    """
    same = and_(
        Organisation.center_id == Mediator.center_id, Organisation.id == Mediator.organisation_id
    )
    own = (Mediator.center_id, Mediator.id, Mediator.name, Mediator.active)
    rows = session.execute(
        select(*own, Mediator.organisation_id, Organisation.name)
        .outerjoin(Organisation, same)
        .where(Mediator.center_id.in_(scope.center_ids))
        .order_by(Mediator.center_id, Mediator.id)
    )
    return [Person(*row) for row in rows]


def resident(scope: Scope) -> Select[Mediator]:
    """Those of the roster as it stands today, also the condition of the figure."""
    return select(Mediator).where(scope.holds(Mediator), Mediator.resident, Mediator.active)


def resident_mediators(session: Session, scope: Scope) -> list[Mediator]:
    return list(session.scalars(resident(scope).order_by(Mediator.center_id, Mediator.name)))
