"""What stands in a mediator's calendar, as little of it as an ordinary calendar needs to know.

A calendar leaves the office: people's names are masked for everybody, also for their mediator.
A constant number of statements, whatever the calendar holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from tracker.domain.masking import mask_name, mask_text
from tracker.domain.record_words import AppointmentState, Purpose
from tracker.domain.rules import status_of
from tracker.domain.sessions import state_of
from tracker.domain.vocabulary import PartyKind, Status
from tracker.models import Account, Appointment, Case, CaseOrganisation, Mediator
from tracker.queries.case_filter import STATES
from tracker.queries.cases import PartyName, both_sides, helped_where, names_of_parties
from tracker.queries.people_named import NOBODY, people_of
from tracker.queries.reminders.appointments import of_case

PAST_DAYS = 90
"""Appointments of earlier days than these stand in no calendar any more."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An appointment, or with ``purpose`` None the day on which a case is due.

    ``key`` tells it from all others of the ledger for good; ``changed_at`` is the latest change of
    its case.
    """

    key: str
    day: date
    at: time | None = None
    purpose: Purpose | None = None
    cancelled: bool = False
    number: str | None
    parties: str = ""
    place: str = ""
    changed_at: datetime


def owner_of(session: Session, center_id: int, mediator_id: int, epoch: int) -> Mediator | None:
    """Whose calendar it is: a mediator in use, with an account in use, at that address still."""
    has_account = exists().where(_account_of(Mediator.center_id, Mediator.id))
    return session.scalar(
        select(Mediator).where(
            Mediator.center_id == center_id,
            Mediator.id == mediator_id,
            Mediator.calendar_epoch == epoch,
            Mediator.active,
            has_account,
        )
    )


def entries_of(session: Session, mediator: Mediator, today: date) -> list[Entry]:
    """By day; appointments of the last months and all to come, and when open cases are due."""
    found = [*_appointments(session, mediator, today), *_due_dates(session, mediator)]
    parties = names_of_parties(session, {key for key, _entry in found})
    people = people_of(session, {key for key, entry in found if entry.place})
    return sorted(
        (_masked(entry, parties[key], people.get(key, NOBODY).persons) for key, entry in found),
        key=lambda entry: (entry.day, entry.at or time.min, entry.key),
    )


def _account_of(center_id: Any, mediator_id: Any) -> ColumnElement[bool]:
    """The condition that an account is the mediator's and in use."""
    return and_(Account.center_id == center_id, Account.mediator_id == mediator_id, Account.active)


Found = Sequence[tuple[tuple[int, int], Entry]]
"""Each with the (center, id) of its case."""


def _appointments(session: Session, mediator: Mediator, today: date) -> Found:
    mine = or_(
        Appointment.mediator_id == mediator.id,
        and_(Appointment.mediator_id.is_(None), Case.mediator_id == mediator.id),
    )
    columns: tuple[Any, ...] = (
        Appointment.center_id,
        Appointment.id,
        Appointment.case_id,
        Appointment.planned_on,
        Appointment.planned_at,
        Appointment.purpose,
        Appointment.place,
        Appointment.kept_on,
        Appointment.cancelled_reason,
        Case.number,
        Case.declined_reason,
        Case.accepted_on,
        Case.closed_on,
        Case.archived_on,
        Case.merged_into_id,
        Case.updated_at,
    )
    rows = session.execute(
        select(*columns)
        .join_from(Appointment, Case, of_case())
        .where(
            Appointment.center_id == mediator.center_id,
            Appointment.planned_on >= today - timedelta(days=PAST_DAYS),
            mine,
            _open_to(mediator),
        )
    )
    gone = (AppointmentState.CANCELLED, AppointmentState.LAPSED)
    return [
        (
            (row.center_id, row.case_id),
            Entry(
                key=f"appointment-{row.center_id}-{row.id}",
                day=row.planned_on,
                at=row.planned_at,
                purpose=row.purpose,
                cancelled=state_of(row, status_of(row), row.archived_on, today) in gone,
                number=row.number,
                place=row.place,
                changed_at=row.updated_at,
            ),
        )
        for row in rows
    ]


def _open_to(mediator: Mediator) -> ColumnElement[bool]:
    """The case is one of the organisation of the mediator's account, or that helps in it, as on the
    desk. What the roster says may be another one, or none.
    """
    own = select(Account.organisation_id).where(_account_of(mediator.center_id, mediator.id))
    helping = CaseOrganisation.organisation_id.in_(own)
    return or_(Case.organisation_id.in_(own), helped_where(helping))


def _due_dates(session: Session, mediator: Mediator) -> Found:
    rows = session.execute(
        select(Case.center_id, Case.id, Case.number, Case.due_on, Case.updated_at).where(
            Case.center_id == mediator.center_id,
            Case.mediator_id == mediator.id,
            _open_to(mediator),
            Case.merged_into_id.is_(None),
            STATES[Status.OPEN],
        )
    )
    return [
        (
            (row.center_id, row.id),
            Entry(
                key=f"due-{row.center_id}-{row.id}",
                day=row.due_on,
                number=row.number,
                changed_at=row.updated_at,
            ),
        )
        for row in rows
    ]


def _masked(entry: Entry, parties: Iterable[PartyName], people: Iterable[str]) -> Entry:
    masked = (
        replace(one, name=mask_name(one.name)) if one.kind is PartyKind.PERSON else one
        for one in parties
    )
    return replace(entry, parties=both_sides(masked), place=mask_text(entry.place, people))
