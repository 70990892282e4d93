"""监督发现问题: what supervision found in the work of others, until when it was to be put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import CheckConstraint, Date, String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.extensions import Base
from tracker.registers.declaring import Register, RegisterRow, Values, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section, on_day

BEFORE_FOUND = N_("This day lies before the one on which it was found (%(day)s).")
AFTER_FOUND = ("due_on", "resolved_on")


class SupervisionFinding(RegisterRow, Base):
    __tablename__ = "supervision_findings"
    found_on: Mapped[date] = dated("发现日期", "Found on")
    subject: Mapped[str] = field("问题内容", "Finding", String(200))
    area: Mapped[str | None] = field("所属领域", "Field", String(100))
    found_at: Mapped[str | None] = field("被监督单位", "Found at", String(100))
    due_on: Mapped[date | None] = field("整改期限", "To be resolved by", Date)
    resolved_on: Mapped[date | None] = field("解决日期", "Resolved on", Date)

    __table_args__ = RegisterRow.rules(
        CheckConstraint(
            " AND ".join(f"({name} IS NULL OR {name} >= found_on)" for name in AFTER_FOUND),
            name="nothing_before_found",
        ),
    )


def check(values: Values) -> Iterator[Problem]:
    found = values.get("found_on")
    for name in AFTER_FOUND:
        day = values.get(name)
        if found and day and day < found:
            yield Problem(name, BEFORE_FOUND, {"day": found})


REGISTER = Register(
    kind="findings",
    place=90,
    term="监督发现问题",
    label="Supervision findings",
    model=SupervisionFinding,
    title="subject",
    check=check,
    figures=(
        RowFigure(
            key="supervision_findings",
            section=Section.SUPERVISION,
            term="监督发现问题",
            label="Supervision findings",
            text=N_("Problems that supervision found in the period."),
            unit=RowUnit.ITEMS,
            part=Part(),
        ),
        RowFigure(
            key="supervision_findings_resolved",
            section=Section.SUPERVISION,
            term="监督发现并推动解决问题",
            label="Findings resolved",
            text=N_("Problems found by supervision, resolved in the period."),
            unit=RowUnit.ITEMS,
            part=Part(when=on_day("resolved_on")),
        ),
    ),
)
