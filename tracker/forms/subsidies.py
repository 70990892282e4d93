"""Forms of the subsidy per case: a rule, its end, the approval of a month's list."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField

from tracker.domain.record_words import AgreementForm
from tracker.domain.subsidies import PaidFor, RuleDraft
from tracker.domain.vocabulary import Difficulty
from tracker.forms.fields import (
    DateField,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WordField,
)

ANY = _l("any")


class RuleForm(FlaskForm):
    amount = MoneyField(_l("Amount a case (yuan)"), [Required()])
    paid_for = WordField(_l("Outcome"), [Required()], words=PaidFor, blank=None)
    form = WordField(_l("Form of the agreement"), words=AgreementForm, blank=ANY)
    difficulty = WordField(_l("Difficulty"), words=Difficulty, blank=ANY)
    complete_file = BooleanField(_l("Only once the file is complete, that is archived"))
    fully_performed = BooleanField(_l("Only once the agreement is performed in full"))
    valid_from = DateField(
        _l("Valid from"), [Required()], description=_l("The first closing day that it pays.")
    )
    valid_to = DateField(
        _l("Valid until"),
        description=_l("The last closing day that it pays. Blank: without end."),
    )
    note = TextField(_l("Note"), description=_l("Such as the document that sets the amount."))

    def draft(self) -> RuleDraft:
        return RuleDraft(
            amount=self.amount.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            difficulty=self.difficulty.data,
            form=self.form.data,
            paid_for=self.paid_for.data,
            complete_file=self.complete_file.data,
            fully_performed=self.fully_performed.data,
            note=self.note.data or "",
        )


class RuleEndForm(FlaskForm):
    valid_to = DateField(
        _l("Last day"),
        [Required()],
        description=_l("What is closed after that day is not paid by this rule any more."),
    )


class ApprovalForm(FlaskForm):
    """``seal`` is that of the lines on the page: others are not approved unseen."""

    note = LongTextField(_l("Note"), description=_l("It stands on the list and in its files."))
    seal = HiddenField()
