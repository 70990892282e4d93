"""Import batches: each import can be looked at and undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Base
from tracker.models.keys import OfCenter
from tracker.models.types import Moment, ShortText


class ImportBatch(OfCenter, Base):
    """``problems`` and ``created`` are what the import said, kept for a later look.

    Beside the names by list, ``created`` has the case ``numbers`` that the import gave, and
    ``held``: each year's highest number among the rows that were left to be mended. Of a register's
    entries, whose ids are one run, ``entries`` has the first and the last id.
    """

    __tablename__ = "import_batches"
    kind: Mapped[str] = mapped_column(String(32))
    filename: Mapped[str] = mapped_column(String(255))
    imported_at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str] = mapped_column(ShortText)
    read: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    created: Mapped[dict[str, list[Any]]] = mapped_column(JSON, default=dict)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = OfCenter.rules(
        CheckConstraint(
            "read >= 0 AND accepted >= 0 AND rejected >= 0 AND duplicates >= 0",
            name="counts_not_negative",
        ),
    )
