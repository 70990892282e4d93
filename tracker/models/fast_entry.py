"""What makes entry fast: drafts that save themselves, and templates of common disputes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import Difficulty, Source
from tracker.extensions import Base
from tracker.models.dispute_types import DisputeType
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.types import LongText, Moment, ShortText, word


class FormDraft(OfCenter, Base):
    """What somebody typed and has not sent; ``form`` names the page, ``fields`` what it holds."""

    shared = False
    __tablename__ = "form_drafts"
    account_id: Mapped[int] = mapped_column(BigInteger)
    form: Mapped[str] = mapped_column(String(100))
    fields: Mapped[list[Any]] = mapped_column(JSON, default=list)
    saved_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "account_id", "form"),
        reference("account_id", "accounts"),
        CheckConstraint("form <> ''", name="of_a_form"),
    )


class CaseTemplate(OfCenter, Base):
    """A common dispute 常见纠纷模板, from which a new case begins."""

    __tablename__ = "case_templates"
    name: Mapped[str] = mapped_column(ShortText)
    dispute_type_id: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[Source | None] = mapped_column(word(Source, "source"))
    difficulty: Mapped[Difficulty | None] = mapped_column(word(Difficulty, "difficulty"))
    summary: Mapped[str] = mapped_column(LongText, default="")
    claims: Mapped[str] = mapped_column(LongText, default="")
    active: Mapped[bool] = mapped_column(default=True)

    dispute_type: Mapped[DisputeType | None] = belongs_to(
        "CaseTemplate", "DisputeType", "dispute_type_id"
    )
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "name"),
        reference("dispute_type_id", "dispute_types"),
        CheckConstraint("name <> ''", name="named"),
    )
