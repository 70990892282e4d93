"""A sheet of a workbook as it is read with its formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEAD = 40
"""As many rows are read of a sheet to see what it is."""

Cell = str | int | float | bool
Place = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(frozen=True)
class LiveSheet:
    """``rows[0][0]`` is cell A1, ``""`` an empty one; ``formulas`` stand without their ``=``."""

    name: str
    rows: Sequence[Sequence[Cell]]
    formulas: Mapping[Place, str]
