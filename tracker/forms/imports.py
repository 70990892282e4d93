"""The forms of an import: the file, and which of its columns is which."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.domain.ledger import COLUMNS
from tracker.importers.layout import PASSED_OVER
from tracker.importers.sheet import SUFFIXES


class UploadForm(FlaskForm):
    file = FileField(
        _l("Ledger file"),
        [FileRequired(_l("Please choose a file."))],
        render_kw={"accept": ",".join(SUFFIXES)},
    )


def columns_form(sheets: list[dict[str, Any]]) -> Any:
    """A form with a choice for each column of each sheet, named ``column-<sheet>-<column>``."""
    choices = [
        SelectChoice("", _("keep as a further column")),
        SelectChoice(PASSED_OVER, _("leave out")),
        *(SelectChoice(column.key, column.name) for column in COLUMNS.values()),
    ]
    fields = {
        name_of(place, column["index"]): SelectField(
            f"{column['letter']} {column['text']}", choices=choices, default=column["key"] or ""
        )
        for place, sheet in enumerate(sheets)
        for column in sheet["columns"]
    }
    return type("ColumnsForm", (FlaskForm,), fields)()


def name_of(sheet: int, column: int) -> str:
    return f"column-{sheet}-{column}"


def chosen_columns(form: Any, sheets: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What was picked: sheet -> column index -> key."""
    return {
        sheet["name"]: {
            str(column["index"]): form[name_of(place, column["index"])].data
            for column in sheet["columns"]
        }
        for place, sheet in enumerate(sheets)
    }
