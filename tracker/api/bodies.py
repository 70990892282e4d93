"""What a program sends, as the page's form would send it, and how that is described.

A JSON object has the form's fields by their names, with lists of objects for repeated rows. What is
left out stays as the form begins on the page: what stands in the case, or the form's own default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, FieldList, FormField, SelectMultipleField
from wtforms.form import BaseForm

from tracker.forms.fields import DateField, MoneyField, ReadField, RowField, RowsField, WordField
from tracker.forms.registers import NO, YES, YesNoField

OF_THE_PAGE = {"csrf_token"}
WHOLE = "case"
"""Where a sentence stands that concerns no field."""

UNCHECKED: dict[str, Any] = {"csrf": False}
"""Another guard stands in for the token of a page."""

Problems = dict[str, list[str]]


def sent_of(begun: BaseForm, body: Mapping[str, Any]) -> tuple[MultiDict[str, str], Problems]:
    """What the page would send after the fields of ``body`` were typed over ``begun``."""
    problems: Problems = {}
    pairs: list[tuple[str, str]] = []
    for name, field in fields_of(begun):
        given = field.name in body
        pairs += _typed(field, body[name], problems) if given else _standing(field)
    for name in body.keys() - dict(fields_of(begun)).keys():
        problems[name] = [_("There is no such field.")]
    return MultiDict(pairs), problems


def fields_of(form: BaseForm) -> list[tuple[str, Field]]:
    return [(one.short_name, one) for one in form if one.short_name not in OF_THE_PAGE]


def problems_in(form: Any, whole: str = WHOLE) -> Problems:
    """Every sentence of the form by the name of its field, ``parties-0-name`` in a row; ``whole``
    is the name of what concerns no field.
    """
    found: Problems = {}
    if form.form_errors:
        found[whole] = [str(one) for one in form.form_errors]
    for field in form:
        if isinstance(field, FieldList):
            for entry in field.entries:
                found |= problems_in(entry.form)
        elif isinstance(field, FormField):
            found |= problems_in(field.form)
        elif field.errors:
            found[field.name] = [str(one) for one in field.errors]
    return found


def described(form: BaseForm) -> dict[str, Any]:
    """The JSON schema of what the form takes."""
    fields = dict(fields_of(form))
    required = [name for name, one in fields.items() if _must_be_sent(one)]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: _schema(one) for name, one in fields.items()},
        "additionalProperties": False,
    }
    return schema | ({"required": required} if required else {})


def _typed(field: Field, value: Any, problems: Problems) -> Iterator[tuple[str, str]]:
    """The value as it would be typed; a sentence among the problems where it has another shape."""
    if isinstance(field, FieldList):
        if _is_list_of(value, dict):
            for place, row in enumerate(value):
                yield from _row(field, place, row, problems)
            return
    elif isinstance(field, SelectMultipleField):
        if _is_list_of(value, (str, int)):
            yield from ((field.name, str(one)) for one in value)
            return
    elif isinstance(field, BooleanField):
        if isinstance(value, bool):
            yield from [(field.name, "y")] if value else []
            return
    elif isinstance(field, YesNoField) and isinstance(value, bool):
        yield field.name, YES if value else NO
        return
    elif value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        yield field.name, "" if value is None else str(value)
        return
    problems[field.name] = [_("This has not the form that is described.")]


def _row(
    field: FieldList, place: int, row: Mapping[str, Any], problems: Problems
) -> Iterator[tuple[str, str]]:
    blank = _blank_row(field, place)
    inner = dict(fields_of(blank))
    for name in row.keys() - inner.keys():
        problems[f"{field.name}-{place}-{name}"] = [_("There is no such field.")]
    for name, one in inner.items():
        yield from _typed(one, row[name], problems) if name in row else _standing(one)


def _blank_row(field: FieldList, place: int) -> BaseForm:
    """An empty row as the page would add it at that place."""
    form_class = field.unbound_field.args[0]
    blank: BaseForm = form_class(formdata=None, prefix=f"{field.name}-{place}-")
    return blank


def _standing(field: Field) -> Iterator[tuple[str, str]]:
    """The field as the page sends it when nobody touches it."""
    if isinstance(field, FieldList):
        for entry in field.entries:
            for _name, one in fields_of(entry.form):
                yield from _standing(one)
    elif isinstance(field, SelectMultipleField):
        yield from ((field.name, str(one)) for one in field.data or ())
    elif isinstance(field, BooleanField):
        yield from [(field.name, "y")] if field.data else []
    elif isinstance(field, ReadField):
        yield field.name, field._value()
    else:
        yield field.name, "" if field.data is None else str(field.data)


def _must_be_sent(field: Field) -> bool:
    return field.short_name == "version" or (field.flags.required and field.default is None)


def _schema(field: Field) -> dict[str, Any]:
    return {"description": str(field.label.text), **_kind(field)}


def _kind(field: Field) -> dict[str, Any]:
    if isinstance(field, FieldList):
        return {"type": "array", "items": described(_blank_row(field, 0))}
    if isinstance(field, WordField):
        values = [one.value for one in field.words if field.only(one)]
        return {"type": ["string", "null"], "enum": [*values, None]}
    if field.short_name == "version":
        return {"type": "integer", "description": "that of the case as it was read"}
    if field.short_name == "id":
        return {"type": ["integer", "null"]}
    return next((said for kind, said in KINDS if isinstance(field, kind)), TEXT)


KINDS: tuple[tuple[type[Field], dict[str, Any]], ...] = (
    (RowsField, {"type": "array", "items": {"type": "integer"}}),
    (SelectMultipleField, {"type": "array", "items": {"type": "string"}}),
    (BooleanField, {"type": "boolean"}),
    (RowField, {"type": ["integer", "null"]}),
    (MoneyField, {"type": ["string", "number", "null"]}),
    (DateField, {"type": ["string", "null"], "format": "date"}),
)
TEXT: dict[str, Any] = {"type": ["string", "integer", "null"]}


def _is_list_of(value: Any, kinds: type | tuple[type, ...]) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, kinds) and not isinstance(one, bool) for one in value
    )
