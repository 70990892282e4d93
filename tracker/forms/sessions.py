"""Sessions, inquiries and appointments: what is written up, what is planned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from tracker import clock
from tracker.domain.drafts import AppointmentDraft, SessionDraft
from tracker.domain.record_words import Purpose, SessionKind, SessionResult
from tracker.forms.case_steps import StepForm
from tracker.forms.fields import (
    DateField,
    LongTextField,
    Required,
    RowField,
    RowsField,
    TextField,
    TimeField,
    WordField,
)
from tracker.models import Appointment, Case, MediationSession
from tracker.queries.case_forms import mediators_for

TIME_HINT: Any = _l("Such as 9:30 or 下午2点.")


class SessionForm(StepForm):
    """What every record says."""

    kind = WordField(_l("Kind"), [Required()], words=SessionKind, blank=None)
    held_on = DateField(_l("Held on"), [Required()], default=clock.today)
    began_at = TimeField(_l("Began at"), description=TIME_HINT)
    place = TextField(_l("Place"))
    mediator_id = RowField(_l("Lead mediator"))
    co_mediators = RowsField(_l("Further mediators"))
    attended = LongTextField(
        _l("Who attended"), description=_l("The names, separated by 、 as in the record.")
    )
    record = LongTextField(_l("Record"), [Required()])
    result = WordField(_l("Result"), words=SessionResult)

    def offer(self, session: Session, case: Case) -> None:
        rows = _mediators(session, case)
        self.mediator_id.offer(rows)
        self.co_mediators.offer(rows)

    def draft(self) -> SessionDraft:
        return SessionDraft(
            kind=self.kind.data,
            held_on=self.held_on.data,
            record=self.record.data or "",
            began_at=self.began_at.data,
            place=self.place.data or "",
            mediator_id=self.mediator_id.data,
            co_mediator_ids=tuple(self.co_mediators.data or ()),
            attended=self.attended.data or "",
            result=self.result.data,
        )


class NewSessionForm(SessionForm):
    """With the next appointment, where one was agreed on at once."""

    planned_on = DateField(_l("Next appointment on"))
    planned_at = TimeField(_l("Time"), description=TIME_HINT)
    planned_place = TextField(_l("Place"), description=_l("Blank for the same place."))
    purpose = WordField(_l("Purpose"), words=Purpose, blank=_l("as a rule: mediation session"))

    def validate(self, extra_validators: Any = None) -> bool:
        """What is said of the next appointment needs its day."""
        sound = super().validate(extra_validators)
        said = (self.planned_at, self.planned_place, self.purpose)
        if not self.planned_on.raw_data or not str(self.planned_on.raw_data[0]).strip():
            for field in said:
                if field.data:
                    needed = _l("Please say on which day the next appointment is.")
                    self.planned_on.errors = [str(needed)]
                    return False
        return bool(sound)

    def following(self) -> AppointmentDraft | None:
        if self.planned_on.data is None:
            return None
        return AppointmentDraft(
            planned_on=self.planned_on.data,
            planned_at=self.planned_at.data,
            place=self.planned_place.data or self.place.data or "",
            purpose=self.purpose.data or Purpose.MEDIATION,
            mediator_id=self.mediator_id.data,
        )


class AppointmentForm(StepForm):
    planned_on = DateField(_l("Day"), [Required()])
    planned_at = TimeField(_l("Time"), description=TIME_HINT)
    purpose = WordField(_l("Purpose"), [Required()], words=Purpose, blank=None)
    place = TextField(_l("Place"))
    mediator_id = RowField(_l("Mediator"))
    note = TextField(_l("Note"))

    def offer(self, session: Session, case: Case) -> None:
        self.mediator_id.offer(_mediators(session, case))

    def draft(self) -> AppointmentDraft:
        return AppointmentDraft(
            planned_on=self.planned_on.data,
            planned_at=self.planned_at.data,
            place=self.place.data or "",
            purpose=self.purpose.data,
            mediator_id=self.mediator_id.data,
            note=self.note.data or "",
        )


class KeptForm(StepForm):
    kept_on = DateField(_l("Kept on"), [Required()])


def begun_session(case: Case, own: int | None) -> dict[str, Any]:
    """What the next record very probably says; ``own`` is the mediator who writes it."""
    last = case.sessions[-1] if case.sessions else None
    inquiry = case.accepted_on is None
    today = clock.today()
    planned = [one for one in case.appointments if one.planned_on == today and not one.kept_on]
    places = [one.place for one in (*planned, last) if one is not None and one.place]
    lead = own or case.mediator_id
    return {
        "kind": SessionKind.INQUIRY if inquiry else SessionKind.MEDIATION,
        "held_on": min(today, case.closed_on) if case.closed_on else today,
        "began_at": planned[0].planned_at if planned else None,
        "place": places[0] if places else "",
        "mediator_id": lead,
        "co_mediators": [one.mediator_id for one in case.co_mediators if one.mediator_id != lead],
        "attended": "、".join(party.name for party in case.parties),
    }


def standing_session(held: MediationSession) -> dict[str, Any]:
    names = ("kind", "held_on", "began_at", "place", "mediator_id", "attended", "record", "result")
    values = {name: getattr(held, name) for name in names}
    return values | {"co_mediators": [one.mediator_id for one in held.co_mediators]}


def begun_appointment(case: Case, own: int | None) -> dict[str, Any]:
    """A closed case is visited; else the next session is where the last one was."""
    places = [one.place for one in reversed(case.sessions) if one.place]
    return {
        "purpose": Purpose.VISIT if case.closed_on else Purpose.MEDIATION,
        "place": places[0] if places and not case.closed_on else "",
        "mediator_id": own or case.mediator_id,
    }


def standing_appointment(appointment: Appointment) -> dict[str, Any]:
    names = ("planned_on", "planned_at", "purpose", "place", "mediator_id", "note")
    return {name: getattr(appointment, name) for name in names}


def _mediators(session: Session, case: Case) -> list[SelectChoice]:
    chosen = {case.mediator_id, *(one.mediator_id for one in case.co_mediators)}
    chosen |= {one.mediator_id for one in case.sessions}
    chosen |= {one.mediator_id for one in case.appointments}
    chosen |= {one.mediator_id for held in case.sessions for one in held.co_mediators}
    known: Iterable[int] = [one for one in chosen if one is not None]
    entries = mediators_for(session, case.center_id, case.organisation_id, list(known))
    return [SelectChoice(str(one.id), one.name, optgroup=one.group) for one in entries]
