"""监督发现问题: what supervision found in the work of others, until when it was to be put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Date, String, and_
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.extensions import Base
from tracker.registers.declaring import Register, RegisterRow, Values, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section, on_day
from tracker.registers.watching import Watch, not_yet

BEFORE_FOUND = N_("This day lies before the one on which it was found (%(day)s).")
AFTER_FOUND = ("due_on", "resolved_on")


class SupervisionFinding(RegisterRow, Base):
    __tablename__ = "supervision_findings"
    found_on: Mapped[date] = dated("发现日期", "Found on")
    subject: Mapped[str] = field("问题内容", "Finding", String(200))
    area: Mapped[str | None] = field("所属领域", "Field", String(100))
    found_at: Mapped[str | None] = field("被监督单位", "Found at", String(100))
    due_on: Mapped[date | None] = field("整改期限", "To be resolved by", Date, planned=True)
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


def _past_due(table: Any, at: date) -> ColumnElement[bool]:
    return and_(table.c.due_on < at, not_yet(table.c.resolved_on, at))


def _in_time(table: Any) -> ColumnElement[bool]:
    return table.c.resolved_on <= table.c.due_on  # type: ignore[no-any-return] # columns are Any here


REGISTER = Register(
    kind="findings",
    place=90,
    term="监督发现问题",
    label="Supervision findings",
    model=SupervisionFinding,
    title="subject",
    check=check,
    watches=(
        Watch(
            key="overdue",
            term="逾期未解决问题",
            label="Findings past their day",
            text=N_("Findings not resolved by the day that was set for them."),
            since="due_on",
            open=_past_due,
            needed=("resolved_on",),
        ),
    ),
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
        RowFigure(
            key="findings_in_time_rate",
            section=Section.SUPERVISION,
            term="监督问题按期解决率",
            label="Findings resolved in time",
            text=N_(
                "Findings resolved by the day that was set for them, of those whose day lies in the"
                " period."
            ),
            unit=RowUnit.PERCENT,
            part=Part(where=_in_time, when=on_day("due_on")),
            among=Part(when=on_day("due_on")),
        ),
    ),
)
