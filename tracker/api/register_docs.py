"""How the registers stand in the description of the API.

Each register has addresses of its own there, with the schema of its entries. They are made when the
description is asked for, so a register that is declared is described.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_smorest import Api
from werkzeug.routing import Map, Rule

from tracker.api import register_schemas as shapes
from tracker.api.bodies import UNCHECKED, described
from tracker.api.register_schemas import MOST_ENTRIES, TEXT, JsonSchema
from tracker.api.schemas import ConflictSchema, ProblemSchema
from tracker.forms.registers import NO, YES, VoidForm
from tracker.queries.registers import PAGE_SIZE
from tracker.registers import REGISTERS
from tracker.registers.declaring import Field, Register, Shape

REFUSALS = {
    401: "not signed in",
    403: "no right to do this with the register",
    404: "no such entry within the reader's scope",
    409: "changed since it was read; the version that stands now",
    415: "not sent as JSON",
    422: "what the rules forbid and what is wrong, by field",
}
READING, WRITING = (401, 403, 422), (401, 403, 415, 422)


@dataclass(frozen=True)
class Operation:
    """``answer`` is the schema of what is given, ``body`` that of what is taken."""

    method: str
    summary: str
    answer: JsonSchema
    refusals: tuple[int, ...] = READING
    parameters: tuple[JsonSchema, ...] = ()
    body: JsonSchema | None = None
    code: int = 200

    def written(self) -> dict[str, Any]:
        responses = {str(self.code): _content(self.summary, self.answer)}
        for one in sorted(self.refusals):
            schema = ConflictSchema if one == 409 else ProblemSchema
            responses[str(one)] = _content(REFUSALS[one], schema)
        told: dict[str, Any] = {
            "summary": self.summary,
            "tags": ["registers"],
            "parameters": list(self.parameters),
            "responses": responses,
        }
        if self.body is not None:
            content = {"application/json": {"schema": self.body}}
            told["requestBody"] = {"required": True, "content": content}
        return told


def describe(api: Api, prefix: str) -> None:
    """Add every register to the description."""
    paths = {"/registers": [Operation("get", "The registers", shapes.registers())]}
    for register in REGISTERS.values():
        name = f"{register.model.__name__}Entry"
        api.spec.components.schema(name, shapes.entry(register))
        paths |= _of(register, {"$ref": f"#/components/schemas/{name}"})
    for path, operations in paths.items():
        written = {one.method: one.written() for one in operations}
        rule = Rule(prefix + path, endpoint=path, defaults={})
        Map([rule])  # gives the rule its converters, which say what the path's parts are
        api.spec.path(rule=rule, operations=written)


def _of(register: Register, one: JsonSchema) -> dict[str, list[Operation]]:
    at, label = f"/registers/{register.kind}", register.label
    within = f"{at}/<int:row_id>"
    body, changed = shapes.sent_entry(register), shapes.changed_entry(register)
    reason = described(VoidForm(formdata=None, meta=UNCHECKED))
    here = (*WRITING, 404)
    return {
        at: [
            Operation("get", f"{label}: a page", shapes.page_of(one), READING, _filters(register)),
            Operation("post", f"{label}: a new entry", one, WRITING, (), body, 201),
        ],
        within: [
            Operation("get", f"{label}: an entry", one, (*READING, 404), (CENTER,)),
            Operation("patch", f"{label}: change", one, (*here, 409), (), changed),
        ],
        **{
            f"{within}/{verb}": [Operation("post", f"{label}: {verb}", one, here, (), reason)]
            for verb in ("void", "restore")
        },
    }


def _content(description: str, schema: Any) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _asked(name: str, description: str, schema: JsonSchema | None = None) -> JsonSchema:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema or TEXT,
    }


CENTER = _asked("center", "code of the center, where it is not one's own")


def _filters(register: Register) -> tuple[JsonSchema, ...]:
    sorts = [sign + one.name for one in register.listed for sign in ("", "-")]
    size = {"type": "integer", "minimum": 1, "maximum": MOST_ENTRIES, "default": PAGE_SIZE}
    chosen = (
        _asked(one.name, one.words.term, _choice(one))
        for one in register.of_shape(Shape.WORD, Shape.YES_NO, Shape.LINK)
    )
    return (
        CENTER,
        _asked("q", "parts of texts"),
        _asked("since", register.fields[register.day].words.term, {**TEXT, "format": "date"}),
        _asked("until", register.fields[register.day].words.term, {**TEXT, "format": "date"}),
        _asked("voided", "the voided entries instead", {**TEXT, "enum": ["1"]}),
        *chosen,
        _asked("sort", "a field, with a minus the largest first", {**TEXT, "enum": sorts}),
        _asked("at", "the page's place, from next or previous"),
        _asked("size", "entries of a page", size),
    )


def _choice(one: Field) -> JsonSchema:
    if one.shape is Shape.WORD:
        return {**TEXT, "enum": [word.value for word in one.choices]}
    return {**TEXT, "enum": [YES, NO]}
