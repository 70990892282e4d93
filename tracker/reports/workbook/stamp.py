"""Which frozen version a workbook is of: in its properties for people, in a cell for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.indicators.frozen_years import FrozenState

_WRITTEN = re.compile(r"(\S{1,64}) ([0-9]{4}) v([0-9]{1,9}) ([0-9a-f]{64})")


@dataclass(frozen=True)
class Stamp:
    center: str
    year: int
    number: int
    sha256: str

    @property
    def text(self) -> str:
        """``LS 2024 v1 ab12…``: the same in every language."""
        return f"{self.center} {self.year} v{self.number} {self.sha256}"

    def put_on(self, workbook: Any) -> None:
        """As properties of the document."""
        for name, value in vars(self).items():
            workbook.set_custom_property(f"tracker.{name}", value)


def stamp_of(center: str, frozen: FrozenState) -> Stamp:
    return Stamp(center, frozen.year, frozen.number, frozen.sha256)


def stamp_in(rows: Iterable[Sequence[Any]]) -> Stamp | None:
    """The stamp in the cells of the first sheet; None where there is none."""
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and (found := _WRITTEN.fullmatch(cell)):
                return Stamp(found[1], int(found[2]), int(found[3]), found[4])
    return None
