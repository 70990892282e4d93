"""Forms of signing in and of the own password."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from tracker.forms.fields import TextField


class LoginForm(FlaskForm):
    name = TextField(_l("User name"), [InputRequired(), Length(max=140)])
    password = PasswordField(_l("Password"), [InputRequired(), Length(max=1000)])


class PasswordForm(FlaskForm):
    current = PasswordField(_l("Current password"), [InputRequired(), Length(max=1000)])
    password = PasswordField(_l("New password"), [InputRequired(), Length(max=1000)])
    repeated = PasswordField(
        _l("New password, once more"),
        [InputRequired(), EqualTo("password", _l("The two new passwords are not the same."))],
    )
