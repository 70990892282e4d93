"""The JSON schemas of a register's entries, made of its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.api.bodies import UNCHECKED, described
from tracker.forms.registers import entry_form
from tracker.registers.declaring import Field, Register, Shape

MOST_ENTRIES = 200
"""Of a page."""

JsonSchema = dict[str, Any]
TEXT: JsonSchema = {"type": "string"}
ANSWERED: Mapping[Shape, JsonSchema] = {
    Shape.DAY: {"type": ["string", "null"], "format": "date"},
    Shape.NUMBER: {"type": ["integer", "null"]},
    Shape.MONEY: {"type": ["string", "null"]},
    Shape.YES_NO: {"type": "boolean"},
    Shape.WORD: {"type": ["string", "null"]},
    Shape.TEXT: {"type": ["string", "null"]},
    Shape.LONG_TEXT: {"type": ["string", "null"]},
    Shape.LINK: {"type": ["string", "null"]},
}
VERSION = {"type": "integer", "description": "that of the entry as it was read"}
SENT: Mapping[Shape, JsonSchema] = {
    Shape.NUMBER: {"type": ["integer", "string", "null"]},
    Shape.YES_NO: {"type": "boolean"},
}
OF_EVERY: dict[str, JsonSchema] = {
    "center": TEXT,
    "id": {"type": "integer"},
    "version": {"type": "integer", "description": "to be sent with a change"},
    "voided": {
        "type": ["object", "null"],
        "properties": {"at": TEXT, "by": TEXT, "reason": TEXT},
        "required": ["at", "by", "reason"],
        "additionalProperties": False,
    },
}


def sent_entry(register: Register) -> JsonSchema:
    """What the form takes; numbers are sent as numbers, yes and no as such."""
    form = entry_form(register)(formdata=None, meta=UNCHECKED)
    del form.version
    schema = described(form)
    properties = {
        name: {**one, **SENT.get(register.fields[name].shape, {})}
        for name, one in schema["properties"].items()
    }
    return {**schema, "properties": properties}


def entry(register: Register) -> JsonSchema:
    fields = {name: _value(one) for name, one in register.fields.items()}
    properties = {**OF_EVERY, **fields}
    return {
        "type": "object",
        "title": register.term,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _value(one: Field) -> JsonSchema:
    said = {**ANSWERED[one.shape], "description": one.words.term}
    if one.shape is Shape.WORD:
        said["enum"] = [*(word.value for word in one.choices), None]
    return said


def page_of(one: JsonSchema) -> JsonSchema:
    place: JsonSchema = {"type": ["string", "null"], "description": "what at takes"}
    properties = {
        "total": {"type": "integer"},
        "entries": {"type": "array", "items": one},
        "next": place,
        "previous": place,
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def registers() -> JsonSchema:
    field = {
        "type": "object",
        "properties": {
            **dict.fromkeys(("name", "term", "label", "shape"), TEXT),
            "required": {"type": "boolean"},
        },
        "required": ["name", "term", "label", "shape", "required"],
    }
    register = {
        "type": "object",
        "properties": {
            **dict.fromkeys(("kind", "term", "label", "day"), TEXT),
            "fields": {"type": "array", "items": field},
        },
        "required": ["kind", "term", "label", "day", "fields"],
    }
    properties = {"registers": {"type": "array", "items": register}}
    return {"type": "object", "properties": properties, "required": ["registers"]}


def changed_entry(register: Register) -> JsonSchema:
    """What is left out stays as it is."""
    properties = {**sent_entry(register)["properties"], "version": VERSION}
    return {
        "type": "object",
        "properties": properties,
        "required": ["version"],
        "additionalProperties": False,
    }
