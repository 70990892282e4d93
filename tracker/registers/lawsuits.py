"""诉讼收案: the courts' own numbers, entered from outside, with their source."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_
from tracker.extensions import Base
from tracker.registers.declaring import Register, RegisterRow, counted, dated, field, once
from tracker.registers.figures import Part, RowFigure, RowUnit, Section


class LawsuitCount(RegisterRow, Base):
    """``until`` is the last day of what the court counted, mostly a month's."""

    __tablename__ = "lawsuit_counts"
    until: Mapped[date] = dated(
        "统计截止日", "Counted until", hint=N_("Mostly the last day of a month.")
    )
    court: Mapped[str] = field("法院", "Court", String(100))
    received: Mapped[int] = field("收案数", "Lawsuits received")
    source: Mapped[str] = field(
        "数据来源", "Source", String(200), hint=N_("Letter, system or person that told it.")
    )

    __table_args__ = RegisterRow.rules(
        counted("received"), once("lawsuit_counts", "until", "court")
    )


REGISTER = Register(
    kind="lawsuits",
    place=110,
    term="诉讼收案",
    label="Lawsuits received",
    model=LawsuitCount,
    title="court",
    told_by="source",
    monthly="court",
    figures=(
        RowFigure(
            key="lawsuits",
            section=Section.SOURCES,
            term="诉讼收案",
            label="Lawsuits received",
            text=N_("Lawsuits received, as the courts told for the days of the period."),
            unit=RowUnit.PIECES,
            part=Part("received"),
        ),
    ),
)
