"""A case with a session on record and an appointment ahead, and whose calendar it stands in."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import make_case, named
from tracker import clock
from tracker.domain.drafts import AppointmentDraft, SessionDraft
from tracker.domain.record_words import SessionKind
from tracker.domain.vocabulary import Role
from tracker.models import Account, Case, Center, Mediator
from tracker.permissions import Actor
from tracker.services import audit, sessions
from tracker.views.calendar import key_of

TALK = SessionDraft(
    SessionKind.MEDIATION,
    date(2024, 3, 10),
    "张小三要求赔偿，李四不同意。",
    attended="张小三、李四、王五",
)


def met_case(session: Session, center: Center, **more: Any) -> Case:
    """Of the mediator's organisation, open; the parties come again today."""
    case = make_case(session, center, accepted=date(2024, 3, 6), **more)
    actor, again = Actor.system(center.id), AppointmentDraft(clock.today(), place="李四家")
    sessions.record_session(session, actor, case, TALK, case.version, again)
    session.commit()
    return case


def meeting_rows(session: Session, center: Center) -> dict[str, Any]:
    """The case, its session and its appointment, for addresses."""
    case = met_case(session, center)
    (held,), (appointment,) = case.sessions, case.appointments
    return {"met": case, "session": held, "appointment": appointment}


def link_mediator(session: Session, center: Center) -> Mediator:
    """The mediator's account is that of 吴和平 from now on."""
    account = session.scalars(
        select(Account).where(Account.center_id == center.id, Account.role == Role.MEDIATOR)
    ).one()
    mediator: Mediator = named(session, Mediator, "吴和平", center)
    account.mediator_id = mediator.id
    audit.record(session, Actor.system(center.id), "test.link")
    session.commit()
    return mediator


def calendar_key(session: Session, center: Center) -> str:
    """What stands in the address of 吴和平's calendar."""
    return key_of(link_mediator(session, center))
