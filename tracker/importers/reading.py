"""What the importers ask of the center before they read a file."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.importers.cases import Lists
from tracker.importers.words import type_names
from tracker.models import Center, DisputeType


def lists_of(session: Session, center: Center) -> Lists:
    """The center's dispute types in every wording, its name in case numbers, its time limits."""
    rows = session.execute(
        select(DisputeType.id, DisputeType.code, DisputeType.name)
        .where(DisputeType.center_id == center.id)
        .order_by(DisputeType.position, DisputeType.id)
    )
    types = type_names((row.id, row.code, row.name) for row in rows)
    return Lists(types, center.short_name, center.time_limits)
