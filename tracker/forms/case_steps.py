"""The steps in a case's life, a form each; the rules they keep stand in ``domain/rules.py``."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField

from tracker import clock
from tracker.domain.vocabulary import Outcome, Satisfaction
from tracker.forms.fields import (
    DateField,
    LongTextField,
    MoneyField,
    Required,
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


class AcceptForm(StepForm):
    accepted_on = DateField(_l("Accepted on"), [Required()], default=clock.today)


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
    extended_to = DateField(_l("Extended to"), [Required()])
    reason = LongTextField(_l("Reason"), [Required()])


class PaymentForm(StepForm):
    paid_on = DateField(_l("Paid on"), [Required()], default=clock.today)
    amount = MoneyField(_l("Amount paid (yuan)"), [Required()])


class FollowUpForm(StepForm):
    judicial_confirmed_on = DateField(
        _l("Judicial confirmation on"),
        description=_l(
            "Both parties apply jointly within 30 days of the agreement taking effect"
            " (People's Mediation Law, article 33)."
        ),
    )
    visited_on = DateField(_l("Return visit on"))
    satisfaction = WordField(_l("Satisfaction"), words=Satisfaction)
