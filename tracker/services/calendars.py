"""The address of a mediator's calendar: it opens without signing in, so it can be replaced."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.models import Account, Mediator
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit


def replace_address(session: Session, actor: Actor) -> Mediator:
    """The actor's own calendar moves to a new address; the one given away so far ends."""
    demand(actor, Permission.WRITE_CASES)
    account = session.get(Account, (actor.center_id, actor.account_id))
    if account is None or account.mediator is None:
        raise Refused(Problem("", N_("Only an account that belongs to a mediator has a calendar.")))
    mediator = account.mediator
    mediator.calendar_epoch += 1
    audit.record(session, actor, "mediator.calendar", mediator, changes=audit.changes_of(mediator))
    return mediator
