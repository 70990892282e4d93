"""Words of published reports to which a person at the center has given a meaning."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.phrases import LONGEST_UNIT, LONGEST_WORDS, Wording
from tracker.extensions import Base
from tracker.models.keys import OfCenter
from tracker.models.types import Moment, ShortText


class Phrase(OfCenter, Base):
    """The columns up to ``read_as`` are a ``Wording``; without a figure it is none of ours."""

    __tablename__ = "phrases"
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    unit: Mapped[str] = mapped_column(String(LONGEST_UNIT))
    part: Mapped[bool]
    read_as: Mapped[str] = mapped_column(String(64), default="")
    figure: Mapped[str | None] = mapped_column(String(64))
    chosen_by: Mapped[str] = mapped_column(ShortText)
    chosen_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "words", "unit", "part", "read_as"),
        CheckConstraint("words <> ''", name="has_words"),
        CheckConstraint("figure IS NULL OR figure <> ''", name="names_a_figure_or_none"),
        CheckConstraint("figure IS NULL OR figure <> read_as", name="corrects_the_reading"),
    )

    @property
    def wording(self) -> Wording:
        return Wording(self.words, self.unit, self.part, self.read_as)
