"""Fields put into their places, in a closed room: templates may come from outside.

Only fields, ``for``, ``if`` and a few harmless filters are known; nothing can be called, no
attribute of Python's own is reached, nothing grows without bound, and what stands in a field is
text, whatever it looks like.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tracker.reports.papers.fields import Context

FILTERS = ("default", "e", "escape", "first", "last", "length")


class ClosedRoom(ImmutableSandboxedEnvironment):
    """Jinja without calls, without arithmetic, with entries of our own lists as only objects."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=StrictUndefined, **options)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {}

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        raise SecurityError(f"no arithmetic: {operator}")

    def is_safe_callable(self, _obj: Any) -> bool:
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Entries of lists answer to their keys; besides only the loop tells where it is."""
        known = type(obj).__name__ == "LoopContext" and attr in ("index", "first", "last", "length")
        return known and bool(super().is_safe_attribute(obj, attr, value))


@cache
def _for_text() -> ClosedRoom:
    return ClosedRoom(autoescape=False)


@cache
def _compiled(text: str) -> Any:
    return _for_text().from_string(text)


def fill_text(text: str, context: Mapping[str, Any]) -> str:
    """The text of a form of our own with its fields in their places."""
    if "{" not in text:
        return text
    filled: str = _compiled(text).render(context)
    return filled


def fill_docx(template: bytes, context: Context) -> bytes:
    """The Word document. A line break in a field begins a new paragraph.

    Raises jinja2.TemplateError for a template that asks for what is not there.
    """
    document = DocxTemplate(io.BytesIO(template))
    document.render(_broken(context), jinja_env=ClosedRoom(autoescape=True), autoescape=True)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _broken(value: Any) -> Any:
    r"""``\a`` is what docxtpl makes paragraphs of."""
    if isinstance(value, Mapping):
        return {name: _broken(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_broken(one) for one in value]
    return value.replace("\n", "\a")
