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
from wtforms import BooleanField, Form, FormField, HiddenField
from wtforms.fields.choices import SelectChoice

from tracker import clock
from tracker.domain.drafts import CaseDraft, PartyDraft
from tracker.domain.identity import read_resident_id
from tracker.domain.problems import Problem
from tracker.domain.reading import plain
from tracker.domain.vocabulary import Difficulty, PartyKind, Sex, Side, Source
from tracker.formatting import word
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
    row_id,
)
from tracker.forms.problems import put_beside
from tracker.models import Case, Party
from tracker.queries.case_forms import CaseChoices, Entry

FIRST_BIRTH_YEAR = 1890
OF_PERSONS = ("id_number", "sex", "birth_date", "ethnic_group", "occupation")
OF_ORGANISATIONS = ("credit_code", "legal_representative")
OF_ALL = ("phone", "address")


class PartyForm(Form):
    """One party. What belongs to the other kind is kept on the page, but not taken down."""

    id = HiddenField()
    side = WordField(_l("Side"), words=Side, blank=None, default=Side.APPLICANT)
    kind = WordField(_l("Kind"), words=PartyKind, blank=None, default=PartyKind.PERSON)
    name = TextField(_l("Name of the party"), [Required()])
    id_number = TextField(_l("ID number"))
    credit_code = TextField(_l("Unified social credit code"))
    legal_representative = TextField(_l("Legal representative"))
    phone = TextField(_l("Phone"))
    sex = WordField(_l("Sex"), words=Sex)
    birth_date = DateField(_l("Date of birth"), earliest=FIRST_BIRTH_YEAR)
    ethnic_group = TextField(_l("Ethnic group"))
    occupation = TextField(_l("Occupation"))
    address = TextField(_l("Address"))
    out_of_town = BooleanField(_l("From out of town"))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered: such a row is no party."""
        typed = ("name", *OF_ALL, *OF_PERSONS, *OF_ORGANISATIONS)
        return not any(self[name].data or self[name].process_errors for name in typed)

    @property
    def has_more(self) -> bool:
        """Whether there is something in the part that is folded at first."""
        folded = ["ethnic_group", "occupation", "address", "out_of_town"]
        if not self.said_by_id:
            folded += ["sex", "birth_date"]
        return any(self[name].data or self[name].errors for name in folded)

    @property
    def said_by_id(self) -> str:
        """What a right ID number says of its holder: 男, 1980-05-12."""
        read = read_resident_id(compact(self.id_number.data or ""), clock.today())
        return f"{word(read.sex)}, {read.birth_date.isoformat()}" if read else ""

    def validate(self, extra_validators: Any = None) -> bool:
        return self.is_blank or bool(super().validate(extra_validators))

    def draft(self) -> PartyDraft:
        kind = self.kind.data or PartyKind.PERSON
        own = OF_PERSONS if kind is PartyKind.PERSON else OF_ORGANISATIONS
        values = {name: self[name].data or None for name in (*OF_ALL, *own)}
        for name in ("id_number", "credit_code"):
            if number := values.get(name):
                values[name] = compact(number)
        return PartyDraft(
            side=self.side.data or Side.APPLICANT,
            name=self.name.data or "",
            kind=kind,
            id=_whole(self.id.data),
            out_of_town=bool(self.out_of_town.data),
            **values,
        )


class CaseForm(FlaskForm):
    """``accepted_on`` accepts a new case at once; ``version`` is that of the case being edited."""

    submission_key = HiddenField(default=lambda: uuid.uuid4().hex)
    version = HiddenField()
    registered_on = DateField(_l("Registered on"), [Required()], default=clock.today)
    accepted_on = DateField(_l("Accepted on"))
    source = WordField(_l("Source"), words=Source)
    channel = TextField(_l("Channel"))
    difficulty = WordField(_l("Difficulty"), words=Difficulty)
    mediator_id = RowField(_l("Lead mediator"))
    co_mediator_ids = RowsField(_l("Further mediators"))
    village_id = RowField(_l("Village or community"))
    parties = RowList(FormField(PartyForm), _l("Parties"))
    dispute_type_id = RowField(_l("Dispute type"))
    summary = LongTextField(_l("What the dispute is about"))
    claims = LongTextField(_l("What is claimed"))
    amount_claimed = MoneyField(_l("Amount claimed (yuan)"))
    remarks = LongTextField(_l("Remarks"))

    def offer(self, choices: CaseChoices) -> None:
        """What can be chosen; asked once the registration day is known."""
        self.mediator_id.offer(_entries(choices.mediators))
        self.co_mediator_ids.offer(_entries(choices.mediators))
        self.village_id.offer(_entries(choices.villages))
        self.dispute_type_id.offer(_entries(choices.dispute_types))

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
        return _whole(self.version.data) or 0

    def change_rows(self, add: str | None, remove: str | None) -> bool:
        """Add a party of that side or remove the one at that position, as a button asked."""
        if add is not None:
            side = next((one for one in Side if one.value == add), Side.APPLICANT)
            self.parties.append_entry({"side": side})
        elif remove is not None:
            position = _whole(remove)
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


def new_values(mediator_id: int | None) -> dict[str, Any]:
    """A fresh form: one row for each side, the person who logs as the lead mediator."""
    sides = [{"side": Side.APPLICANT}, {"side": Side.RESPONDENT}]
    return {"mediator_id": mediator_id, "parties": sides}


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


def _entries(entries: Sequence[Entry]) -> list[SelectChoice]:
    return [
        SelectChoice(str(one.id), "\u3000" * one.depth + one.name, optgroup=one.group)
        for one in entries
    ]


def compact(number: str) -> str:
    """An ID number or credit code without the blanks and full-width characters it was typed in."""
    return re.sub(r"\s", "", plain(number)).upper()


def _whole(text: Any) -> int | None:
    try:
        return row_id(text)
    except ValueError:
        return None
