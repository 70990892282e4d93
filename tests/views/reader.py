"""A page as a careful reader checks it: its frame, its labels, its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

READ_OUT = ("title", "aria-label", "placeholder", "alt", "data-label", "data-columns-label")
"""Attributes that a person reads or hears."""

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style", "code"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Seen:
    """What stands on a page.

    ``texts`` are without pictures, commands and what says itself to be in another language.
    """

    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    fields: list[dict[str, str]] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    @property
    def unlabelled(self) -> list[str]:
        """Names of the fields that have neither label nor aria-label."""
        return [
            one.get("name", "?")
            for one in self.fields
            if one.get("id") not in self.labelled
            and not one.get("aria-label")
            and one.get("aria-hidden") != "true"
        ]

    @property
    def ids_of_several(self) -> list[str]:
        return sorted({one for one in self.ids if self.ids.count(one) > 1})


class _Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.open: list[tuple[str, bool]] = []

    @property
    def _silent(self) -> bool:
        return any(silent for _tag, silent in self.open)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        if tag == "html":
            self.seen.language = attrs.get("lang", "")
        elif tag not in VOID:
            hidden = attrs.get("aria-hidden") == "true"
            self.open.append((tag, tag in SILENT or hidden or "lang" in attrs))
        if not self._silent:
            self.seen.texts += [attrs[name] for name in READ_OUT if attrs.get(name)]
        self._note(tag, attrs)
        self._note_inline(tag, attrs)

    def _note(self, tag: str, attrs: dict[str, str]) -> None:
        seen = self.seen
        if tag == "h1":
            seen.headings.append("")
        elif tag == "a" and attrs.get("href"):
            seen.links.append(attrs["href"])
        elif tag == "label":
            seen.labelled.add(attrs.get("for", ""))
        elif tag in ("select", "textarea") or (
            tag == "input" and attrs.get("type") not in NEEDS_NO_LABEL
        ):
            seen.fields.append(attrs)
        if attrs.get("id"):
            seen.ids.append(attrs["id"])

    def _note_inline(self, tag: str, attrs: dict[str, str]) -> None:
        """What the content security policy keeps a browser from running."""
        if tag == "style" or (tag == "script" and not attrs.get("src")):
            self.seen.inline.append(f"<{tag}>")
        written = [name for name in attrs if name == "style" or name.startswith("on")]
        self.seen.inline += [f"{tag} {name}" for name in written]
        if attrs.get("href", "").startswith("javascript:"):
            self.seen.inline.append(attrs["href"])

    def handle_endtag(self, tag: str) -> None:
        if any(tag == one for one, _silent in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        within = [tag for tag, _silent in self.open]
        if within[-1:] == ["title"] and "svg" not in within:
            self.seen.title += data
        if "h1" in within:
            self.seen.headings[-1] += data
        if data.strip() and not self._silent:
            self.seen.texts.append(data.strip())


def read(html: str) -> Seen:
    checker = _Checker()
    checker.feed(html)
    checker.close()
    return checker.seen
