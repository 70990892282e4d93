"""Figures bound into the annual report's text: ``{化解件数}``, ``{行政处罚:上年}``.

People write a figure by its Chinese name; the text is stored with the figure's key, which outlives
names: ``{resolved}``, ``{penalties:before}``. Both are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Word

MONEY, SHARE = "yuan", "percent"
"""Units of figures to which forms of their own belong."""


class Form(Word):
    """What of a figure is stated, or how, where it is not simply its value."""

    BEFORE = "before", "上年", "A year before"
    CHANGE = "change", "同比", "Against a year before"
    WAN = "wan", "万元", "In wan yuan"
    YUAN = "yuan", "元", "In yuan"
    NUMERATOR = "numerator", "分子", "Numerator"
    DENOMINATOR = "denominator", "分母", "Denominator"


FITS = {
    Form.WAN: MONEY,
    Form.YUAN: MONEY,
    Form.NUMERATOR: SHARE,
    Form.DENOMINATOR: SHARE,
}
"""The unit that a figure of that form has; any other form fits every figure."""
TOGETHER = {frozenset((Form.BEFORE, one)) for one in FITS}
"""Two forms that go together: ``{协议涉及金额:上年:万元}``."""


@dataclass(frozen=True)
class Known:
    """A figure that may be bound: ``name`` is its own, ``unit`` what it is counted in."""

    key: str
    name: str
    unit: str


@dataclass(frozen=True)
class Field:
    """A figure in the text; ``forms`` in their own order."""

    key: str
    forms: tuple[Form, ...] = ()

    @property
    def of_before(self) -> bool:
        """Whether it states the year before."""
        return Form.BEFORE in self.forms

    @property
    def is_change(self) -> bool:
        return Form.CHANGE in self.forms


Piece = str | Field
UNKNOWN = N_("There is no figure called “%(name)s”.")
UNKNOWN_BUT = N_("There is no figure called “%(name)s”. Is it %(near)s?")
NAMELESS = N_("Between { and } stands no figure's name.")
OPEN = N_("The brace before “%(text)s” is not closed.")
NEVER_OPENED = N_("The brace after “%(text)s” was never opened.")
FORMLESS = N_("“%(form)s” says nothing about “%(name)s”; it may be: %(forms)s.")
UNFIT = N_("“%(form)s” does not fit “%(name)s”.")
_BRACES = re.compile(r"\{([^{}]*)\}|([{}])")
_AROUND = 10
"""Characters that are quoted beside a broken brace."""


def read_text(text: str, known: Iterable[Known]) -> tuple[list[Piece], list[Problem]]:
    """The pieces in their order, and all that is wrong with the fields.

    What cannot be read stays as it was typed. Full-width braces and colons are read as well.
    """
    plain = text.replace("｛", "{").replace("｝", "}")
    by_name = {one.name: one for one in known} | {one.key: one for one in known}
    pieces: list[Piece] = []
    problems: list[Problem] = []
    end = 0
    for found in _BRACES.finditer(plain):
        pieces.append(plain[end : found.start()])
        end = found.end()
        read = _broken(plain, found) if found[2] else _field(found[1], by_name)
        if isinstance(read, Problem):
            problems.append(read)
            pieces.append(found[0])
        else:
            pieces.append(read)
    pieces.append(plain[end:])
    return [one for one in pieces if one != ""], problems


def _broken(text: str, found: re.Match[str]) -> Problem:
    if found[2] == "{":
        return Problem("text", OPEN, {"text": text[found.end() :][:_AROUND]})
    return Problem("text", NEVER_OPENED, {"text": text[: found.start()][-_AROUND:]})


def _field(written: str, by_name: Mapping[str, Known]) -> Field | Problem:
    name, *said = (one.strip() for one in written.replace("：", ":").split(":"))
    if not name:
        return Problem("text", NAMELESS)
    figure = by_name.get(name)
    if figure is None:
        return _unknown(name, by_name)
    forms = []
    for one in said:
        form = next((form for form in Form if one in (form.value, form.term)), None)
        if form is None:
            fitting = "、".join(form.term for form in forms_of(figure))
            told: dict[str, object] = {"form": one, "name": figure.name, "forms": fitting}
            return Problem("text", FORMLESS, told)
        forms.append(form)
    for form in forms:
        if form not in forms_of(figure) or (len(forms) > 1 and frozenset(forms) not in TOGETHER):
            return Problem("text", UNFIT, {"form": ":".join(said), "name": figure.name})
    return Field(figure.key, tuple(one for one in Form if one in forms))


def _unknown(name: str, by_name: Mapping[str, Known]) -> Problem:
    names = {one.name for one in by_name.values()}
    near = [one for one in names if name in one] or get_close_matches(name, sorted(names), 3)
    if not near:
        return Problem("text", UNKNOWN, {"name": name})
    offered = "、".join(f"{{{one}}}" for one in sorted(near, key=len)[:3])
    return Problem("text", UNKNOWN_BUT, {"name": name, "near": offered})


def forms_of(figure: Known) -> list[Form]:
    """Those that fit it."""
    return [one for one in Form if FITS.get(one, figure.unit) == figure.unit]


def stored(pieces: Iterable[Piece]) -> str:
    """With the figures' keys."""
    return "".join(
        one if isinstance(one, str) else _braced(one.key, one, "value") for one in pieces
    )


def written(pieces: Iterable[Piece], known: Iterable[Known]) -> str:
    """As people write it; a figure that there is no more keeps its key."""
    names = {one.key: one.name for one in known}
    return "".join(
        one if isinstance(one, str) else _braced(names.get(one.key, one.key), one, "term")
        for one in pieces
    )


def _braced(name: str, field: Field, words: str) -> str:
    return "{" + ":".join([name, *(getattr(form, words) for form in field.forms)]) + "}"


def lines_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line that says anything: a line is a paragraph of the report."""
    line: list[Piece] = []
    for one in pieces:
        if isinstance(one, Field):
            line.append(one)
            continue
        first, *others = one.split("\n")
        line.append(first)
        for other in others:
            yield from _if_said(line)
            line = [other]
    yield from _if_said(line)


def _if_said(line: list[Piece]) -> Iterator[list[Piece]]:
    if any(isinstance(one, Field) or one.strip() for one in line):
        yield _stripped(line)


def _stripped(line: list[Piece]) -> list[Piece]:
    if isinstance(first := line[0], str):
        line[0] = first.lstrip()
    if isinstance(last := line[-1], str):
        line[-1] = last.rstrip()
    return [one for one in line if one != ""]
