"""Sessions, inquiries and appointments of a case."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from tracker import clock
from tracker.domain.problems import N_
from tracker.domain.sessions import state_of
from tracker.domain.vocabulary import Status
from tracker.forms.case_steps import ReasonForm
from tracker.forms.sessions import (
    AppointmentForm,
    KeptForm,
    NewSessionForm,
    SessionForm,
    begun_appointment,
    begun_session,
    standing_appointment,
    standing_session,
)
from tracker.models import Case
from tracker.services import appointments, sessions
from tracker.views.case_steps.step import Rows, Step

SECTION = "sessions"
LIVING = (Status.REGISTERED, Status.OPEN, Status.CLOSED)
HELD = Rows("sessions", lambda case: case.sessions)
PLANNED = Rows("appointments", lambda case: case.appointments)


def _stands(case: Case, row: Any) -> bool:
    return row is None or state_of(row, case.status, case.archived_on, clock.today()).stands


RECORD = Step(
    name="record_session",
    label=N_("Record a session"),
    hint=N_(
        "A mediation session between acceptance and closing, or an inquiry from registration on;"
        " a record may be written up later."
    ),
    done=N_("The record is in the file."),
    form=NewSessionForm,
    take=lambda work: sessions.record_session(
        work.session,
        work.actor,
        work.case,
        work.form.draft(),
        work.version,
        work.form.following(),
    ),
    statuses=LIVING,
    section=SECTION,
    by_helpers=True,
    adds=True,
    begins=lambda case, _row: begun_session(case, current_user.mediator_id),
    template="cases/session.html",
)
EDIT = Step(
    name="edit_session",
    label=N_("Correct the record"),
    hint=N_("The history keeps what stood before."),
    done=N_("The correction is saved."),
    form=SessionForm,
    take=lambda work: sessions.edit_session(
        work.session, work.actor, work.case, work.row, work.form.draft(), work.version
    ),
    statuses=LIVING,
    rows=HELD,
    by_helpers=True,
    begins=lambda _case, row: standing_session(row),
    template="cases/session.html",
)
REMOVE = Step(
    name="remove_session",
    label=N_("Remove the record"),
    hint=N_("For a record written in error; the history keeps it with the reason."),
    done=N_("The record is removed."),
    form=ReasonForm,
    take=lambda work: sessions.remove_session(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=LIVING,
    rows=HELD,
)
PLAN = Step(
    name="plan_appointment",
    label=N_("Plan an appointment"),
    hint=N_("It stands on the mediator's desk and in the mediator's calendar."),
    done=N_("The appointment is planned."),
    form=AppointmentForm,
    take=lambda work: appointments.plan_appointment(
        work.session, work.actor, work.case, work.form.draft(), work.version
    ),
    statuses=LIVING,
    section=SECTION,
    by_helpers=True,
    adds=True,
    begins=lambda case, _row: begun_appointment(case, current_user.mediator_id),
    template="cases/appointment.html",
)
CHANGE = Step(
    name="change_appointment",
    label=N_("Move the appointment"),
    hint=N_("Another day, time or place; a new day lies ahead."),
    done=N_("The appointment is changed."),
    form=AppointmentForm,
    take=lambda work: appointments.change_appointment(
        work.session, work.actor, work.case, work.row, work.form.draft(), work.version
    ),
    statuses=LIVING,
    when=_stands,
    rows=PLANNED,
    by_helpers=True,
    begins=lambda _case, row: standing_appointment(row),
    template="cases/appointment.html",
)
KEEP = Step(
    name="keep_appointment",
    label=N_("Note as kept"),
    hint=N_("For what took place without a record; the record of a session notes it by itself."),
    done=N_("The appointment is noted as kept."),
    form=KeptForm,
    take=lambda work: appointments.keep_appointment(
        work.session, work.actor, work.case, work.row, work.form.kept_on.data, work.version
    ),
    statuses=LIVING,
    when=_stands,
    rows=PLANNED,
    by_helpers=True,
    begins=lambda _case, row: {"kept_on": min(row.planned_on, clock.today())},
)
CANCEL = Step(
    name="cancel_appointment",
    label=N_("Cancel the appointment"),
    hint=N_("It stays in the file with the reason."),
    done=N_("The appointment is cancelled."),
    form=ReasonForm,
    take=lambda work: appointments.cancel_appointment(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=LIVING,
    when=_stands,
    rows=PLANNED,
    by_helpers=True,
)
STEPS = (RECORD, EDIT, REMOVE, PLAN, CHANGE, KEEP, CANCEL)
