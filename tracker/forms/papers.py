"""The form with which an administrator replaces the template of a paper."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired


class TemplateForm(FlaskForm):
    file = FileField(
        _l("Word template"),
        [FileRequired(_l("Please choose a file."))],
        render_kw={"accept": ".docx"},
    )
