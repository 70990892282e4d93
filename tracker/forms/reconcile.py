"""The form of a reconciliation: the text or the file, the year it is of, and how it is held."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, MultipleFileField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.forms.fields import LongTextField, NumberField, Required, TextField

ENDINGS = ".txt,.docx,.pdf"


class ReconcileForm(FlaskForm):
    """``center`` is the code of one in the reader's scope; none: the reader's own and those below.

    ``alone``: the report is not of ours, and is held against itself only.
    """

    year = NumberField(_l("Year of the report"), [Required()], least=MIN_YEAR, most=MAX_YEAR)
    basis = SelectField(
        _l("Basis of the resolution rate"),
        choices=lambda: [SelectChoice(one.value, word(one)) for one in Basis],
    )
    center = TextField(_l("Center"))
    text = LongTextField(_l("Text of the report"))
    file = MultipleFileField(
        _l("or its file"), render_kw={"accept": ENDINGS, "multiple": True, "required": False}
    )
    alone = BooleanField(_l("Another place's report: read it without our ledger"))

    @property
    def files(self) -> list[FileStorage]:
        """Those that were chosen: a browser sends one without a name where none was."""
        return [one for one in self.file.data or () if getattr(one, "filename", None)]

    def validate_text(self, field: Any) -> None:
        if not field.data and not self.files:
            raise ValidationError(_("Please paste the text, or choose its file."))
