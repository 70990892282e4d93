"""培训: whom the office trained in law, and how."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, counted, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section, Where


class Trained(Word):
    """Who is trained; the report counts them apart."""

    CADRES = "cadres", "镇村干部", "Cadres of town and villages"
    LAW_AWARE_CITIZENS = "law_aware_citizens", "法律明白人", "Law-aware citizens"
    OTHERS = "others", "其他", "Others"


class TrainingMode(Word):
    IN_PERSON = "in_person", "现场", "In person"
    ONLINE = "online", "线上", "Online"
    BOTH = "both", "线上线下结合", "Both"


class Training(RegisterRow, Base):
    __tablename__ = "trainings"
    held_on: Mapped[date] = dated("培训日期", "Held on")
    subject: Mapped[str] = field("培训主题", "Subject", String(200))
    trained: Mapped[Trained] = field("培训对象", "Trained", word(Trained, "trained"))
    mode: Mapped[TrainingMode | None] = field("培训方式", "Mode", word(TrainingMode, "mode"))
    attended: Mapped[int | None] = field("参训人数", "Attended")

    __table_args__ = RegisterRow.rules(counted("attended"))


def _of(trained: Trained) -> Where:
    return lambda table: table.c.trained == trained


REGISTER = Register(
    kind="trainings",
    place=20,
    term="培训",
    label="Trainings",
    model=Training,
    title="subject",
    figures=(
        RowFigure(
            key="cadre_trainings",
            section=Section.PUBLICITY,
            term="镇村干部专题法治培训",
            label="Trainings of cadres",
            text=N_("Trainings of cadres of town and villages in the period."),
            unit=RowUnit.TIMES,
            part=Part(where=_of(Trained.CADRES)),
        ),
        RowFigure(
            key="citizen_trainings",
            section=Section.PUBLICITY,
            term="法律明白人培训",
            label="Trainings of law-aware citizens",
            text=N_("Trainings of law-aware citizens in the period."),
            unit=RowUnit.TIMES,
            part=Part(where=_of(Trained.LAW_AWARE_CITIZENS)),
        ),
    ),
)
