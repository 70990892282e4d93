"""A page as its reader has it: the form as a browser would send it, and the visible text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "br", "hr", "img", "link", "meta", "use", "path"}


class _Reader(HTMLParser):
    """Collects the fields of each form; what a ``template`` holds belongs to no form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.words: list[str] = []
        self._skip = 0
        self._select: dict[str, Any] | None = None
        self._area: str | None = None
        self._typed = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        if tag in ("template", "script", "style"):
            self._skip += 1
        if self._skip:
            return
        if tag == "form":
            self.forms.append({"action": attrs.get("action", ""), "fields": []})
        elif tag == "select" and attrs.get("name"):
            self._select = {"name": attrs["name"], "values": [], "first": None, **attrs}
        elif tag == "option" and self._select is not None:
            if self._select["first"] is None:
                self._select["first"] = attrs["value"]
            if "selected" in attrs:
                self._select["values"].append(attrs["value"])
        elif tag == "textarea":
            self._area, self._typed = attrs["name"], ""
        elif tag == "input":
            self._input(attrs)

    def _input(self, attrs: dict[str, str]) -> None:
        kind = attrs.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in attrs:
            return
        if kind not in ("submit", "file") and attrs.get("name"):
            self._field(attrs["name"], attrs.get("value", "on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("template", "script", "style"):
            self._skip -= 1
        if tag == "select" and self._select is not None:
            chosen = self._select["values"] or (
                [] if "multiple" in self._select else [self._select["first"] or ""]
            )
            for value in chosen:
                self._field(self._select["name"], value)
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._field(self._area, self._typed.removeprefix("\n").removeprefix("\r\n"))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._typed += data
        elif not self._skip and data.strip():
            self.words.append(data.strip())

    def _field(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1]["fields"].append((name, value))


def form_of(html: str, field: str) -> dict[str, Any]:
    """What the form holding ``field`` would send, by name; several values as a list."""
    reader = _Reader()
    reader.feed(html)
    fields = next(
        form["fields"] for form in reader.forms if field in [name for name, _ in form["fields"]]
    )
    sent: dict[str, Any] = {}
    for name, value in fields:
        sent[name] = value if name not in sent else [*_listed(sent[name]), value]
    return sent


def first_choice(html: str, field: str) -> str:
    """The first value that a list or a row of ticks offers, blank ones passed over."""
    select = re.search(rf'<select[^>]* name="{field}".*?</select>', html, re.DOTALL)
    offered = select[0] if select else html
    ticks = "" if select else rf'name="{field}"[^>]* '
    found = re.search(rf'{ticks}value="([^"]+)"', offered)
    assert found, field
    return found[1]


def text_of(html: str) -> str:
    """What stands on the page, without markup."""
    reader = _Reader()
    reader.feed(html)
    return " ".join(reader.words)


def error_beside(html: str, field: str) -> str:
    """The sentence that stands beside the field; empty when there is none."""
    found = re.search(rf'id="{re.escape(field)}-error">(.*?)</p>', html, re.DOTALL)
    return text_of(found[1]) if found else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
