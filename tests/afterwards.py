"""Closed cases with what follows: an application before the court, a visit, dates from a ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.factories import make_case
from tracker.domain.drafts import ConfirmationDraft, VisitDraft
from tracker.domain.record_words import VisitManner
from tracker.domain.vocabulary import Satisfaction
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.services import confirmations, visits

COURT = "柳河市人民法院"
CLOSED = {
    "accepted": date(2024, 3, 6),
    "closed": date(2024, 3, 20),
    "agreed": Decimal("800.50"),
}


def followed_case(session: Session, center: Center) -> Case:
    """A court looks at the agreement, and the parties were called."""
    case, actor = make_case(session, center, **CLOSED), Actor.system(center.id)
    wanted = ConfirmationDraft(date(2024, 3, 25), COURT)
    confirmations.apply_for(session, actor, case, wanted, case.version)
    visit = VisitDraft(date(2024, 4, 1), VisitManner.PHONE, tension="仍有口角")
    visits.record(session, actor, case, visit, case.version)
    session.commit()
    return case


def imported_case(session: Session, center: Center, **dates: Any) -> Case:
    """A case as an old ledger left it: dates without a record."""
    case = make_case(session, center, **CLOSED)
    import_dates(session, case, **dates)
    return case


def import_dates(
    session: Session,
    case: Case,
    judicial_confirmed_on: date | None = date(2024, 4, 30),
    visited_on: date | None = date(2024, 4, 2),
    satisfaction: Satisfaction | None = Satisfaction.SATISFIED,
) -> None:
    row = (Case.center_id == case.center_id) & (Case.id == case.id)
    session.connection().execute(
        update(Case.__table__)
        .where(row)
        .values(
            judicial_confirmed_on=judicial_confirmed_on,
            visited_on=visited_on,
            satisfaction=satisfaction,
        )
    )
    session.commit()
    session.refresh(case)
