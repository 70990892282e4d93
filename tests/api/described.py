"""Whether a document is OpenAPI 3.1 as this API uses it, and whether an answer is as described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
KNOWN = {
    "type", "properties", "required", "items", "additionalProperties", "enum", "format",
    "minimum", "maximum", "default", "description", "title", "anyOf",
}  # fmt: skip


def resolved(document: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema that a ``$ref`` points at; KeyError when it points at nothing."""
    while "$ref" in schema:
        found = document
        assert schema["$ref"].startswith("#/"), schema
        for part in schema["$ref"][2:].split("/"):
            found = found[part]
        schema = found
    return schema


def operations(document: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, {
                    **item[method],
                    "parameters": [*item.get("parameters", []),
                                   *item[method].get("parameters", [])],
                }  # fmt: skip


def schemas(document: Any, node: Any = None) -> Iterator[dict[str, Any]]:
    """Every schema of the document, wherever it stands."""
    node = document if node is None else node
    if isinstance(node, list):
        for one in node:
            yield from schemas(document, one)
    elif isinstance(node, dict):
        for name, inner in node.items():
            if name == "schema":
                yield from _within(inner)
            elif name == "schemas":
                for one in inner.values():
                    yield from _within(one)
            else:
                yield from schemas(document, inner)


def _within(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for one in schema.get("properties", {}).values():
        yield from _within(one)
    for one in schema.get("anyOf", ()):
        yield from _within(one)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from _within(schema[name])


def types_of(schema: dict[str, Any]) -> list[str]:
    stated = schema.get("type", [])
    return [stated] if isinstance(stated, str) else list(stated)


def mismatches(document: Any, schema: dict[str, Any], value: Any, where: str = "$") -> list[str]:
    """Where the value is not as the schema says; an object's undescribed properties count too."""
    schema = resolved(document, schema)
    if "anyOf" in schema:
        each = [mismatches(document, one, value, where) for one in schema["anyOf"]]
        return [] if any(not one for one in each) else each[0]
    kinds = types_of(schema)
    if kinds and not any(_is(value, kind) for kind in kinds):
        return [f"{where}: {value!r} is no {kinds}"]
    found: list[str] = []
    if isinstance(value, list):
        for place, one in enumerate(value):
            found += mismatches(document, schema.get("items", {}), one, f"{where}[{place}]")
    if isinstance(value, dict):
        found += [f"{where}.{one} lacks" for one in schema.get("required", ()) if one not in value]
        for name, one in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
            if inner is None and "properties" in schema:
                found.append(f"{where}.{name} is not described")
            elif isinstance(inner, dict):
                found += mismatches(document, inner, one, f"{where}.{name}")
    return found


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])
