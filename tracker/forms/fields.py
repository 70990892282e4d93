"""Fields that read what people write: days, amounts, the field's words, rows of the lists.

A field that cannot read what was typed keeps it exactly, so that the page shows it again beside
the sentence that says what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import TextArea, TextInput

from tracker import clock
from tracker.domain.characters import without_noncharacters
from tracker.domain.money import yuan_text
from tracker.domain.periods import MIN_YEAR
from tracker.domain.reading import (
    Unreadable,
    read_amount,
    read_count,
    read_date,
    read_time,
)
from tracker.domain.vocabulary import Word
from tracker.formatting import word
from tracker.i18n import told

NOT_IN_THE_LIST = _l("Please choose an entry of the list.")
NOT_STATED = _l("not stated")
_MOST_ROWS = 10_000


class Required:
    """Something must stand there; what is unreadable already has its own sentence."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms' own protocol

    def __init__(self, message: object = None) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Any) -> None:
        if not field.errors and field.data in (None, "", []):
            raise StopValidation(self.message or _("Please fill this in."))


class TextField(StringField):
    """Text without blanks at its ends and without control characters."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if valuelist:
            self.data = clean_text(valuelist[0])


class LongTextField(TextField):
    """The same in several lines."""

    widget = TextArea()


class ReadField(Field):
    """Text that is read into a value; ``data`` is None where it is blank or unreadable."""

    widget = TextInput()
    data: Any

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def written(self, value: Any) -> str:
        raise NotImplementedError

    @property
    def meant(self) -> str:
        """The value as we write it; what was typed where it cannot be read."""
        return self._value() if self.data is None else self.written(self.data)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.written(self.data)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = None
        if valuelist:
            try:
                self.data = self.read(valuelist[0])
            except Unreadable as unreadable:
                raise ValueError(told(unreadable.problem)) from unreadable


class DateField(ReadField):
    """A day: 2024-3-5, 2024.3.5, 20240305, 2024年3月5日, 今天, 昨天, 三天前, yesterday."""

    def __init__(
        self, label: Any = None, validators: Any = None, earliest: int = MIN_YEAR, **options: Any
    ) -> None:
        super().__init__(label, validators, **options)
        self.earliest = earliest

    def read(self, text: str) -> date | None:
        return read_date(text, clock.today(), self.earliest)

    def written(self, value: date) -> str:
        return value.isoformat()


class TimeField(ReadField):
    """A time of day: 9:30, 0930, 9点半, 下午2点."""

    def read(self, text: str) -> time | None:
        return read_time(text)

    def written(self, value: time) -> str:
        return value.isoformat("minutes")


class NumberField(ReadField):
    """A whole number from ``least`` to ``most``."""

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        least: int = 1,
        most: int,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, **options)
        self.least, self.most = least, most

    def read(self, text: str) -> int | None:
        return read_count(text, self.least, self.most)

    def written(self, value: int) -> str:
        return str(value)


class MoneyField(ReadField):
    """Yuan: 35000, 35,000, ¥35000, 3.5万, with at most two decimals."""

    def read(self, text: str) -> Decimal | None:
        return read_amount(text)

    def written(self, value: Decimal) -> str:
        return yuan_text(value)


class WordField(SelectField):
    """One of the field's words; the blank entry is None."""

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        words: type[Word],
        only: Callable[[Any], bool] = lambda _member: True,
        blank: Any = NOT_STATED,
        **options: Any,
    ) -> None:
        super().__init__(
            label,
            validators,
            coerce=lambda value: member_of(words, value),
            choices=self._entries,
            invalid_value_message=NOT_IN_THE_LIST,
            invalid_choice_message=NOT_IN_THE_LIST,
            **options,
        )
        self.words, self.only, self.blank = words, only, blank

    def _entries(self) -> list[SelectChoice]:
        entries = [] if self.blank is None else [SelectChoice("", str(self.blank))]
        return entries + [
            SelectChoice(member.value, word(member)) for member in self.words if self.only(member)
        ]


class RowField(SelectField):
    """One row of a list of the center; the form gives the choices. The blank entry is None."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(
            label,
            validators,
            coerce=row_id,
            choices=[],
            invalid_value_message=NOT_IN_THE_LIST,
            invalid_choice_message=NOT_IN_THE_LIST,
            **options,
        )

    def offer(self, rows: Iterable[SelectChoice], blank: object = NOT_STATED) -> None:
        self.choices = [SelectChoice("", str(blank)), *rows]


class RowsField(SelectMultipleField):
    """Any number of rows of a list."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(
            label,
            validators,
            coerce=row_id,
            choices=[],
            invalid_value_message=NOT_IN_THE_LIST,
            invalid_choice_message=NOT_IN_THE_LIST,
            **options,
        )

    def offer(self, rows: Iterable[SelectChoice]) -> None:
        self.choices = list(rows)


class RowList(FieldList):
    """Repeated groups of fields. Positions that no page of ours sends are passed over."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.type = "FieldList"

    @property
    def errors(self) -> list[Any]:
        """Those of the groups, also what a service says after the form's own checks."""
        found = [entry.errors for entry in self.entries] if hasattr(self, "entries") else []
        return found if any(found) else []

    @errors.setter
    def errors(self, _value: Any) -> None:
        """WTForms keeps a copy, which would miss what is added later."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for key in formdata:
            found = re.match(rf"{re.escape(prefix)}-([0-9]{{1,5}})-", key)
            if found and int(found[1]) < _MOST_ROWS:
                yield int(found[1])

    def drop(self, position: int) -> None:
        """Take one group out; the others keep what was typed."""
        if 0 <= position < len(self.entries):
            del self.entries[position]
            self._compact_indices()


def clean_text(text: str) -> str:
    """Line breaks as one character, no other control characters (PostgreSQL refuses NUL), and
    nothing that is no character at all (files refuse it).
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (one for one in lines if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs"))
    return without_noncharacters("".join(kept)).strip()


def member_of(words: type[Word], value: Any) -> Word | None:
    """The member in a select's value; blank is None. Raises ValueError for anything else."""
    if value is None or value == "":
        return None
    found = next((one for one in words if one.value == str(value)), None)
    if found is None:
        raise ValueError(value)
    return found


def row_id(value: Any) -> int | None:
    """The id in a select's value; blank is None. Raises ValueError for anything else."""
    if value is None or value == "":
        return None
    if not re.fullmatch(r"[0-9]{1,16}", str(value)):
        raise ValueError(value)
    return int(value)
