"""Where sentences, parts and clauses of a folded text end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENDS = re.compile(
    r"[。！？]|\n(?=[ \n]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.、]|$)"
)
FAR = 300
"""Characters; no words further off say what a number is: text without an end is read in time."""
PART, CLAUSE, LIST = "；", "，：", "、"


@dataclass(frozen=True)
class Sentence:
    """From ``start`` to before ``end``; ``opens``: nothing said before it holds any more."""

    start: int
    end: int
    opens: bool


def sentences(text: str) -> Iterator[Sentence]:
    start, opens = 0, True
    for found in _ENDS.finditer(text):
        if text[start : found.start()].strip():
            yield Sentence(start, found.start(), opens)
            opens = False
        opens = opens or found[0] == "\n"
        start = found.end()
    if text[start:].strip():
        yield Sentence(start, len(text), opens)


def clause_start(
    text: str, sentence: Sentence, place: int, ends: str = CLAUSE + PART + "（）"
) -> int:
    """Where the clause begins in which the place lies; a comma inside of a number ends none."""
    at, first = place, max(sentence.start, place - FAR)
    while at > first and not _ends_at(text, at - 1, ends):
        at -= 1
    return at


def clause_end(
    text: str, sentence: Sentence, place: int, ends: str = CLAUSE + PART + LIST + "（）\n"
) -> int:
    at, last = place, min(sentence.end, place + FAR)
    while at < last and not _ends_at(text, at, ends):
        at += 1
    return at


def _ends_at(text: str, place: int, ends: str) -> bool:
    if text[place] not in ends:
        return False
    between = text[place - 1 : place].isdigit() and text[place + 1 : place + 4].isdigit()
    return not (text[place] == "，" and between and len(text[place + 1 : place + 4]) == 3)
