"""The mediators who sit at the center: the people behind the figure of that name."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.models import Mediator
from tracker.queries.scope import Scope


def resident(scope: Scope) -> Select[Mediator]:
    """Those of the roster as it stands today, also the condition of the figure."""
    return select(Mediator).where(scope.holds(Mediator), Mediator.resident, Mediator.active)


def resident_mediators(session: Session, scope: Scope) -> list[Mediator]:
    return list(session.scalars(resident(scope).order_by(Mediator.center_id, Mediator.name)))
