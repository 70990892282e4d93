"""What somebody typed and has not sent, kept for that account alone until it is sent.

A draft is no fact of the ledger: it leaves no line in the trail (which would repeat personal data
that was perhaps never meant to stay), and it goes after thirty days, or when fifty newer ones came.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.models import FormDraft
from tracker.permissions import Actor, Permission, demand

KEPT_DAYS = 30
MOST_DRAFTS = 50
"""Of one account; nobody has as many forms open, and a disk is not filled with them."""
MOST_FIELDS = 2000
MOST_CHARACTERS = 60_000
"""Of all fields of a draft: the longest case has some 15,000."""

Fields = Sequence[tuple[str, str]]


def keep(session: Session, actor: Actor, form: str, fields: Fields) -> FormDraft:
    """The form as it stands now, in place of what was kept of it before.

    ``form`` names the page and one opening of it: two tabs never write over each other.
    """
    demand(actor, Permission.WRITE_CASES)
    size = sum(len(name) + len(value) for name, value in fields)
    if size > MOST_CHARACTERS or len(fields) > MOST_FIELDS:
        raise Refused(Problem("", N_("This form is too long to be kept as a draft.")))
    draft = session.scalar(select(FormDraft).where(_own(actor), FormDraft.form == form))
    if draft is None:
        purge(session, actor)
        _make_room(session, actor)
        draft = FormDraft(center_id=actor.center_id, account_id=actor.account_id, form=form)
        session.add(draft)
    draft.fields = [list(pair) for pair in fields]
    draft.saved_at = clock.now()
    return draft


def discard(session: Session, actor: Actor, form: str) -> None:
    """The form was sent, or its draft is not wanted."""
    session.execute(delete(FormDraft).where(_own(actor), FormDraft.form == form))


def purge(session: Session, actor: Actor) -> None:
    """The center's drafts that nobody has touched for thirty days."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    session.execute(
        delete(FormDraft).where(FormDraft.center_id == actor.center_id, FormDraft.saved_at < before)
    )


def _make_room(session: Session, actor: Actor) -> None:
    """The oldest drafts of the account go, so that there is room for one more."""
    newest_first = select(FormDraft.id).where(_own(actor)).order_by(FormDraft.saved_at.desc())
    surplus = session.scalars(newest_first.offset(MOST_DRAFTS - 1)).all()
    if surplus:
        session.execute(delete(FormDraft).where(_own(actor), FormDraft.id.in_(surplus)))


def _own(actor: Actor) -> ColumnElement[bool]:
    return and_(FormDraft.center_id == actor.center_id, FormDraft.account_id == actor.account_id)
