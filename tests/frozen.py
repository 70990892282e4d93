"""What tests of frozen years are written with."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.indicators.whole_year import count_year
from tracker.models import Center, FrozenYear
from tracker.permissions import Actor
from tracker.services import frozen_years

NOTE = "按年度报告公布的数字"


def freeze(
    session: Session, center: Center, year: int = 2024, note: str = NOTE, actor: Actor | None = None
) -> FrozenYear:
    """The year of the center as it stands, by the operator unless somebody is named."""
    who = actor or Actor.system(center.id)
    row = frozen_years.freeze(session, who, year, note, count_year)
    session.commit()
    return row
