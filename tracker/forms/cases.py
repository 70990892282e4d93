"""Logging and editing a case: everything about it on one page, parties in any number."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField
from wtforms.fields.choices import SelectChoice

from tracker import clock
from tracker.domain.drafts import CaseDraft, Closing
from tracker.domain.pinyin import initials_of
from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Difficulty, Outcome, Side, Source
from tracker.forms.fields import (
    DateField,
    LongTextField,
    MoneyField,
    Required,
    RowField,
    RowList,
    RowsField,
    TextField,
    WordField,
)
from tracker.forms.parties import OF_ALL, OF_ORGANISATIONS, OF_PERSONS, PartyForm, whole
from tracker.forms.problems import put_beside
from tracker.models import Case, Party
from tracker.queries.case_forms import CaseChoices, Entry, LastUsed

OF_NEW = ("accepted_on", "closed_on", "outcome", "amount_agreed")
"""What a new case can go through at once; an existing one has steps for it."""

READINGS = 4
"""Of an entry's name, by which it can be found."""

TYPE_AHEAD = {"data-typeahead": ""}
"""Such a list is found in by typing: by its characters or by the initials of their readings."""


class CaseForm(FlaskForm):
    """``accepted_on`` accepts a new case at once, ``outcome`` closes it as well 当场办结;
    ``version`` is that of the case being edited.
    """

    submission_key = HiddenField(default=lambda: uuid.uuid4().hex)
    version = HiddenField()
    registered_on = DateField(_l("Registered on"), [Required()], default=clock.today)
    accepted_on = DateField(_l("Accepted on"))
    source = WordField(_l("Source"), words=Source)
    channel = TextField(_l("Channel"))
    difficulty = WordField(_l("Difficulty"), words=Difficulty)
    mediator_id = RowField(_l("Lead mediator"), render_kw=TYPE_AHEAD)
    co_mediator_ids = RowsField(_l("Further mediators"))
    village_id = RowField(_l("Village or community"), render_kw=TYPE_AHEAD)
    parties = RowList(FormField(PartyForm), _l("Parties"))
    dispute_type_id = RowField(_l("Dispute type"), render_kw=TYPE_AHEAD)
    summary = LongTextField(_l("What the dispute is about"))
    claims = LongTextField(_l("What is claimed"))
    amount_claimed = MoneyField(_l("Amount claimed (yuan)"))
    remarks = LongTextField(_l("Remarks"))
    outcome = WordField(
        _l("Outcome"),
        words=Outcome,
        only=lambda outcome: outcome.is_chosen,
        blank=_l("not settled yet"),
    )
    amount_agreed = MoneyField(
        _l("Amount agreed (yuan)"), description=_l("Only with a written or oral agreement.")
    )
    closed_on = DateField(_l("Closed on"), description=_l("Blank: today."))

    def offer(self, choices: CaseChoices) -> None:
        """What can be chosen; asked once the registration day is known."""
        self.mediator_id.offer(entries_of(choices.mediators))
        self.co_mediator_ids.offer(entries_of(choices.mediators))
        self.village_id.offer(entries_of(choices.villages))
        self.dispute_type_id.offer(entries_of(choices.dispute_types, ending="纠纷"))

    @property
    def day(self) -> date:
        """The day whose lists count."""
        return self.registered_on.data or clock.today()

    @property
    def key(self) -> str | None:
        """The one-time key of this form, if it is one that we gave."""
        given = self.submission_key.data or ""
        return given if re.fullmatch(r"[0-9a-f]{32}", given) else None

    @property
    def opened_version(self) -> int:
        """The version the person had before the eyes; 0 where the page said none."""
        return whole(self.version.data) or 0

    def change_rows(self, add: str | None, remove: str | None) -> bool:
        """Add a party of that side or remove the one at that position, as a button asked."""
        if add is not None:
            side = next((one for one in Side if one.value == add), Side.APPLICANT)
            self.parties.append_entry({"side": side})
        elif remove is not None:
            position = whole(remove)
            if position is not None:
                self.parties.drop(position)
        return add is not None or remove is not None

    def draft(self, organisation_id: int | None) -> CaseDraft:
        return CaseDraft(
            registered_on=self.day,
            organisation_id=organisation_id,
            parties=[entry.form.draft() for entry in self._filled()],
            mediator_id=self.mediator_id.data,
            co_mediator_ids=tuple(self.co_mediator_ids.data or ()),
            dispute_type_id=self.dispute_type_id.data,
            village_id=self.village_id.data,
            source=self.source.data,
            channel=self.channel.data or None,
            difficulty=self.difficulty.data,
            summary=self.summary.data or "",
            claims=self.claims.data or "",
            remarks=self.remarks.data or "",
            amount_claimed=self.amount_claimed.data,
        )

    @property
    def closing(self) -> Closing | None:
        """How a new case ended that was settled at once."""
        if self.outcome.data is None:
            return None
        closed_on = self.closed_on.data or clock.today()
        return Closing(closed_on, self.outcome.data, self.amount_agreed.data)

    def half_closed(self) -> list[Problem]:
        """The day or the amount of an end is stated, but not which end it was."""
        given = [*(self.closed_on.raw_data or ()), *(self.amount_agreed.raw_data or ())]
        if self.outcome.data is None and any(text.strip() for text in given):
            return [Problem("outcome", N_("A closed case needs an outcome."))]
        return []

    def tell(self, problems: Iterable[Problem]) -> None:
        """Put the rules' problems where they belong; a field that has one keeps just that.

        Without a readable registration day, today stood in for it: acceptance was not measured.
        """
        measured = self.registered_on.data is not None
        told = [one for one in problems if measured or one.field != "accepted_on"]
        placed = [replace(one, field=self._place(one.field)) for one in told]
        put_beside(self, [one for one in placed if not self._has_error(one.field)])

    def _filled(self) -> list[Any]:
        return [entry for entry in self.parties.entries if not entry.form.is_blank]

    def _place(self, field: str) -> str:
        """The rules count the parties that are there, the page counts its rows."""
        if field == "parties":
            rows = [e for e in self.parties.entries if e.form.side.data is Side.APPLICANT]
            return f"parties-{rows[0].index}-name" if rows else ""
        if (
            field == "accepted_on" and field not in self
        ):  # an edit changes the other of the two days
            return "registered_on"
        found = re.fullmatch(r"parties-(\d+)-(\w+)", field)
        if found is None:
            return field
        return f"parties-{self._filled()[int(found[1])].index}-{found[2]}"

    def _has_error(self, field: str) -> bool:
        found = re.fullmatch(r"parties-(\d+)-(\w+)", field)
        if found is not None:
            return bool(self.parties.entries[int(found[1])].form[found[2]].errors)
        return field in self and bool(self[field].errors)


