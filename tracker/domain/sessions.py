"""What can be recorded of sessions 调解记录 and inquiries 调查记录, and what can be planned.

Pure: the pages, the services, the desk, the calendar and the API all ask here. Sources: a session
is part of the mediation, so it lies between acceptance and closing (人民调解法 ch. 4); an inquiry
may precede acceptance. That an appointment lapses with its case is the office's own rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from tracker.domain.drafts import AppointmentDraft, SessionDraft
from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import AppointmentState, Purpose, SessionKind, SessionResult
from tracker.domain.rules import after_today
from tracker.domain.vocabulary import Status

FITTING = {
    SessionKind.MEDIATION: (Purpose.MEDIATION, Purpose.SIGNING),
    SessionKind.INQUIRY: (Purpose.INQUIRY,),
}
"""For which purposes an appointment is kept when such a record of its day is written."""

_ENDED = (Status.DECLINED, Status.MERGED)


class DatedCase(Protocol):
    """What of a case decides; ``Case`` is such facts."""

    @property
    def registered_on(self) -> date: ...
    @property
    def accepted_on(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def status(self) -> Status: ...


class SessionFacts(Protocol):
    @property
    def kind(self) -> SessionKind: ...
    @property
    def held_on(self) -> date: ...


class AppointmentFacts(Protocol):
    @property
    def planned_on(self) -> date: ...
    @property
    def purpose(self) -> Purpose: ...
    @property
    def kept_on(self) -> date | None: ...
    @property
    def cancelled_reason(self) -> str | None: ...


def problems_of_session(case: DatedCase, draft: SessionDraft, today: date) -> Iterator[Problem]:
    """Also for a record that is written up, or corrected, after the case was closed."""
    if case.status in _ENDED:
        yield Problem("", N_("Nothing is mediated any more in this case."))
        return
    if not draft.record.strip():
        yield Problem("record", N_("Please write down what was said."))
    if draft.held_on > today:
        yield after_today("held_on", today)
    if draft.kind is SessionKind.MEDIATION:
        yield from _within_mediation(case, draft.held_on)
    else:
        yield from _since_registration(case, draft)
    if case.closed_on and draft.held_on > case.closed_on:
        yield Problem(
            "held_on",
            N_("The case was closed on %(date)s; what is recorded was held before."),
            {"date": case.closed_on},
        )


def _within_mediation(case: DatedCase, held_on: date) -> Iterator[Problem]:
    if case.accepted_on is None:
        yield Problem("kind", N_("A case is accepted before it is mediated; record an inquiry."))
    elif held_on < case.accepted_on:
        yield Problem(
            "held_on",
            N_("A mediation session is held after the acceptance (%(date)s)."),
            {"date": case.accepted_on},
        )


def _since_registration(case: DatedCase, draft: SessionDraft) -> Iterator[Problem]:
    if draft.held_on < case.registered_on:
        yield Problem(
            "held_on",
            N_("An inquiry is made after the registration (%(date)s)."),
            {"date": case.registered_on},
        )
    if draft.result not in (None, SessionResult.ABSENT):
        yield Problem("result", N_("An inquiry finds out facts; nothing is agreed in it."))


def problems_of_registration(
    sessions: Iterable[SessionFacts],
    appointments: Iterable[AppointmentFacts],
    registered_on: date,
) -> Iterator[Problem]:
    """A case is registered before anything takes place in it."""
    held = [one.held_on for one in sessions]
    kept = [one.kept_on for one in appointments if one.kept_on]
    first = min([*held, *kept], default=None)
    if first and registered_on > first:
        yield Problem(
            "registered_on",
            N_("What is on record began on %(date)s; the registration comes before it."),
            {"date": first},
        )


def problems_of_closing(sessions: Iterable[SessionFacts], closed_on: date) -> Iterator[Problem]:
    """A case is closed when its last session is over."""
    last = max((one.held_on for one in sessions), default=None)
    if last and closed_on < last:
        yield Problem(
            "closed_on",
            N_("The last session on record was held on %(date)s; closing comes after it."),
            {"date": last},
        )


def problems_of_appointment(
    case: DatedCase, draft: AppointmentDraft, today: date, moved: bool = True
) -> Iterator[Problem]:
    """``moved``: the day is new, so it is not past."""
    if case.status in _ENDED:
        yield Problem("", N_("Nothing is mediated any more in this case."))
        return
    if moved and draft.planned_on < today:
        yield Problem("planned_on", N_("This date is before today (%(today)s)."), {"today": today})
    if case.closed_on and draft.purpose.ends_with_the_case:
        yield Problem(
            "purpose",
            N_("The case is closed: what can be planned is the signing, a return visit or other."),
        )


def problems_of_keeping(kept_on: date, registered_on: date, today: date) -> Iterator[Problem]:
    if kept_on > today:
        yield after_today("kept_on", today)
    if kept_on < registered_on:
        yield Problem(
            "kept_on",
            N_("This date is before the registration date (%(date)s)."),
            {"date": registered_on},
        )


def problems_of_touching(appointment: AppointmentFacts) -> Iterator[Problem]:
    """What is over is neither changed nor kept nor cancelled."""
    if appointment.kept_on:
        yield Problem(
            "", N_("The appointment was kept on %(date)s."), {"date": appointment.kept_on}
        )
    elif appointment.cancelled_reason:
        yield Problem("", N_("The appointment is cancelled already."))


def state_of(
    appointment: AppointmentFacts, status: Status, archived_on: date | None, today: date
) -> AppointmentState:
    """What became of the appointment of a case in that state; reopening brings it back.

    So does taking its file out of the archive: until then nobody is expected any more.
    """
    if appointment.kept_on:
        return AppointmentState.KEPT
    if appointment.cancelled_reason:
        return AppointmentState.CANCELLED
    if status in _ENDED or archived_on is not None:
        return AppointmentState.LAPSED
    if status is Status.CLOSED and appointment.purpose.ends_with_the_case:
        return AppointmentState.LAPSED
    past = appointment.planned_on < today
    return AppointmentState.PAST if past else AppointmentState.PLANNED


def is_kept_by(appointment: AppointmentFacts, draft: SessionDraft) -> bool:
    """Whether the record is of what was planned for that day."""
    return (
        appointment.kept_on is None
        and appointment.cancelled_reason is None
        and appointment.planned_on == draft.held_on
        and appointment.purpose in FITTING[draft.kind]
    )
