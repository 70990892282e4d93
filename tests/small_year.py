"""A small ledger of two years with something of everything, made through the services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import STUDIO, make_case, named
from tracker.domain.drafts import ConfirmationDraft, PaymentDraft, VisitDraft
from tracker.domain.record_words import ConfirmationResult, VisitManner
from tracker.domain.vocabulary import Difficulty, Outcome, Satisfaction, Source
from tracker.models import Center, DisputeType, Mediator, Organisation, Village
from tracker.permissions import Actor
from tracker.services import confirmations, performance, visits

OUTCOMES = (
    Outcome.WRITTEN_AGREEMENT,
    Outcome.ORAL_AGREEMENT,
    Outcome.EXPLAINED,
    Outcome.FAILED,
    Outcome.WITHDRAWN,
)


def fill(session: Session, center: Center) -> None:
    """Sixteen cases of 2023 and 2024: most closed, one declined, one waiting, two still open."""
    for place in range(12):
        _closed(session, center, place)
    early, late = date(2024, 3, 1), date(2024, 12, 20)
    make_case(session, center, registered_on=early, accepted=early)
    make_case(session, center, registered_on=late, accepted=late, amount_claimed=None)
    make_case(session, center, registered_on=date(2024, 5, 1), declined="已由法院受理")
    make_case(session, center, registered_on=date(2024, 6, 1))


def _closed(session: Session, center: Center, place: int) -> None:
    year = 2023 if place % 3 == 0 else 2024
    accepted = date(year, 1 + place, 3)
    closed = date(2024, 1, 1) if place == 9 else date(year, 1 + place, 3 + place)
    outcome = OUTCOMES[place % len(OUTCOMES)]
    agreed = Decimal(f"{1000 + place}.5{place % 10}") if outcome.is_agreement else None
    case = make_case(
        session,
        center,
        registered_on=accepted,
        accepted=accepted,
        closed=closed,
        outcome=outcome,
        agreed=agreed if place else None,
        **_stated(session, center, place),
    )
    if outcome.is_agreement and place:
        actor = Actor.system(center.id)
        payment = PaymentDraft(closed, agreed if place % 2 else Decimal("1.01"))
        performance.record_payment(session, actor, case, payment, case.version)
        confirmed = ConfirmationDraft(
            closed, "柳河市人民法院", ConfirmationResult.CONFIRMED, closed, f"民特{place}号"
        )
        confirmations.apply_for(session, actor, case, confirmed, case.version)
        satisfaction = Satisfaction.SATISFIED if place % 2 else None
        visit = VisitDraft(closed, VisitManner.PHONE, satisfaction=satisfaction)
        visits.record(session, actor, case, visit, case.version)
        session.commit()


def _stated(session: Session, center: Center, place: int) -> dict[str, Any]:
    """Every third case says what and where it is; the others leave something out."""
    if place % 3 == 2:
        return {}
    kind = ("拖欠农民工工资", "劳动争议", "邻里")[place % 3]
    found = {
        "dispute_type_id": named(session, DisputeType, kind, center).id,
        "source": (Source.COURT, Source.APPLICATION)[place % 2],
        "difficulty": (Difficulty.SIMPLE, Difficulty.MAJOR)[place % 2],
    }
    if place % 2:
        found |= {
            "organisation_id": named(session, Organisation, STUDIO, center).id,
            "mediator_id": named(session, Mediator, "解春晖", center).id,
            "village_id": named(session, Village, "后横村", center).id,
        }
    return found