def new_values(mediator_id: int | None, before: LastUsed) -> dict[str, Any]:
    """A fresh form: one row for each side, accepted today by the person who logs, and what the
    case before had.
    """
    sides = [{"side": Side.APPLICANT}, {"side": Side.RESPONDENT}]
    begun = {"mediator_id": mediator_id, "accepted_on": clock.today(), "parties": sides}
    return begun | vars(before)


def values_of(case: Case) -> dict[str, Any]:
    """The case as the form's fields hold it."""
    plain_fields = (
        *("version", "registered_on", "source", "channel", "difficulty", "mediator_id"),
        *("village_id", "dispute_type_id", "summary", "claims", "amount_claimed", "remarks"),
    )
    return {name: getattr(case, name) for name in plain_fields} | {
        "co_mediator_ids": [one.mediator_id for one in case.co_mediators],
        "parties": [_party_values(party) for party in case.parties],
    }


def _party_values(party: Party) -> dict[str, Any]:
    names = ("id", "side", "kind", "name", "out_of_town", *OF_ALL, *OF_PERSONS, *OF_ORGANISATIONS)
    return {name: getattr(party, name) for name in names}


def initials(name: str) -> str:
    """What a list with ``data-typeahead`` finds the name by."""
    return " ".join(initials_of(name)[:READINGS])


def entries_of(entries: Sequence[Entry], ending: str = "") -> list[SelectChoice]:
    """``ending`` is what people say behind the name: 邻里 is found as 邻里纠纷, too."""
    return [
        SelectChoice(
            str(one.id),
            "\u3000" * one.depth + one.name,
            optgroup=one.group,
            render_kw={"data-initials": initials(one.name + ending)},
        )
        for one in entries
    ]
