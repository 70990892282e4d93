"""The listed issues of a meeting, and the meetings that looked at a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from tracker.models import Case
from tracker.registers.meeting_issues import MeetingIssue
from tracker.registers.meetings import AssessmentMeeting


def issues_of(session: Session, meeting: Any) -> Sequence[MeetingIssue]:
    """In the order of the list."""
    statement = select(MeetingIssue).where(
        MeetingIssue.center_id == meeting.center_id, MeetingIssue.meeting_id == meeting.id
    )
    return session.scalars(statement.order_by(MeetingIssue.position)).all()


def meetings_about(
    session: Session, center_id: int, cases: Iterable[int]
) -> Sequence[AssessmentMeeting]:
    """Those in force that list an issue of one of the cases, each once."""
    meeting = AssessmentMeeting
    about = exists().where(
        MeetingIssue.center_id == meeting.center_id,
        MeetingIssue.meeting_id == meeting.id,
        MeetingIssue.case_id.in_(cases),
    )
    standing = meeting.center_id == center_id, meeting.voided_at.is_(None)
    statement = select(meeting).where(*standing, about)
    return session.scalars(statement.order_by(meeting.held_on, meeting.id)).all()


def is_listed_case() -> ColumnElement[bool]:
    """Whether an issue of any meeting is about the case."""
    return exists().where(
        and_(MeetingIssue.center_id == Case.center_id, MeetingIssue.case_id == Case.id)
    )
