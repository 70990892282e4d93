"""The steps in a case's life, a form each; the rules they keep stand in ``domain/rules.py``."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField

from tracker import clock
from tracker.domain.record_words import Retention
from tracker.domain.time_limits import first_due_on
from tracker.domain.vocabulary import Outcome
from tracker.forms.fields import (
    DateField,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WordField,
    row_id,
)
from tracker.models import Case


class StepForm(FlaskForm):
    """``version`` is that of the case the person had before the eyes."""

    version = HiddenField()

    @property
    def opened_version(self) -> int:
        try:
            return row_id(self.version.data) or 0
        except ValueError:
            return 0

    def offer(self, session: Session, case: Case) -> None:
        """Fill the choices that come of the center's lists or of the case."""

    def rearrange(self, pressed: Mapping[str, str]) -> bool:
        """Whether a button was pressed that changes only the form, such as adding a row.

        Enter, where there are no scripts, presses one that shows the page again.
        """
        return "stay" in pressed


class AcceptForm(StepForm):
    accepted_on = DateField(_l("Accepted on"), [Required()], default=clock.today)

    def offer(self, session: Session, case: Case) -> None:
        """Say which day the mediation will be due."""
        day, limits = self.accepted_on.data, case.center.time_limits
        if day:
            self.accepted_on.description = _(
                "Accepted on %(day)s, the mediation is due on %(due)s (%(days)s days).",
                day=day.isoformat(),
                due=first_due_on(day, case.source, limits).isoformat(),
                days=limits.of(case.source),
            )


class DeclineForm(StepForm):
    declined_reason = LongTextField(_l("Reason for declining"), [Required()])


class CloseForm(StepForm):
    closed_on = DateField(_l("Closed on"), [Required()], default=clock.today)
    outcome = WordField(
        _l("Outcome"),
        [Required()],
        words=Outcome,
        only=lambda outcome: outcome.is_chosen,
        blank=_l("please choose"),
    )
    amount_agreed = MoneyField(
        _l("Amount agreed (yuan)"), description=_l("Only with a written or oral agreement.")
    )


class ReasonForm(StepForm):
    """Reopening a case, removing a payment, reading personal data: each with its reason."""

    reason = LongTextField(_l("Reason"), [Required()])


class ExtendForm(StepForm):
    agreed_on = DateField(_l("Parties agreed on"), [Required()], default=clock.today)
    until = DateField(_l("Extended to"), [Required()])
    consent = LongTextField(
        _l("Consent of the parties"),
        [Required()],
        description=_l("Who consented, and how: orally, in writing, on the record."),
    )
    reason = LongTextField(_l("Reason for the extension"), [Required()])


class PaymentForm(StepForm):
    paid_on = DateField(_l("Paid on"), [Required()], default=clock.today)
    amount = MoneyField(_l("Amount paid (yuan)"), [Required()])


class ArchiveForm(StepForm):
    archived_on = DateField(_l("Archived on"), [Required()], default=clock.today)
    archived_by = TextField(_l("Archived by"), [Required()])
    retention = WordField(_l("Kept for"), words=Retention)
