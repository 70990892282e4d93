"""The one figure that is counted on the roster, and not on cases."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.indicators.definitions import RESIDENT_MEDIATORS
from tracker.indicators.figures import Figure
from tracker.queries.roster import resident
from tracker.queries.scope import Scope


def resident_figure(session: Session, scope: Scope) -> Figure:
    """Those on the roster now: the roster keeps no dates."""
    number = session.scalar(select(func.count()).select_from(resident(scope).subquery()))
    return RESIDENT_MEDIATORS.of(number or 0)
