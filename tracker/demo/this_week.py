"""What lies on the mediator's desk this week: appointments, a case offered, cases shared."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.demo.life import Office
from tracker.demo.office import DESK, ROSTER, SPRING, TOWN
from tracker.demo.records import HOURS, ROOMS
from tracker.domain.drafts import AppointmentDraft, TransferDraft
from tracker.domain.record_words import Purpose
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import appointments, case_helpers, transfers

TO_COME = (0, 0, 1, 2, 3, 5)
"""Days from today on which open cases of the desk have their next appointments."""

NEARER = "当事人双方均为本镇居民，由镇调委会就近调解更为方便"


def fill_the_desk(session: Session, office: Office, today: date) -> None:
    """Made through the services, as everything in the sample."""
    desk, town = office.actors[DESK], office.organisations[TOWN]
    own = _open(session, Case.mediator_id == office.mediators[DESK], today)
    for turn, (days, case) in enumerate(zip(TO_COME, own, strict=False)):
        draft = AppointmentDraft(
            today + timedelta(days=days),
            HOURS[turn % len(HOURS)],
            ROOMS[turn % len(ROOMS)],
            Purpose.MEDIATION,
            case.mediator_id,
        )
        appointments.plan_appointment(session, desk, case, draft, case.version)
    for case in own[-1:]:
        case_helpers.add(session, desk, case, office.organisations[SPRING], case.version)
    elsewhere = _open(session, Case.organisation_id != town, today)
    for case in elsewhere[:1]:
        wanted = TransferDraft(office.center.id, town, NEARER)
        transfers.ask(session, _somebody_of(office, case), case, wanted, case.version)
    for case in elsewhere[1:2]:
        case_helpers.add(session, _somebody_of(office, case), case, town, case.version)


def _somebody_of(office: Office, case: Case) -> Actor:
    """A mediator of the case's organisation."""
    key = next(key for key, one in office.organisations.items() if one == case.organisation_id)
    return next(office.actors[one.name] for one in ROSTER if one.organisation == key)


def _open(session: Session, condition: ColumnElement[bool], today: date) -> list[Case]:
    """Open cases that are not late, the most pressing first."""
    session.flush()
    statement = select(Case).where(
        condition, Case.accepted_on.is_not(None), Case.closed_on.is_(None), Case.due_on >= today
    )
    return list(session.scalars(statement.order_by(Case.due_on, Case.id)))
