"""Targets of a year 目标: what an organisation, or the whole center, is to reach."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.targets import MOST_STEPS
from tracker.extensions import Base
from tracker.models.keys import OfCenter, reference


def _once(name: str, *columns: str, only: str) -> Index:
    """A figure has one target a year; NULLs are never alike, hence an index for each case."""
    return Index(
        f"ix_targets_once_{name}",
        *("center_id", *columns, "year", "figure"),
        unique=True,
        sqlite_where=text(only),
        postgresql_where=text(only),
    )


class Target(OfCenter, Base):
    """``value`` in whole steps of the figure's scale; without an organisation the center's."""

    __tablename__ = "targets"
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    year: Mapped[int]
    figure: Mapped[str] = mapped_column(String(64))
    value: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__: Any = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own protocol
    __table_args__ = OfCenter.rules(
        reference("organisation_id", "organisations"),
        _once("an_organisation", "organisation_id", only="organisation_id IS NOT NULL"),
        _once("a_center", only="organisation_id IS NULL"),
        CheckConstraint(f"year BETWEEN {MIN_YEAR} AND {MAX_YEAR}", name="year_in_range"),
        CheckConstraint("figure <> ''", name="names_a_figure"),
        CheckConstraint(f"value BETWEEN 0 AND {MOST_STEPS}", name="value_in_range"),
    )
