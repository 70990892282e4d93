"""One party of a case as the form holds it: a person or an organisation."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField

from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.identity import read_resident_id
from tracker.domain.reading import plain
from tracker.domain.vocabulary import PartyKind, Sex, Side
from tracker.formatting import word
from tracker.forms.fields import DateField, Required, TextField, WordField, row_id

FIRST_BIRTH_YEAR = 1890
OF_PERSONS = ("id_number", "sex", "birth_date", "ethnic_group", "occupation")
OF_ORGANISATIONS = ("credit_code", "legal_representative")
OF_ALL = ("phone", "address")

PASSED_OVER = {"data-aside": ""}
"""Enter goes on to the next field, but not to these: what they begin with is mostly right."""


class PartyForm(Form):
    """One party. What belongs to the other kind is kept on the page, but not taken down."""

    id = HiddenField()
    side = WordField(
        _l("Side"), words=Side, blank=None, default=Side.APPLICANT, render_kw=PASSED_OVER
    )
    kind = WordField(
        _l("Kind"), words=PartyKind, blank=None, default=PartyKind.PERSON, render_kw=PASSED_OVER
    )
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
            id=whole(self.id.data),
            out_of_town=bool(self.out_of_town.data),
            **values,
        )


def compact(number: str) -> str:
    """An ID number or credit code without the blanks and full-width characters it was typed in."""
    return re.sub(r"\s", "", plain(number)).upper()


def whole(text: Any) -> int | None:
    """The number in a hidden field; None for anything else."""
    try:
        return row_id(text)
    except ValueError:
        return None
