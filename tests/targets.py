"""What tests of targets are written with."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tests.factories import named
from tracker.domain.targets import TargetDraft
from tracker.models import Center, Organisation, Target
from tracker.permissions import Actor
from tracker.services import targets


def set_target(
    session: Session,
    center: Center,
    value: str = "3",
    figure: str = "resolved",
    year: int = 2024,
    organisation: str | None = None,
) -> Target:
    """Cases to be resolved in 2024 by the whole center, unless something else is said."""
    id_ = organisation and named(session, Organisation, organisation, center).id
    draft = TargetDraft(year, figure, value, id_)
    row = targets.add(session, Actor.system(center.id), draft)
    session.commit()
    return row


def target_rows(session: Session, center: Center) -> dict[str, Any]:
    """A target of 2024 and one of the year before that is not copied yet."""
    set_target(session, center, "90", "resolution_rate", 2023)
    return {
        "target": set_target(session, center),
        "aimed": set_target(session, center, "5", "overdue"),
    }
