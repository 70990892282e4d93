"""The words of reports that a center has given a meaning, read."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.phrases import Chosen, Wording
from tracker.models import Phrase


def phrases_of(session: Session, center_id: int) -> Sequence[Phrase]:
    """The newest choice first."""
    statement = select(Phrase).where(Phrase.center_id == center_id)
    return session.scalars(statement.order_by(Phrase.chosen_at.desc(), Phrase.id.desc())).all()


def meanings_of(session: Session, center_id: int) -> dict[Wording, Chosen]:
    """What a reader of reports asks."""
    return {
        one.wording: Chosen(one.figure, one.chosen_by, one.chosen_at)
        for one in phrases_of(session, center_id)
    }
