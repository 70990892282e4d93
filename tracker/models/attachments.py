"""Attachments 附件: evidence and signed scans; their content lies outside, by its hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.record_words import AttachmentKind
from tracker.extensions import Base
from tracker.models.keys import OfCenter, reference
from tracker.models.types import Moment, ShortText, word


class Attachment(OfCenter, Base):
    """``digest`` is the SHA-256 of the content, ``media_type`` what the content is.

    A removed one keeps its row and its reason; its content stays.
    """

    __tablename__ = "attachments"
    case_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[AttachmentKind] = mapped_column(word(AttachmentKind, "kind"))
    name: Mapped[str] = mapped_column(String(255))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(ShortText)
    note: Mapped[str] = mapped_column(String(500), default="")
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(ShortText)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_reason: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = OfCenter.rules(
        reference("case_id", "cases"),
        Index(None, "center_id", "case_id"),
        Index(None, "digest"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("size >= 1", name="has_content"),
        CheckConstraint("length(digest) = 64", name="digest_is_whole"),
        CheckConstraint(
            "(removed_at IS NULL) = (removed_reason IS NULL)", name="removed_with_a_reason"
        ),
    )
