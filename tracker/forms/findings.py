"""Setting aside a finding of data quality."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField

from tracker.forms.fields import Required, TextField


class DismissForm(FlaskForm):
    """``facts`` are those that the person had before the eyes."""

    facts = HiddenField()
    reason = TextField(_l("Reason"), [Required()])
