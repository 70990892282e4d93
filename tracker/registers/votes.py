"""票决和测评: what deputies voted on, and how satisfied they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, Values, counted, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section

TOO_MANY_FOR_IT = N_("More people were for it than voted (%(votes)s).")


class VoteKind(Word):
    VOTE = "vote", "票决", "Vote"
    SURVEY = "survey", "满意度测评", "Survey of satisfaction"


class Vote(RegisterRow, Base):
    __tablename__ = "votes"
    held_on: Mapped[date] = dated("票决(测评)日期", "Held on")
    kind: Mapped[VoteKind] = field("类别", "Kind", word(VoteKind, "kind"))
    subject: Mapped[str] = field("事项", "Subject", String(200))
    votes: Mapped[int] = field("参加人数", "Votes")
    in_favour: Mapped[int] = field("赞成(满意)人数", "In favour or satisfied")

    __table_args__ = RegisterRow.rules(
        counted("votes", "in_favour"),
        CheckConstraint("in_favour <= votes", name="in_favour_of_votes"),
    )


def check(values: Values) -> Iterator[Problem]:
    votes, in_favour = values.get("votes"), values.get("in_favour")
    if votes is not None and in_favour is not None and in_favour > votes:
        yield Problem("in_favour", TOO_MANY_FOR_IT, {"votes": votes})


def _is_survey(table: Any) -> ColumnElement[bool]:
    return table.c.kind == VoteKind.SURVEY  # type: ignore[no-any-return] # columns are Any here


REGISTER = Register(
    kind="votes",
    place=130,
    term="人大政协票决与测评",
    label="Votes and surveys",
    model=Vote,
    title="subject",
    check=check,
    figures=(
        RowFigure(
            key="votes",
            section=Section.SUPERVISION,
            term="票决与测评",
            label="Votes and surveys",
            text=N_("Votes and surveys held in the period."),
            unit=RowUnit.TIMES,
            part=Part(),
        ),
        RowFigure(
            key="survey_satisfaction_rate",
            section=Section.SUPERVISION,
            term="测评满意率",
            label="Satisfaction in surveys",
            text=N_("People satisfied in the surveys of the period, of those asked."),
            unit=RowUnit.PERCENT,
            part=Part("in_favour", _is_survey),
            among=Part("votes", _is_survey),
        ),
    ),
)
