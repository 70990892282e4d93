"""After the closing: judicial confirmation and return visits, a form for each step."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from tracker import clock
from tracker.domain.drafts import ConfirmationDraft, Decision, VisitDraft
from tracker.domain.record_words import ConfirmationResult, PerformanceSeen, VisitManner
from tracker.domain.vocabulary import Satisfaction
from tracker.forms.case_steps import StepForm
from tracker.forms.fields import (
    DateField,
    LongTextField,
    Required,
    RowField,
    TextField,
    WordField,
)
from tracker.models import Case
from tracker.queries.case_forms import mediators_for

CHOOSE: Any = _l("please choose")


class ApplicationForm(StepForm):
    applied_on = DateField(
        _l("Applied on"),
        [Required()],
        default=clock.today,
        description=_l("Both parties apply jointly."),
    )
    court = TextField(_l("Court"), [Required()])

    def draft(self) -> ConfirmationDraft:
        return ConfirmationDraft(self.applied_on.data, self.court.data)


class DecisionForm(StepForm):
    result = WordField(_l("Result"), [Required()], words=ConfirmationResult, blank=CHOOSE)
    decided_on = DateField(_l("Decided on"), [Required()], default=clock.today)
    document_number = TextField(_l("Document number"))

    def decision(self) -> Decision:
        return Decision(self.result.data, self.decided_on.data, self.document_number.data or "")


class AmendedConfirmationForm(StepForm):
    """Everything that stands about an application, with the reason for the correction."""

    applied_on = DateField(_l("Applied on"), [Required()])
    court = TextField(_l("Court"), [Required()])
    result = WordField(
        _l("Result"), words=ConfirmationResult, blank=_l("the court has not decided")
    )
    decided_on = DateField(_l("Decided on"))
    document_number = TextField(_l("Document number"))
    reason = LongTextField(_l("Reason"), [Required()])

    def draft(self) -> ConfirmationDraft:
        return ConfirmationDraft(
            self.applied_on.data,
            self.court.data,
            self.result.data,
            self.decided_on.data,
            self.document_number.data or "",
        )


class VisitForm(StepForm):
    visited_on = DateField(_l("Return visit on"), [Required()], default=clock.today)
    manner = WordField(_l("Manner"), [Required()], words=VisitManner, blank=CHOOSE)
    mediator_id = RowField(_l("Visited by"))
    performance = WordField(_l("Performance"), words=PerformanceSeen)
    satisfaction = WordField(_l("Satisfaction"), words=Satisfaction)
    tension = LongTextField(
        _l("Remaining tension"),
        description=_l("What is left of the dispute and needs watching; blank for nothing."),
    )
    note = LongTextField(_l("Note"))

    def offer(self, session: Session, case: Case) -> None:
        known = [visit.mediator_id for visit in case.visits if visit.mediator_id is not None]
        entries = mediators_for(session, case.center_id, case.organisation_id, known)
        self.mediator_id.offer(SelectChoice(str(one.id), one.name) for one in entries)

    def draft(self) -> VisitDraft:
        return VisitDraft(
            visited_on=self.visited_on.data,
            manner=self.manner.data,
            mediator_id=self.mediator_id.data,
            performance=self.performance.data,
            satisfaction=self.satisfaction.data,
            tension=self.tension.data or "",
            note=self.note.data or "",
        )


class AmendedVisitForm(VisitForm):
    reason = LongTextField(_l("Reason"), [Required()])
