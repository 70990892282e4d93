"""An agreement of two instalments and a repair, and cases that have it in their file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from tests.factories import make_case
from tracker.domain.agreements import (
    AgreementDraft,
    InstalmentDraft,
    NonPerformanceDraft,
    TermDraft,
)
from tracker.domain.record_words import AgreementForm, NonPerformanceStep
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.services import agreements, performance

ACCEPTED, AGREED = date(2024, 3, 6), date(2024, 3, 20)
PAPERS = AgreementDraft(
    form=AgreementForm.WRITTEN,
    agreed_on=AGREED,
    terms=(TermDraft("乙方分两期赔偿"), TermDraft("乙方修好楼板", True, date(2024, 4, 30))),
    instalments=(
        InstalmentDraft(date(2024, 4, 1), Decimal("300.25")),
        InstalmentDraft(date(2024, 5, 1), Decimal("500.25")),
    ),
    facts="楼上漏水",
    copies=3,
)
ORAL = replace(PAPERS, form=AgreementForm.ORAL)


def agreed_case(session: Session, center: Center, papers: AgreementDraft = PAPERS) -> Case:
    """Closed on the day of its agreement, whose papers are in the file."""
    case = make_case(session, center, accepted=ACCEPTED, closed=AGREED, agreed=papers.amount)
    agreements.draw_up(session, Actor.system(center.id), case, papers, case.version)
    session.commit()
    return case


def broken_case(session: Session, center: Center) -> Case:
    """The same with one more repair, which is done; nothing was paid, and the debtor was urged."""
    papers = replace(PAPERS, terms=(*PAPERS.terms, TermDraft("乙方清理楼道", in_kind=True)))
    case, actor = agreed_case(session, center, papers), Actor.system(center.id)
    assert case.agreement is not None
    cleared = case.agreement.terms[2]
    performance.tick_off(session, actor, case, cleared, AGREED, case.version)
    urged = NonPerformanceDraft(date(2024, 4, 9), NonPerformanceStep.URGED, "电话督促")
    performance.note_non_performance(session, actor, case, urged, case.version)
    session.commit()
    return case
