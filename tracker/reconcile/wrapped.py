"""Lines of a PDF end anywhere, inside of words and numbers too: joined again, place by place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reconcile.headings import is_heading

_ENDED = "。！？；：:;!?"
_BLANKS = " \t\u3000\r"
_BEGINS = re.compile(
    r"[ \t\u3000\r\n]|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.、．]\D|[•·●■◆①-⑳]|$"
)
"""How a paragraph, a heading or a point of a list begins."""
_LABELLED = re.compile(
    r"[ \t\u3000]*[^，。；：;:\d]{1,16}[：:][ \u3000]*[^\d\s]{0,4}\d[\d,，.]*[^\d，。；：;:]{0,4}"
)
"""A line of a list of figures: 化解率：98.83%."""
_LABEL = re.compile(r"[ \t\u3000]*[^，。；：;:\d]{1,16}[：:][ \u3000]*[^\d\s]{0,4}\d")
_CELLS = re.compile(r"\S(?:\t|\u3000| {2,})\S")


@dataclass(frozen=True)
class Unwrapped:
    """``places``: where each character of ``text`` stands in the text as it was."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From and to before, in the text as it was."""
        return self.places[start], self.places[end - 1] + 1


def unwrapped(text: str) -> Unwrapped:
    """Without the ends of lines at which a paragraph goes on; rows of tables stay rows."""
    kept: list[int] = []
    start = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        kept += range(start, start + len(line))
        following = lines[number + 1] if number + 1 < len(lines) else ""
        start += len(line) + 1
        if number + 1 < len(lines):
            if _goes_on(line, following):
                while kept and kept[-1] >= start - 1 - len(line) and text[kept[-1]] in " \r":
                    kept.pop()
            else:
                kept.append(start - 1)
    return Unwrapped("".join(text[place] for place in kept), kept)


def _goes_on(line: str, following: str) -> bool:
    said = line.rstrip(_BLANKS)
    if not said or said[-1] in _ENDED or is_heading(said) or _BEGINS.match(following):
        return False
    if _LABELLED.fullmatch(said) and _LABEL.match(following):
        return False
    return not (_CELLS.search(said) or _CELLS.search(following))
