"""The office's own templates of the papers 文书; without one, the program's own is used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Base
from tracker.models.keys import OfCenter
from tracker.models.types import Moment, ShortText


class PaperTemplate(OfCenter, Base):
    """``paper`` is the key of the paper whose form this docx replaces."""

    __tablename__ = "paper_templates"
    paper: Mapped[str] = mapped_column(String(40))
    filename: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(ShortText)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "paper"),
        CheckConstraint("paper <> ''", name="of_a_paper"),
    )
