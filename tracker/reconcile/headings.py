"""Headings that stand above a sentence without a mark between: 六、与上年比较."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[表图]\d{1,2})"
_WORDS = r"[^\n，。；：,;:\d]{2,16}"
"""Longer lines are such as a page's margin ends."""
_HEADING = re.compile(rf"[ \u3000]*{_NUMBER}{_WORDS}")
_COMPARES = re.compile(rf"(?m)^[ \u3000]*{_NUMBER}(?=[^\n]*(?:比较|对比|相比)){_WORDS}$")


def is_heading(line: str) -> bool:
    return _HEADING.fullmatch(line) is not None


def without_heading(words: str) -> str:
    """What stands below it."""
    first, end, rest = words.lstrip().partition("\n")
    return rest if end and is_heading(first) else words


def compared(text: str) -> Iterator[tuple[int, int]]:
    """The places of those that say that years are compared, and of no days themselves."""
    return (found.span() for found in _COMPARES.finditer(text))
