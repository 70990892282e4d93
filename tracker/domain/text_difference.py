"""How one text became another, for people to look at: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from itertools import takewhile

_SENTENCES = re.compile(r"[^。；\n]*[。；\n]|[^。；\n]+")
_WORDS = re.compile(r"\{[^{}]*\}|[0-9A-Za-z.%]+|.", re.DOTALL)
"""A bound figure and a number are looked at whole, Chinese by its characters."""
ALIKE = 0.4
"""Of less than that in common a sentence is another one, and no change of the old."""


MOST_COMPARED = 500_000
"""Pairs of pieces; of longer texts without a common beginning or end one replaces the other."""


class Fate(Enum):
    KEPT = "kept"
    GONE = "gone"
    COME = "come"


Run = tuple[Fate, str]


def difference(before: str, after: str) -> list[Run]:
    """The runs in their order, what is gone before what has come in its place."""
    old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    runs: list[Run] = []
    for same, one, another in _steps(old, new):
        runs += [(Fate.KEPT, one)] if same else _changed(one, another)
    return list(_joined(runs))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """(whether it is the same, then, now) from the beginning to the end."""
    before, after = _alike(old, new), _alike(old[::-1], new[::-1])
    after = min(after, len(old) - before, len(new) - before)
    yield True, "".join(old[:before]), ""
    then, now = old[before : len(old) - after], new[before : len(new) - after]
    if len(then) * len(now) > MOST_COMPARED:
        yield False, "".join(then), "".join(now)
    else:
        for kind, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
            yield kind == "equal", "".join(then[a:b]), "".join(now[c:d])
    yield True, "".join(old[len(old) - after :]), ""


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces both begin with."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _both in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _changed(before: str, after: str) -> Iterator[Run]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if SequenceMatcher(None, old, new, autojunk=False).quick_ratio() < ALIKE:
        yield from _replaced(before, after)
        return
    for same, one, another in _steps(old, new):
        if same:
            yield Fate.KEPT, one
        else:
            yield from _replaced(one, another)


def _replaced(before: str, after: str) -> Iterator[Run]:
    if before:
        yield Fate.GONE, before
    if after:
        yield Fate.COME, after


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one fate are one run; nothing is none."""
    last: Run | None = None
    for fate, text in (one for one in runs if one[1]):
        if last is not None and last[0] is fate:
            last = fate, last[1] + text
            continue
        if last is not None:
            yield last
        last = fate, text
    if last is not None:
        yield last
