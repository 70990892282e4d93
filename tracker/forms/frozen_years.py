"""Freezing a year, and withdrawing what is frozen."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from tracker.forms.fields import Required, TextField


class FreezeForm(FlaskForm):
    note = TextField(
        _l("What for"),
        [Required()],
        description=_l("For instance: the figures of the yearly report of 10 January."),
    )


class UnfreezeForm(FlaskForm):
    reason = TextField(_l("Reason"), [Required()])
