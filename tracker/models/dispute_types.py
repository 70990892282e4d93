"""Dispute types 纠纷类型: a table, because the ministry's list changes over the years."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.types import ShortText


class DisputeType(OfCenter, Base):
    """Two levels; reports roll children up to their parents. ``code`` is alike in all centers."""

    __tablename__ = "dispute_types"
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(ShortText)
    position: Mapped[int] = mapped_column(default=0)
    parent_id: Mapped[int | None] = mapped_column(BigInteger)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    parent: Mapped[DisputeType | None] = belongs_to("DisputeType", "DisputeType", "parent_id")
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "code"),
        UniqueConstraint("center_id", "name"),
        reference("parent_id", "dispute_types"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name="valid_from_before_valid_to",
        ),
    )

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
