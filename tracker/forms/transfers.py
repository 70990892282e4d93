"""Answering a transfer: taking needs no words, refusing its reason."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from tracker.forms.fields import LongTextField, Required


class RefuseForm(FlaskForm):
    reason = LongTextField(_l("Reason for not taking the case"), [Required()])
