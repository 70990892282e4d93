"""The papers of an agreement: items and instalments in any number, a plan divided evenly.

Rows come and go by buttons that only change the form; without scripts the server does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, FormField, HiddenField

from tracker import clock
from tracker.domain.agreements import (
    MOST_COPIES,
    MOST_INSTALMENTS,
    AgreementDraft,
    InstalmentDraft,
    NonPerformanceDraft,
    TermDraft,
    divide_evenly,
)
from tracker.domain.record_words import AgreementForm, NonPerformanceStep
from tracker.domain.rules import AGREED_AS
from tracker.domain.vocabulary import Side
from tracker.forms.case_steps import StepForm
from tracker.forms.fields import (
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    Required,
    RowList,
    TextField,
    WordField,
    row_id,
)
from tracker.models import Agreement, Case

MOST_DIGITS = 9
"""Of the place of a row in its list."""


class RowForm(Form):
    """A row of a list; one in which nothing was entered is none."""

    id = HiddenField()

    @property
    def is_blank(self) -> bool:
        typed = [one for one in self if one.name != self.id.name]
        return not any(one.data or one.process_errors for one in typed)

    @property
    def known_id(self) -> int | None:
        try:
            return row_id(self.id.data)
        except ValueError:
            return None

    def validate(self, extra_validators: Any = None) -> bool:
        return self.is_blank or bool(super().validate(extra_validators))


class TermForm(RowForm):
    text = LongTextField(_l("What is agreed"), [Required()])
    in_kind = BooleanField(_l("Performed in kind (an apology, a repair): to be ticked off"))
    due_on = DateField(_l("To be performed by"))

    @property
    def line(self) -> str:
        """The item in one line, for comparing."""
        kind = f"（{self.in_kind.label.text}）" if self.in_kind.data else ""
        return f"{self.text.data}{kind} {self.due_on.meant}".strip()

    def draft(self) -> TermDraft:
        return TermDraft(
            self.text.data or "", bool(self.in_kind.data), self.due_on.data, self.known_id
        )


class InstalmentForm(RowForm):
    due_on = DateField(_l("Due on"), [Required()])
    amount = MoneyField(_l("Amount (yuan)"), [Required()])

    @property
    def line(self) -> str:
        return f"{self.due_on.meant} {self.amount.meant}"

    def draft(self) -> InstalmentDraft:
        return InstalmentDraft(self.due_on.data, self.amount.data, self.known_id)


class EvenForm(FlaskForm):
    """Beside the papers: what is to be divided into monthly instalments. Never stored."""

    class Meta:
        csrf = False

    amount = MoneyField(_l("Amount in all (yuan)"), [Required()])
    count = NumberField(_l("Number of instalments"), [Required()], most=MOST_INSTALMENTS)
    first = DateField(_l("First due on"), [Required()])

    @property
    def is_filled(self) -> bool:
        return any(one.data or one.process_errors for one in self)

    def rows(self) -> list[InstalmentDraft]:
        """The instalments; none, with the reason beside a field, where they cannot be made."""
        if not self.validate():
            return []
        try:
            return divide_evenly(self.amount.data, self.count.data, self.first.data)
        except ValueError:
            self.count.errors = [_("Each instalment is at least one fen.")]
            return []


class AgreementPapersForm(StepForm):
    """The ministry's agreement form, or the register of oral agreements."""

    form = WordField(
        _l("Form of the agreement"), [Required()], words=AgreementForm, blank=_l("please choose")
    )
    agreed_on = DateField(_l("Agreement reached on"), [Required()], default=clock.today)
    effective_on = DateField(
        _l("In effect since"),
        description=_l(
            "A written agreement: the day on which all had signed and it was sealed; blank until"
            " then. An oral one: the day it was reached."
        ),
    )
    facts = LongTextField(_l("Facts and responsibility"))
    terms = RowList(FormField(TermForm), _l("What is agreed"), min_entries=1)
    instalments = RowList(FormField(InstalmentForm), _l("Instalment plan"))
    manner = LongTextField(_l("Manner of performance"))
    place = TextField(_l("Place of performance"))
    perform_by = DateField(_l("Performed by"), description=_l("The last day for all of it."))
    copies = NumberField(
        _l("Copies"),
        most=MOST_COPIES,
        description=_l("One for each party and one for the committee."),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        given = {name: options[name] for name in options if name == "formdata"}
        self.even = EvenForm(prefix="even-", **given)

    @property
    def blank_term(self) -> TermForm:
        """The pattern after which a script adds an item."""
        return TermForm(prefix="terms-__n__-")

    @property
    def blank_instalment(self) -> InstalmentForm:
        return InstalmentForm(prefix="instalments-__n__-")

    def rearrange(self, pressed: Mapping[str, str]) -> bool:
        """Rows come and go, or the plan is divided anew, as a button asked."""
        if "divide" in pressed:
            self._divide()
        elif (added := pressed.get("add_row")) is not None:
            self._list(added).append_entry()
        elif (removed := pressed.get("remove_row")) is not None:
            name, _sign, position = removed.partition("-")
            if len(position) < MOST_DIGITS and position.isdecimal():
                self._list(name).drop(int(position))
        else:
            return super().rearrange(pressed)
        return True

    def validate(self, extra_validators: Any = None) -> bool:
        """Blank rows go, so that the rows of the page are those that the rules count."""
        for rows in (self.terms, self.instalments):
            for position in reversed(range(len(rows.entries))):
                alone = rows is self.terms and len(rows.entries) == 1
                if rows.entries[position].form.is_blank and not alone:
                    rows.drop(position)
        sound = bool(super().validate(extra_validators))
        if self.even.is_filled:
            self.even.amount.errors = [
                _("Please press “Divide evenly”, or empty these three entries.")
            ]
            return False
        return sound

    @property
    def total(self) -> Any:
        """Yuan of the rows that can be read."""
        return sum(one.form.amount.data or 0 for one in self.instalments.entries)

    def draft(self) -> AgreementDraft:
        return AgreementDraft(
            form=self.form.data,
            agreed_on=self.agreed_on.data,
            terms=tuple(one.form.draft() for one in self.terms.entries if not one.form.is_blank),
            instalments=tuple(one.form.draft() for one in self.instalments.entries),
            effective_on=self.effective_on.data,
            facts=self.facts.data or "",
            manner=self.manner.data or "",
            place=self.place.data or "",
            perform_by=self.perform_by.data,
            copies=self.copies.data,
        )

    def _list(self, name: str) -> RowList:
        return self.instalments if name == "instalments" else self.terms

    def _divide(self) -> None:
        rows = self.even.rows()
        if not rows:
            return
        while self.instalments.entries:
            self.instalments.drop(0)
        for one in rows:
            self.instalments.append_entry({"due_on": one.due_on, "amount": one.amount})
        for entry in self.even:
            entry.data, entry.raw_data = None, None


class TickForm(StepForm):
    performed_on = DateField(_l("Performed on"), [Required()], default=clock.today)


class NonPerformanceForm(StepForm):
    noted_on = DateField(_l("Day"), [Required()], default=clock.today)
    step = WordField(_l("What was done"), [Required()], words=NonPerformanceStep, blank=None)
    note = LongTextField(
        _l("Record"),
        [Required()],
        description=_l(
            "Who was spoken to, and how; of guidance to court also that the party may sue."
        ),
    )

    def draft(self) -> NonPerformanceDraft:
        return NonPerformanceDraft(self.noted_on.data, self.step.data, self.note.data)


def papers_of(case: Case) -> dict[str, Any]:
    """The papers that stand, or what new ones begin with: the case's facts, copies for all."""
    if case.agreement is not None:
        return _values_of(case.agreement)
    parties = [one for one in case.parties if one.side is not Side.AGENT]
    form = next((one for one, outcome in AGREED_AS.items() if outcome is case.outcome), None)
    return {
        "form": form,
        "agreed_on": case.closed_on or clock.today(),
        "facts": case.summary,
        "copies": len(parties) + 1,
        "terms": [{}],
        "instalments": [{}],
    }


def _values_of(agreement: Agreement) -> dict[str, Any]:
    names = ("form", "agreed_on", "effective_on", "facts", "manner", "place", "perform_by")
    return {name: getattr(agreement, name) for name in (*names, "copies")} | {
        "terms": [
            {name: getattr(one, name) for name in ("id", "text", "in_kind", "due_on")}
            for one in agreement.terms
        ],
        "instalments": [
            {name: getattr(one, name) for name in ("id", "due_on", "amount")}
            for one in agreement.instalments
        ],
    }


def ending_of(case: Case) -> dict[str, Any]:
    """What closing begins with: the end that the agreement in the file says."""
    agreement = case.agreement
    if agreement is None or case.closed_on is not None:
        return {}
    return {
        "closed_on": agreement.agreed_on,
        "outcome": AGREED_AS[agreement.form],
        "amount_agreed": agreement.amount,
    }
