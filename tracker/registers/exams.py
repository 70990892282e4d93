"""法律知识考试: who should sit it, who did, who passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.extensions import Base
from tracker.registers.declaring import Register, RegisterRow, Values, counted, dated, field
from tracker.registers.figures import Part, RowFigure, RowUnit, Section

TOO_MANY_SAT = N_("More people sat the exam than should have (%(due)s).")
TOO_MANY_PASSED = N_("More people passed than sat the exam (%(sat)s).")


class LawExam(RegisterRow, Base):
    __tablename__ = "law_exams"
    held_on: Mapped[date] = dated("考试日期", "Held on")
    subject: Mapped[str] = field("考试名称", "Exam", String(200))
    due: Mapped[int] = field("应考人数", "Should sit")
    sat: Mapped[int] = field("实考人数", "Sat")
    passed: Mapped[int] = field("合格人数", "Passed")

    __table_args__ = RegisterRow.rules(
        counted("due", "sat", "passed"),
        CheckConstraint("passed <= sat AND sat <= due", name="passed_of_sat_of_due"),
    )


def check(values: Values) -> Iterator[Problem]:
    due, sat, passed = (values.get(name) for name in ("due", "sat", "passed"))
    if due is not None and sat is not None and sat > due:
        yield Problem("sat", TOO_MANY_SAT, {"due": due})
    if sat is not None and passed is not None and passed > sat:
        yield Problem("passed", TOO_MANY_PASSED, {"sat": sat})


REGISTER = Register(
    kind="exams",
    place=30,
    term="法律知识考试",
    label="Law exams",
    model=LawExam,
    title="subject",
    check=check,
    figures=(
        RowFigure(
            key="exam_attendance_rate",
            section=Section.PUBLICITY,
            term="法律知识考试参考率",
            label="Attendance of law exams",
            text=N_("People who sat the exams of the period, of those who should have."),
            unit=RowUnit.PERCENT,
            part=Part("sat"),
            among=Part("due"),
        ),
        RowFigure(
            key="exam_pass_rate",
            section=Section.PUBLICITY,
            term="法律知识考试合格率",
            label="Pass rate of law exams",
            text=N_("People who passed the exams of the period, of those who sat them."),
            unit=RowUnit.PERCENT,
            part=Part("passed"),
            among=Part("sat"),
        ),
    ),
)
