"""The issues that an assessment meeting looked at, one by one, where somebody lists them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.problems import N_, Problem
from tracker.extensions import Base
from tracker.models.keys import OfCenter, reference
from tracker.registers.declaring import Values

COUNTED = N_(
    "The issues of this meeting are listed (%(analysed)s, of them %(resolved)s resolved); these"
    " numbers are counted from the list. Please change the list."
)


class MeetingIssue(OfCenter, Base):
    """``position`` is its place in the list of the meeting."""

    __tablename__ = "meeting_issues"
    meeting_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(500))
    resolved: Mapped[bool]
    case_id: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = OfCenter.rules(
        reference("meeting_id", "assessment_meetings"),
        reference("case_id", "cases"),
        Index(None, "center_id", "meeting_id", "position", unique=True),
        Index(None, "center_id", "case_id"),
        CheckConstraint("position >= 0", name="position_counts_from_nought"),
        CheckConstraint("text <> ''", name="said"),
    )


def as_listed(session: Session, meeting: Any, values: Values) -> Iterator[Problem]:
    """Where issues are listed, the meeting's numbers are those of the list."""
    of_meeting = (
        MeetingIssue.center_id == meeting.center_id,
        MeetingIssue.meeting_id == meeting.id,
    )
    resolved = func.count().filter(MeetingIssue.resolved)
    listed = session.execute(select(func.count(), resolved).where(*of_meeting)).one()
    if listed[0] and (values["analysed"], values["resolved"]) != tuple(listed):
        yield Problem("analysed", COUNTED, {"analysed": listed[0], "resolved": listed[1]})
