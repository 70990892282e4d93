"""What was written in the annual report: every text that a paragraph ever had.

A revision is never changed nor deleted; the newest of a paragraph is the one in force.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.extensions import Base
from tracker.models.keys import OfCenter
from tracker.models.types import Moment, ShortText

LONGEST = 10_000
"""Characters of a paragraph as it is typed."""
ROOM = 100_000
"""Characters of one as it is kept: the keys of figures are longer than their names."""


class AnnualRevision(OfCenter, Base):
    """``text`` with its fields by keys; ``figures`` what these stated when it was written:
    ``{"centers": […], "values": {key: {"now": parts, "before": parts or null}}}``.
    """

    __tablename__ = "annual_revisions"
    year: Mapped[int]
    paragraph: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    written_by: Mapped[str] = mapped_column(ShortText)
    written_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "year", "paragraph", "number"),
        CheckConstraint(f"year BETWEEN {MIN_YEAR} AND {MAX_YEAR}", name="year_in_range"),
        CheckConstraint("number >= 1", name="counted_from_one"),
        CheckConstraint("paragraph <> ''", name="of_a_paragraph"),
        CheckConstraint("written_by <> ''", name="written_by_somebody"),
        CheckConstraint(f"length(text) <= {ROOM}", name="text_in_range"),
    )
