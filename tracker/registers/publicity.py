"""普法活动: what was done to make the law known."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_
from tracker.extensions import Base
from tracker.registers.declaring import Register, RegisterRow, counted, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section


class PublicityActivity(RegisterRow, Base):
    __tablename__ = "publicity_activities"
    held_on: Mapped[date] = dated("活动日期", "Held on")
    theme: Mapped[str] = field("活动主题", "Theme", String(200))
    partners: Mapped[str | None] = field("联合单位", "Partners", String(200))
    materials: Mapped[int | None] = field("分发资料(册)", "Materials handed out")
    audience: Mapped[int | None] = field("受众人数", "Audience")

    __table_args__ = RegisterRow.rules(counted("materials", "audience"))


REGISTER = Register(
    kind="publicity",
    place=10,
    term="普法活动",
    label="Publicity activities",
    model=PublicityActivity,
    title="theme",
    figures=(
        RowFigure(
            key="publicity_activities",
            section=Section.PUBLICITY,
            term="法治宣传活动",
            label="Publicity activities",
            text=N_("Activities held in the period."),
            unit=RowUnit.TIMES,
            part=Part(),
        ),
        RowFigure(
            key="materials_distributed",
            section=Section.PUBLICITY,
            term="分发资料",
            label="Materials handed out",
            text=N_("Materials handed out at the activities of the period."),
            unit=RowUnit.COPIES,
            part=Part("materials"),
        ),
    ),
)
