"""The forms of an import: the file, and which of its columns is which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.formatting import word
from tracker.importers.layout import PASSED_OVER, Layout
from tracker.importers.sheet import SUFFIXES
from tracker.registers.declaring import Register
from tracker.services.import_batches import CASES


class UploadForm(FlaskForm):
    kind = SelectField(_l("What the file holds"), default=CASES)
    file = FileField(
        _l("Ledger file"),
        [FileRequired(_l("Please choose a file."))],
        render_kw={"accept": ",".join(SUFFIXES)},
    )


def upload_form(registers: Iterable[Register], asked: str | None) -> UploadForm:
    """Cases first, then those registers; ``asked`` is chosen already."""
    choices = [(CASES, _("Cases")), *((one.kind, word(one)) for one in registers)]
    form = UploadForm(kind=asked if asked in dict(choices) else CASES)
    form.kind.choices = [SelectChoice(*one) for one in choices]
    return form


def columns_form(sheets: list[dict[str, Any]], layout: Layout) -> Any:
    """A form with a choice for each column of each sheet, named ``column-<sheet>-<column>``.

    What is no column is kept with each row where the ledger does so, else left out.
    """
    choices = [
        *([SelectChoice("", _("keep as a further column"))] if layout.keeps_further else []),
        SelectChoice(PASSED_OVER, _("leave out")),
        *(SelectChoice(column.key, column.name) for column in layout.columns.values()),
    ]
    unknown = "" if layout.keeps_further else PASSED_OVER
    fields = {
        name_of(place, column["index"]): SelectField(
            f"{column['letter']} {column['text']}",
            choices=choices,
            default=column["key"] or unknown,
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
