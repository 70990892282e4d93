"""Cells of tables that were pasted as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reconcile.numerals import ARABIC

_NUMBER = re.compile(
    rf"[ ]*[+-]?(?P<value>{ARABIC})[ ]*(?P<scale>[万亿])?(?P<unit>件|起|宗|人|元|%)?[ ]*"
    r"(?:（?(?P<above>[\d，]{1,12})/(?P<below>[\d，]{1,12})）?[ ]*)?"
)
"""A rate may stand with its fraction: 99.56% 1366/1372."""


@dataclass(frozen=True)
class Cell:
    """``text`` is folded; it stands from ``start`` to before ``end``."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> re.Match[str] | None:
        return _NUMBER.fullmatch(self.text)


Row = Sequence[Cell]
