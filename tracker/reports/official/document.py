"""An official document without a form: sections of sentences and tables in which figures are bound.

A figure stays a figure wherever it stands: each form can be held against the summary's JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.domain.characters import without_noncharacters

Key = tuple[str, ...]
"""The way to a figure in the summary's JSON; a row of a breakdown is named by its own key."""


@dataclass(frozen=True)
class Stated:
    """A figure where it is stated; ``text`` is how it is written there, its unit included."""

    key: Key
    text: str
    value: int | Decimal


Part = str | Stated
Words = tuple[Part, ...]
"""A sentence, or a piece of one."""

_PLACE = re.compile(r"%\((\w+)\)s")


def words(message: str, **places: Part | Words) -> Words:
    """The message with its places filled: ``%(closed)s`` by the figure of that name."""
    found: list[Part] = []
    for at, piece in enumerate(_PLACE.split(message)):
        if at % 2 == 0:
            found += [piece.replace("%%", "%")] if piece else []
        else:
            filling = places[piece]
            found += filling if isinstance(filling, tuple) else [filling]
    return tuple(found)


def listed(pieces: Sequence[Words], between: str) -> Words:
    """The pieces one after the other."""
    found: list[Part] = []
    for piece in pieces:
        found += [between, *piece] if found else piece
    return tuple(found)


def plain(said: Words) -> str:
    """What a file can hold of it."""
    said_text = "".join(part.text if isinstance(part, Stated) else part for part in said)
    return without_noncharacters(said_text)


@dataclass(frozen=True)
class Column:
    """``key`` names it in Word templates; ``room`` is its width in millimetres."""

    key: str
    label: str
    room: float
    numeric: bool = True


@dataclass(frozen=True)
class Table:
    """``key`` names it in Word templates; with ``total`` the last row is that of the whole."""

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Words]]
    total: bool = False


@dataclass(frozen=True)
class Section:
    """``title`` is the heading with its number; ``parts`` are the sections one level below."""

    key: str
    title: str
    paragraphs: Sequence[Words] = ()
    tables: Sequence[Table] = ()
    parts: Sequence[Section] = ()


@dataclass(frozen=True)
class Document:
    """``title`` has a line for whose it is and one for what it is of; ``notes`` are what else is to
    be known, ``mark`` stands on every page of a sample; ``annex`` says how figures are counted.
    """

    title: Sequence[str]
    about: str
    mark: str | None
    notes: Sequence[str]
    sections: Sequence[Section]
    annex: Section
    annex_note: str
    signed: str
    day: str
    figures: dict[str, Words] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return " ".join(self.title)

    def every_section(self) -> Iterator[tuple[int, Section]]:
        """Each with its level, counted from 1, in the order of the document."""
        return _levels((*self.sections, self.annex), 1)

    def every_table(self) -> Iterator[Table]:
        for _level, section in self.every_section():
            yield from section.tables


def _levels(sections: Iterable[Section], level: int) -> Iterator[tuple[int, Section]]:
    for one in sections:
        yield level, one
        yield from _levels(one.parts, level + 1)
