"""研判会: what was looked at together, and what of it was resolved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, Values, counted, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section, Where
from tracker.registers.meeting_issues import as_listed

TOO_MANY_RESOLVED = N_("More issues were resolved than analysed (%(analysed)s).")


class MeetingKind(Word):
    STABILITY = "stability", "涉稳信息研判会", "Stability assessment"
    SPECIAL = "special", "专题研判会", "Special assessment"


class AssessmentMeeting(RegisterRow, Base):
    __tablename__ = "assessment_meetings"
    held_on: Mapped[date] = dated("会议日期", "Held on")
    kind: Mapped[MeetingKind] = field("会议类别", "Kind", word(MeetingKind, "kind"))
    topic: Mapped[str] = field("会议议题", "Topic", String(200))
    analysed: Mapped[int] = field("分析研判问题数", "Issues analysed")
    resolved: Mapped[int] = field("化解问题数", "Issues resolved")

    __table_args__ = RegisterRow.rules(
        counted("analysed", "resolved"),
        CheckConstraint("resolved <= analysed", name="resolved_of_analysed"),
    )


def check(values: Values) -> Iterator[Problem]:
    analysed, resolved = values.get("analysed"), values.get("resolved")
    if analysed is not None and resolved is not None and resolved > analysed:
        yield Problem("resolved", TOO_MANY_RESOLVED, {"analysed": analysed})


def _of(kind: MeetingKind) -> Where:
    return lambda table: table.c.kind == kind


REGISTER = Register(
    kind="meetings",
    place=80,
    term="研判会",
    label="Assessment meetings",
    model=AssessmentMeeting,
    title="topic",
    check=check,
    beside=as_listed,
    figures=(
        RowFigure(
            key="stability_meetings",
            section=Section.ASSESSMENT,
            term="涉稳信息研判会",
            label="Stability assessment meetings",
            text=N_("Stability assessment meetings held in the period."),
            unit=RowUnit.TIMES,
            part=Part(where=_of(MeetingKind.STABILITY)),
        ),
        RowFigure(
            key="special_meetings",
            section=Section.ASSESSMENT,
            term="专题研判会",
            label="Special assessment meetings",
            text=N_("Special assessment meetings held in the period."),
            unit=RowUnit.TIMES,
            part=Part(where=_of(MeetingKind.SPECIAL)),
        ),
        RowFigure(
            key="issues_analysed",
            section=Section.ASSESSMENT,
            term="分析研判问题",
            label="Issues analysed",
            text=N_("Issues that the meetings of the period analysed."),
            unit=RowUnit.ITEMS,
            part=Part("analysed"),
        ),
        RowFigure(
            key="issues_resolved",
            section=Section.ASSESSMENT,
            term="分析研判化解问题",
            label="Issues analysed and resolved",
            text=N_("Issues resolved by the meetings of the period."),
            unit=RowUnit.ITEMS,
            part=Part("resolved"),
        ),
    ),
)
