"""The administrator's form of a common dispute."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from tracker.domain.vocabulary import Difficulty, Source
from tracker.forms.fields import LongTextField, Required, RowField, TextField, WordField

BLANKS = _l("What differs from case to case stands between 【】, to be filled in for each case.")


class CaseTemplateForm(FlaskForm):
    name = TextField(_l("Name"), [Required()], description=_l("As mediators would look for it."))
    dispute_type_id = RowField(_l("Dispute type"))
    difficulty = WordField(_l("Difficulty"), words=Difficulty)
    source = WordField(_l("Source"), words=Source)
    summary = LongTextField(
        _l("What the dispute is about"), description=BLANKS, render_kw={"rows": 5}
    )
    claims = LongTextField(_l("What is claimed"), render_kw={"rows": 4})
