"""政务公开: what was made public, and where it stands."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_
from tracker.extensions import Base
from tracker.registers.declaring import Register, RegisterRow, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section


class Disclosure(RegisterRow, Base):
    __tablename__ = "disclosures"
    published_on: Mapped[date] = dated("公开日期", "Published on")
    subject: Mapped[str] = field("公开事项", "Subject", String(200))
    category: Mapped[str | None] = field("公开类别", "Category", String(100))
    address: Mapped[str | None] = field("公开地址", "Address", String(500), listed=False)

    __table_args__ = RegisterRow.rules()


REGISTER = Register(
    kind="disclosures",
    place=120,
    term="政务公开",
    label="Disclosures",
    model=Disclosure,
    title="subject",
    figures=(
        RowFigure(
            key="disclosures",
            section=Section.DISCLOSURE,
            term="政务公开",
            label="Disclosures",
            text=N_("Items made public in the period."),
            unit=RowUnit.ITEMS,
            part=Part(),
        ),
    ),
)
