"""The annual report's text as it was written, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.models import AnnualRevision


def in_force(session: Session, center_id: int, year: int) -> Mapping[str, AnnualRevision]:
    """The newest revision of each paragraph that was ever written."""
    newest = _of_year(center_id, year).order_by(AnnualRevision.number)
    return {one.paragraph: one for one in session.scalars(newest)}


def revisions_of(
    session: Session, center_id: int, year: int, paragraph: str
) -> Sequence[AnnualRevision]:
    """The newest first."""
    its = _of_year(center_id, year).where(AnnualRevision.paragraph == paragraph)
    return session.scalars(its.order_by(AnnualRevision.number.desc())).all()


def last_of(session: Session, center_id: int, year: int, paragraph: str) -> AnnualRevision | None:
    """The one in force."""
    its = _of_year(center_id, year).where(AnnualRevision.paragraph == paragraph)
    return session.scalar(its.order_by(AnnualRevision.number.desc()).limit(1))


def _of_year(center_id: int, year: int) -> Select[AnnualRevision]:
    return select(AnnualRevision).where(
        AnnualRevision.center_id == center_id, AnnualRevision.year == year
    )
