"""The elements of a drawing: escaped, and placed so that letters keep their size.

On a page a drawing is as wide as its place, so places along the width are percentages; a file has
a width of its own, and they are pixels. Heights are pixels always.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from tracker.reports.content import Cell

UNKNOWN_TO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HATCH, DOTS, PLAIN = "hatch", "dots", "plain"
"""Patterns: the usual bar, what is marked, and what stands beside."""

PHONE_LETTERS = 47
LETTER = 6.8
"""How wide a narrow letter of a file is, roughly, in pixels."""


def element(name: str, *children: str, **attributes: object) -> Markup:
    """``class_`` is the class, ``data_key`` the attribute ``data-key``; None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup(f"<{name}{given}/>")  # noqa: S704 - every part is escaped
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")  # noqa: S704 - as above


def literal(text: str) -> Markup:
    """What somebody wrote, literally; letters that XML does not know are left out."""
    return escape(UNKNOWN_TO_XML.sub("", text))


def joined(*children: str) -> Markup:
    return Markup("").join(children)


def _plain(value: object) -> object:
    """``12.5`` for 12.500000001: no digits that nobody sees."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def cut(text: str, most: int) -> str:
    """At most so many letters wide, a Chinese one counting as two."""
    width = 0
    for place, letter in enumerate(text):
        width += 2 if east_asian_width(letter) in "WF" else 1
        if width > most:
            return text[: max(place - 1, 1)] + "…"
    return text


def width_of(text: str) -> int:
    """In narrow letters."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


@dataclass(frozen=True)
class Canvas:
    """Where a drawing is drawn: ``name`` begins its ids, ``width`` is None on a page.

    ``href`` gives the address of a number's cases; without it nothing is a link.
    """

    name: str
    width: float | None = None
    href: Callable[[Cell], str | None] | None = None

    def along(self, share: float) -> str:
        """A place or a length along the width, from 0 to 1."""
        if self.width is None:
            return f"{_plain(share * 100)}%"
        return str(_plain(share * self.width))

    @property
    def letters(self) -> int:
        """So many narrow letters stand side by side: on a phone, or on the file's paper."""
        return PHONE_LETTERS if self.width is None else int(self.width / LETTER)

    def pattern(self, name: str) -> str:
        return f"url(#{self.name}-{name})"

    def patterns(self) -> Markup:
        """The definitions of the patterns: they tell bars apart where colours do not."""
        ground = element("rect", class_="chart-fill", width=6, height=6)
        line = element("line", class_="chart-hatch", x1=0, y1=0, x2=0, y2=6)
        dot = element("circle", class_="chart-dot", cx=3, cy=3, r=1.1)
        kinds = {HATCH: (ground, line), DOTS: (dot,), PLAIN: (ground,)}
        return element(
            "defs",
            *(
                element(
                    "pattern",
                    *content,
                    id=f"{self.name}-{name}",
                    width=6,
                    height=6,
                    patternUnits="userSpaceOnUse",
                    patternTransform="rotate(45)" if name == HATCH else None,
                )
                for name, content in kinds.items()
            ),
        )

    def link(self, number: Cell, told: str | None, *children: str) -> Markup:
        """The children as a link to the number's cases; ``told`` where they do not say enough."""
        href = self.href(number) if self.href else None
        if href is None:
            return joined(*children)
        title = element("title", literal(told)) if told else Markup("")
        given = {"data_figure": number.key, "data_value": number.value}
        return element("a", title, *children, href=href, **given)

    def halo(self, x: str, y: float, text: str) -> Markup:
        """Clears the ground behind a number in a file; on a page the letters have an edge."""
        if self.width is None:
            return Markup("")
        wide = width_of(text) * LETTER + 4
        place = {"x": float(x) - wide / 2, "y": y - 12, "width": wide, "height": 15}
        return element("rect", class_="chart-halo", **place)

    def reach(self, x: float, y: float, width: float, height: float) -> Markup:
        """What makes a link large enough for a finger; a file needs none."""
        if self.href is None:
            return Markup("")
        place = {"x": self.along(x), "width": self.along(width)}
        return element("rect", class_="chart-reach", y=y, height=height, **place)
