"""Ledgers with findings, and what the checks say of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories import make_case
from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.findings import Finding
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Side
from tracker.indicators.drill import Drill
from tracker.indicators.quality import CHECK_BY_KEY
from tracker.models import Case, Center, ImportBatch
from tracker.models.keys import next_id
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.services import findings

YEAR = Period.year(2024)
FIRST, DAY, END = date(2024, 3, 5), date(2024, 3, 6), date(2024, 3, 20)


def parties(*names: str) -> list[PartyDraft]:
    """The first is the applicant, the others are respondents."""
    first, *others = names
    return [
        PartyDraft(Side.APPLICANT, first),
        *(PartyDraft(Side.RESPONDENT, name) for name in others),
    ]


def case_of(session: Session, center: Center, number: int = 0, **more: Any) -> Case:
    """Accepted and resolved without an agreement; of people of its own for each number."""
    names = parties(f"甲{number}", f"乙{number}")
    return make_case(session, center, **{"accepted": DAY, "parties": names, **more})


def found(
    session: Session,
    finding: Finding,
    *centers: Center,
    period: Period = YEAR,
    part: str = "value",
) -> set[int]:
    """The ids of the cases that the check lists."""
    session.flush()
    scope = Scope(tuple(center.id for center in centers))
    drill = Drill(CHECK_BY_KEY[finding.value], part, period)
    return set(session.scalars(select(Case.id).where(scope.holds(), drill.condition)))


def imported(session: Session, center: Center, case: Case) -> None:
    """Make it one that an import brought."""
    batch = ImportBatch(
        center_id=center.id,
        id=next_id(session, center.id),
        kind="cases",
        filename="台账.xlsx",
        imported_at=clock.now(),
        actor_name="clerk",
        read=1,
        accepted=1,
        rejected=0,
        duplicates=0,
        created={},
        problems=[],
    )
    session.add(batch)
    session.flush()
    session.execute(update(Case).where(Case.id == case.id).values(import_batch_id=batch.id))


DOUBTS = "100000|200000|"
"""What is found in ``doubted_case``: fen claimed and agreed."""


def doubted_case(session: Session, center: Center, number: int = 0, **more: Any) -> Case:
    """More was agreed than claimed."""
    return case_of(session, center, number, **{"closed": END, "agreed": Decimal(2000), **more})


def doubted_rows(session: Session, center: Center) -> dict[str, Case]:
    """One that nobody has judged, and one whose finding was set aside."""
    rows = {"doubted": doubted_case(session, center), "judged": doubted_case(session, center, 1)}
    system, above = Actor.system(center.id), Finding.AGREED_ABOVE_CLAIMED
    findings.dismiss(session, system, rows["judged"], above, DOUBTS, "含利息")
    session.commit()
    return rows
