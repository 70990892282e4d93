"""The sample's links: petitions that became cases, petitions that came back, reviews for cases,
issues that meetings looked at.

They count nothing anew: the figures of both ledgers are what they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.demo.life import Office
from tracker.demo.registers import MATTERS
from tracker.demo.subsidies import account_of
from tracker.domain.vocabulary import Role, Source
from tracker.models import Case
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.registers.meetings import AssessmentMeeting
from tracker.registers.petitions import Petition
from tracker.registers.reviews import LegalityReview
from tracker.services import meeting_issues, registers
from tracker.services.meeting_issues import Issue

BECAME_CASES, REVIEWED, LISTED = 12, 4, 3


def link_entries(session: Session, office: Office) -> None:
    """As the clerk would have linked them."""
    clerk = account_of(session, office.center.id, Role.CLERK)
    petitions, reviews = REGISTERS["petitions"], REGISTERS["reviews"]
    for petition, case in _delegated(session):
        registers.link(session, clerk, petitions, petition, "case_id", case.id, "")
    for again, earlier in _came_back(session):
        registers.link(session, clerk, petitions, again, "earlier_id", earlier.id, "")
    cases = session.scalars(_cases().order_by(Case.amount_claimed.desc()).limit(REVIEWED)).all()
    _list_issues(session, clerk, cases)
    newest = select(LegalityReview).order_by(LegalityReview.reviewed_on.desc()).limit(REVIEWED)
    for review, case in zip(session.scalars(newest).all(), cases, strict=True):
        registers.link(session, clerk, reviews, review, "case_id", case.id, "")


def _list_issues(session: Session, clerk: Actor, cases: Sequence[Case]) -> None:
    """Of the newest meetings, as many as they analysed; the first one was about a case."""
    newest = select(AssessmentMeeting).order_by(AssessmentMeeting.held_on.desc()).limit(LISTED)
    for meeting, case in zip(session.scalars(newest).all(), cases, strict=False):
        issues = [
            Issue(f"{MATTERS[place % len(MATTERS)]}问题{place + 1}", place < meeting.resolved)
            for place in range(meeting.analysed)
        ]
        issues[0] = replace(issues[0], case=case.number or "")
        meeting_issues.write(session, clerk, meeting, issues, meeting.version)


def _delegated(session: Session) -> Iterator[tuple[Petition, Case]]:
    """Cases that the petition office delegated, each with the newest petition before it."""
    newest = select(func.max(Petition.received_on)).scalar_subquery()
    delegated = Case.source == Source.PETITION_OFFICE, Case.registered_on <= newest
    wanted = _cases().where(*delegated)
    used: set[int] = set()
    for case in session.scalars(
        wanted.order_by(Case.registered_on.desc(), Case.id).limit(BECAME_CASES)
    ).all():
        before = select(Petition).where(
            Petition.received_on <= case.registered_on, Petition.id.not_in(used)
        )
        found = session.scalars(before.order_by(Petition.received_on.desc())).first()
        if found is not None:
            used.add(found.id)
            yield found, case


def _came_back(session: Session) -> Iterator[tuple[Petition, Petition]]:
    """Petitions that came back, each with the first one received on that day or later."""
    for earlier in session.scalars(
        select(Petition).where(Petition.returned_on.is_not(None)).order_by(Petition.returned_on)
    ).all():
        later = select(Petition).where(
            Petition.received_on >= earlier.returned_on, Petition.earlier_id.is_(None)
        )
        yield (
            session.scalars(later.order_by(Petition.received_on, Petition.id).limit(1)).one(),
            earlier,
        )


def _cases() -> Select[Case]:
    return select(Case).where(Case.number.is_not(None), Case.accepted_on.is_not(None))
