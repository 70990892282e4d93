"""What tests of the words of reports are written with."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.phrases import Wording
from tracker.models import Center, Phrase
from tracker.permissions import Actor
from tracker.services import phrases

TIDIED = Wording("妥处矛盾纠纷", "件", part=False, read_as="")


def chosen_phrase(
    session: Session, center: Center, wording: Wording = TIDIED, figure: str | None = "resolved"
) -> Phrase:
    row = phrases.choose(session, Actor.system(center.id), wording, figure)
    assert row is not None
    session.commit()
    return row
