"""Sessions, inquiries and appointments as a case's page shows them to this reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from tracker import clock
from tracker.domain.masking import mask_people
from tracker.domain.record_words import AppointmentState
from tracker.domain.sessions import state_of
from tracker.models import Appointment, MediationSession, Mediator
from tracker.views.case_sheet import Sheet


@dataclass(frozen=True)
class SessionLine:
    """A record; its texts are masked where the sheet is."""

    row: MediationSession
    mediators: str
    place: str
    attended: str
    record: str


@dataclass(frozen=True)
class AppointmentLine:
    row: Appointment
    mediator: str
    state: AppointmentState
    place: str
    note: str
    cancelled_reason: str


@dataclass(frozen=True)
class Meetings:
    sessions: Sequence[SessionLine]
    appointments: Sequence[AppointmentLine]

    @property
    def following(self) -> AppointmentLine | None:
        """The next appointment that somebody has to come to."""
        ahead = (one for one in self.appointments if one.state is AppointmentState.PLANNED)
        return min(ahead, key=lambda one: moment_of(one.row), default=None)


def meetings_of(sheet: Sheet) -> Meetings:
    """Records in the order of their days, appointments too."""
    return Meetings(
        [_session(sheet, one) for one in sheet.case.sessions],
        [_appointment(sheet, one) for one in sorted(sheet.case.appointments, key=moment_of)],
    )


def moment_of(appointment: Appointment) -> tuple[date, time, int]:
    """What appointments are ordered by; the whole day comes before its hours."""
    return appointment.planned_on, appointment.planned_at or time.min, appointment.id


def _session(sheet: Sheet, row: MediationSession) -> SessionLine:
    people = [_mediator(row), *(one.mediator for one in row.co_mediators)]
    attended = sheet.text(row.attended)
    return SessionLine(
        row=row,
        mediators="、".join(one.name for one in people if one is not None),
        place=sheet.text(row.place),
        attended=mask_people(attended) if sheet.masked else attended,
        record=sheet.text(row.record),
    )


def _mediator(row: MediationSession | Appointment) -> Mediator | None:
    """SQLAlchemy would ask the database even for nobody."""
    return row.mediator if row.mediator_id is not None else None


def _appointment(sheet: Sheet, row: Appointment) -> AppointmentLine:
    mediator = _mediator(row)
    return AppointmentLine(
        row=row,
        mediator=mediator.name if mediator else "",
        state=state_of(row, sheet.case.status, sheet.case.archived_on, clock.today()),
        place=sheet.text(row.place),
        note=sheet.text(row.note),
        cancelled_reason=sheet.text(row.cancelled_reason or ""),
    )
