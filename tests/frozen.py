"""What tests of frozen years are written with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.drafts import Closing
from tracker.domain.vocabulary import Outcome
from tracker.indicators.whole_year import count_year
from tracker.models import Case, Center, FrozenYear
from tracker.permissions import Actor
from tracker.services import cases, frozen_years
from tracker.services.frozen_years import Text

NOTE = "按年度报告公布的数字"


def freeze(
    session: Session,
    center: Center,
    year: int = 2024,
    note: str = NOTE,
    actor: Actor | None = None,
    text: Text | None = None,
) -> FrozenYear:
    """The year of the center as it stands, by the operator unless somebody is named."""
    who = actor or Actor.system(center.id)
    row = frozen_years.freeze(session, who, year, note, count_year, text)
    session.commit()
    return row


def close_pending(session: Session, center: Center) -> str:
    """Close what was accepted on 1 March 2024 in that very year; the case's number."""
    pending = Case.closed_on.is_(None) & (Case.accepted_on == date(2024, 3, 1))
    case = session.scalars(select(Case).where(pending)).one()
    closing = Closing(date(2024, 3, 20), Outcome.WRITTEN_AGREEMENT, Decimal("500.00"))
    cases.close(session, Actor.system(center.id), case, closing, case.version)
    session.commit()
    return case.number or ""
