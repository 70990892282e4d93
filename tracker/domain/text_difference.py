"""How one text became another, for people to look at: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum

_SENTENCES = re.compile(r"[^。；\n]*[。；\n]|[^。；\n]+")
_WORDS = re.compile(r"\{[^{}]*\}|[0-9A-Za-z.%]+|.", re.DOTALL)
"""A bound figure and a number are looked at whole, Chinese by its characters."""
ALIKE = 0.4
"""Of less than that in common a sentence is another one, and no change of the old."""


class Fate(Enum):
    KEPT = "kept"
    GONE = "gone"
    COME = "come"


Run = tuple[Fate, str]


def difference(before: str, after: str) -> list[Run]:
    """The runs in their order, what is gone before what has come in its place."""
    old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append((Fate.KEPT, "".join(old[a:b])))
        else:
            runs += _changed("".join(old[a:b]), "".join(new[c:d]))
    return list(_joined(runs))


def _changed(before: str, after: str) -> Iterator[Run]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.quick_ratio() < ALIKE:
        yield from _replaced(before, after)
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Fate.KEPT, "".join(old[a:b])
        else:
            yield from _replaced("".join(old[a:b]), "".join(new[c:d]))


def _replaced(before: str, after: str) -> Iterator[Run]:
    if before:
        yield Fate.GONE, before
    if after:
        yield Fate.COME, after


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one fate are one run."""
    last: Run | None = None
    for fate, text in runs:
        if last is not None and last[0] is fate:
            last = fate, last[1] + text
            continue
        if last is not None:
            yield last
        last = fate, text
    if last is not None:
        yield last
