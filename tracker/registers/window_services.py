"""窗口服务: who was served at which window, with what."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, counted, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section


class Window(Word):
    LEGAL_AID = "legal_aid", "法律援助窗口", "Legal aid"
    LAWYER = "lawyer", "律师咨询窗口", "Lawyer's advice"
    MEDIATION = "mediation", "人民调解窗口", "Mediation"
    PETITION = "petition", "信访接待窗口", "Petitions"
    OTHER = "other", "其他窗口", "Another window"


class WindowService(RegisterRow, Base):
    __tablename__ = "window_services"
    served_on: Mapped[date] = dated("服务日期", "Served on")
    window: Mapped[Window] = field("服务窗口", "Window", word(Window, "window"))
    service: Mapped[str] = field("服务事项", "Service", String(200))
    served: Mapped[int] = field("服务人次", "Times served")

    __table_args__ = RegisterRow.rules(counted("served"))


REGISTER = Register(
    kind="windows",
    place=100,
    term="窗口服务",
    label="Window services",
    model=WindowService,
    title="service",
    figures=(
        RowFigure(
            key="window_services",
            section=Section.SERVICE,
            term="窗口服务",
            label="Window services",
            text=N_("People served at the windows in the period."),
            unit=RowUnit.PEOPLE,
            part=Part("served"),
        ),
    ),
)
