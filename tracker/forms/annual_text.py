"""The editor of a paragraph of the annual report."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField

from tracker.forms.fields import LongTextField
from tracker.forms.whole_numbers import whole


class ParagraphForm(FlaskForm):
    """``based_on`` is the number of the revision on the page: another one is not overwritten."""

    text = LongTextField(_l("Text"))
    based_on = HiddenField(default="0")

    @property
    def seen(self) -> int:
        return number_of(self.based_on.data)


def number_of(written: str | None) -> int:
    """-1 for what is no number: no revision has it."""
    return -1 if (number := whole(written)) is None else number
