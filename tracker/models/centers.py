"""Centers 社会治理中心: the tenants, in a tree of township, county, city, province."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.time_limits import TimeLimits
from tracker.domain.vocabulary import MEDIATION_DAYS, WARNING_DAYS
from tracker.extensions import Base
from tracker.models.types import ShortText

_DAYS, _WARNING = str(MEDIATION_DAYS), str(WARNING_DAYS)


class Center(Base):
    """``short_name`` stands in case numbers, such as 柳 in （2024）柳人调字第0001号.

    ``mediation_days`` and ``court_mediation_days`` are calendar days from acceptance,
    ``warning_days`` working days before a case is due.
    """

    __tablename__ = "centers"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(ShortText)
    short_name: Mapped[str] = mapped_column(String(16))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("centers.id"), index=True)
    is_sample: Mapped[bool] = mapped_column(default=False)
    mediation_days: Mapped[int] = mapped_column(default=MEDIATION_DAYS, server_default=_DAYS)
    court_mediation_days: Mapped[int] = mapped_column(default=MEDIATION_DAYS, server_default=_DAYS)
    warning_days: Mapped[int] = mapped_column(default=WARNING_DAYS, server_default=_WARNING)

    @property
    def time_limits(self) -> TimeLimits:
        return TimeLimits(self.mediation_days, self.court_mediation_days)

    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("code <> '' AND name <> '' AND short_name <> ''", name="named"),
        CheckConstraint(
            "mediation_days BETWEEN 1 AND 366 AND court_mediation_days BETWEEN 1 AND 366",
            name="time_limits_in_range",
        ),
        CheckConstraint("warning_days BETWEEN 0 AND 30", name="warning_in_range"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
    )
