"""The form of an entry and that of the filters, made of what the register declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.formatting import word
from tracker.forms.fields import (
    NOT_IN_THE_LIST,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    Required,
    TextField,
    WordField,
)
from tracker.forms.whole_numbers import whole
from tracker.registers.declaring import MOST, Field, Register, Shape

YES, NO = "1", "0"
ANY = _l("All")


class RegisterForm(FlaskForm):
    """``version`` is that of the entry on the page: another one is not changed unseen."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """0, which no entry has, for what is no number."""
        return whole(self.version.data) or 0

    def values(self, register: Register) -> Mapping[str, Any]:
        return {name: self[name].data for name in register.fields}


class LinkForm(FlaskForm):
    """``entry`` is what the entry is called."""

    entry = TextField(_l("Number of the entry"), [Required()])


class VoidForm(FlaskForm):
    reason = LongTextField(_l("Reason"), [Required()])


class AsOfForm(Form):
    """The day at whose end a list is to stand."""

    to = DateField(_l("As of"))


class YesNoField(SelectField):
    """Yes or no; without a ``blank`` entry it is no unless somebody says yes."""

    def __init__(self, label: Any = None, validators: Any = None, blank: Any = None, **more: Any):
        super().__init__(
            label,
            validators,
            coerce=_yes_no,
            choices=lambda: _yes_no_entries(blank),
            invalid_value_message=NOT_IN_THE_LIST,
            invalid_choice_message=NOT_IN_THE_LIST,
            **more,
        )


@cache
def entry_form(register: Register) -> type[RegisterForm]:
    """With a field for each of the register's."""
    made = {one.name: _asked(one) for one in register.fields.values()}
    return type(f"{register.model.__name__}Form", (RegisterForm,), made)


@cache
def filter_form(register: Register) -> type[Form]:
    """Search and days, and a choice for each field that is a word, yes and no, or a link."""
    made: dict[str, Any] = {
        "q": TextField(_l("Search")),
        "since": DateField(_l("From day")),
        "until": DateField(_l("To day")),
    }
    for one in register.of_shape(Shape.WORD, Shape.YES_NO, Shape.LINK):
        words = LazyString(word, one.words)
        if one.shape is Shape.WORD:
            made[one.name] = WordField(words, words=one.choices, blank=ANY)
        else:
            made[one.name] = YesNoField(words, blank=ANY)
    return type(f"{register.model.__name__}FilterForm", (Form,), made)


def _asked(one: Field) -> Any:
    required = [Required()] if one.required else []
    made: Callable[..., Any] = _FIELDS[one.shape]
    more: dict[str, Any] = (
        {"description": LazyString(gettext, one.words.hint)} if one.words.hint else {}
    )
    if one.shape is Shape.NUMBER:
        more |= {"least": 0, "most": MOST}
    if one.shape is Shape.WORD:
        more["words"] = one.choices
    if one.shape is Shape.YES_NO:
        more["default"] = False
    return made(LazyString(word, one.words), required, **more)


def _yes_no(value: Any) -> bool | None:
    if value in (None, ""):
        return None
    if str(value) in (YES, "True"):
        return True
    if str(value) in (NO, "False"):
        return False
    raise ValueError(value)


def _yes_no_entries(blank: Any) -> list[SelectChoice]:
    entries = [SelectChoice(NO, str(_l("no"))), SelectChoice(YES, str(_l("yes")))]
    return entries if blank is None else [SelectChoice("", str(blank)), *entries]


_FIELDS: Mapping[Shape, Callable[..., Any]] = {
    Shape.DAY: DateField,
    Shape.NUMBER: NumberField,
    Shape.MONEY: MoneyField,
    Shape.WORD: WordField,
    Shape.YES_NO: YesNoField,
    Shape.TEXT: TextField,
    Shape.LONG_TEXT: LongTextField,
    Shape.LINK: TextField,
}
