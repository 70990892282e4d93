"""Years whose figures are frozen 冻结: what they were, and of which cases in which version.

Nothing here changes afterwards but that a frozen year may be withdrawn; the ledger itself goes on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.extensions import Base
from tracker.models.keys import OfCenter, reference
from tracker.models.types import Moment, ShortText

STANDING = "unfrozen_at IS NULL"
"""Written out, so that SQLite sees the very condition of its index."""
Fingerprint = String(64)


class FrozenYear(OfCenter, Base):
    """``content`` is the canonical form, ``sha256`` its fingerprint, ``definitions`` that of what
    the figures count; ``names`` say how rows were called. ``annual_text`` are the paragraphs of the
    annual report as they read then, None where they were not kept.
    """

    __tablename__ = "frozen_years"
    year: Mapped[int]
    number: Mapped[int]
    note: Mapped[str] = mapped_column(String(500))
    frozen_at: Mapped[datetime] = mapped_column(Moment)
    frozen_by: Mapped[str] = mapped_column(ShortText)
    definitions: Mapped[str] = mapped_column(Fingerprint)
    content: Mapped[str] = mapped_column(Text)
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(Fingerprint)
    annual_text: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    unfrozen_at: Mapped[datetime | None] = mapped_column(Moment)
    unfrozen_by: Mapped[str | None] = mapped_column(ShortText)
    unfrozen_reason: Mapped[str | None] = mapped_column(String(500))

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "year", "number"),
        Index(
            "ix_frozen_years_standing",
            "center_id",
            "year",
            unique=True,
            sqlite_where=sql(STANDING),
            postgresql_where=sql(STANDING),
        ),
        CheckConstraint(f"year BETWEEN {MIN_YEAR} AND {MAX_YEAR}", name="year_in_range"),
        CheckConstraint("number >= 1", name="counted_from_one"),
        CheckConstraint("note <> ''", name="has_a_note"),
        CheckConstraint("length(sha256) = 64 AND length(definitions) = 64", name="fingerprinted"),
        CheckConstraint(
            "(unfrozen_at IS NULL) = (unfrozen_by IS NULL)"
            " AND (unfrozen_at IS NULL) = (unfrozen_reason IS NULL)"
            " AND (unfrozen_reason IS NULL OR unfrozen_reason <> '')",
            name="unfrozen_by_somebody_for_a_reason",
        ),
    )


class FrozenEntry(OfCenter, Base):
    """An entry of a register as the frozen year counts it; ``name`` is what it was called.

    No foreign key leads to it, for the same reasons as to a case.
    """

    __tablename__ = "frozen_entries"
    frozen_year_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(32))
    entry_center_id: Mapped[int]
    entry_id: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    parts: Mapped[int] = mapped_column(BigInteger)
    sums: Mapped[str] = mapped_column(String(200))
    places: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(500))

    __table_args__ = OfCenter.rules(
        reference("frozen_year_id", "frozen_years"),
        UniqueConstraint(
            "center_id",
            "frozen_year_id",
            "kind",
            "entry_center_id",
            "entry_id",
            name="uq_frozen_entries_once_in_a_year",
        ),
        CheckConstraint("version >= 1", name="version_counts_from_one"),
    )


class FrozenCase(OfCenter, Base):
    """A case as the frozen year counts it; see ``domain.frozen.CountedCase``.

    ``case_center_id`` and ``case_id`` are no foreign key: the case may lie in a center below, and
    an import that is taken back deletes its cases.
    """

    __tablename__ = "frozen_cases"
    frozen_year_id: Mapped[int] = mapped_column(BigInteger)
    case_center_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    parts: Mapped[int] = mapped_column(BigInteger)
    sums: Mapped[str] = mapped_column(String(200))
    places: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = OfCenter.rules(
        reference("frozen_year_id", "frozen_years"),
        UniqueConstraint("center_id", "frozen_year_id", "case_center_id", "case_id"),
        CheckConstraint("version >= 1", name="version_counts_from_one"),
    )
