"""What the words of reports mean at a center: chosen, chosen anew, and taken back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.phrases import Wording
from tracker.domain.problems import N_, Problem, Refused
from tracker.models import Phrase
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit
from tracker.services.checks import refuse_if, too_long

GONE = N_("Somebody has taken this choice back meanwhile.")


def choose(session: Session, actor: Actor, wording: Wording, figure: str | None) -> Phrase | None:
    """From now on the words state that figure; None: no figure of the office's.

    What the words are read as anyway needs no choice: then one that stands is taken back, and None
    returned. Raises Refused for words that are blank or too long.
    """
    demand(actor, Permission.CHOOSE_MEANINGS)
    hold_clock(session, actor.center_id)
    if not wording.words:
        raise Refused(Problem("", N_("Nothing stands before this figure that it is known by.")))
    refuse_if(too_long(Phrase, wording._asdict()))
    row = session.scalar(
        select(Phrase).where(Phrase.center_id == actor.center_id).filter_by(**wording._asdict())
    )
    if figure is not None and figure == wording.read_as:
        if row is not None:
            _take_back(session, actor, row)
        return None
    before = row.figure if row is not None else None
    if row is None:
        row = Phrase(center_id=actor.center_id, **wording._asdict())
        session.add(row)
    elif before == figure:
        return row
    row.figure, row.chosen_by, row.chosen_at = figure, actor.name, clock.now()
    action = "phrase.choose" if figure else "phrase.reject"
    audit.record(session, actor, action, row, changes=_told(wording, [before, figure]))
    return row


def forget(session: Session, actor: Actor, phrase_id: int) -> None:
    """The words are read without help again. Raises Refused where nothing stands any more."""
    demand(actor, Permission.CHOOSE_MEANINGS)
    hold_clock(session, actor.center_id)
    row = session.get(Phrase, (actor.center_id, phrase_id), populate_existing=True)
    if row is None:
        raise Refused(Problem("", GONE))
    _take_back(session, actor, row)


def _take_back(session: Session, actor: Actor, row: Phrase) -> None:
    changes = _told(row.wording, [row.figure, None])
    audit.record(session, actor, "phrase.forget", row, changes=changes)
    session.delete(row)


def _told(wording: Wording, figure: list[str | None]) -> dict[str, object]:
    return {**wording._asdict(), "figure": figure}
