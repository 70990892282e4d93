"""合法性审查: contracts, decisions and rules that were looked at before they took effect."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import word
from tracker.registers.declaring import Register, RegisterRow, dated, field, linked
from tracker.registers.figures import Part, RowFigure, RowUnit, Section
from tracker.registers.linking import CASE_HINT, CASES


class Reviewed(Word):
    CONTRACT = "contract", "重大合同", "Major contract"
    DECISION = "decision", "重大决策", "Major decision"
    RULE = "rule", "规范性文件", "Normative document"
    PENALTY = "penalty", "重大行政处罚", "Major penalty"


class Opinion(Word):
    LAWFUL = "lawful", "合法", "Lawful"
    TO_BE_MENDED = "to_be_mended", "修改后合法", "Lawful once mended"
    UNLAWFUL = "unlawful", "不合法", "Unlawful"


class LegalityReview(RegisterRow, Base):
    __tablename__ = "legality_reviews"
    reviewed_on: Mapped[date] = dated("审查日期", "Reviewed on")
    subject: Mapped[str] = field("审查事项", "Subject", String(200))
    kind: Mapped[Reviewed] = field("审查类别", "Kind", word(Reviewed, "kind"))
    contract: Mapped[str | None] = field("合同名称", "Contract", String(200), listed=False)
    case_id: Mapped[int | None] = linked("关联案件", "Linked case", CASES, hint=CASE_HINT)
    asked_by: Mapped[str | None] = field("送审单位", "Asked by", String(100))
    opinion: Mapped[Opinion | None] = field("审查意见", "Opinion", word(Opinion, "opinion"))

    __table_args__ = RegisterRow.rules()


REGISTER = Register(
    kind="reviews",
    place=50,
    term="合法性审查",
    label="Legality reviews",
    model=LegalityReview,
    title="subject",
    figures=(
        RowFigure(
            key="legality_reviews",
            section=Section.REVIEW,
            term="合法合规审查",
            label="Legality reviews",
            text=N_("Reviews made in the period."),
            unit=RowUnit.PIECES,
            part=Part(),
        ),
    ),
)
