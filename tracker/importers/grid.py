"""What every ledger file is once it is read: sheets of cells, within limits stated once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from tracker.domain.problems import Problem, Refused

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
Row: TypeAlias = list[Value]

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_PACKING_RATIO = 100
"""No ledger is packed tighter than this once it is larger than ``ALWAYS_UNPACKED_BYTES``."""
ALWAYS_UNPACKED_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_CELL_CHARACTERS = 32_767
"""What a spreadsheet cell can hold."""


class Uncomputed(str):
    """The text of a cell without a value: an error such as ``#N/A``, or a formula never worked out.

    It is no empty cell: a program that takes it for one loses what was meant to stand there.
    """

    __slots__ = ()


ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


def is_uncomputed(value: Value) -> bool:
    """Also where a CSV file has kept the words of the error alone."""
    return isinstance(value, Uncomputed) or value in ERRORS


@dataclass
class Sheet:
    """``rows[0][0]`` is cell A1; all rows are equally long; a cell without content is ``""``."""

    name: str
    rows: list[Row]
    titles: frozenset[int] = frozenset()
    """Indexes of rows that are one cell merged across the sheet."""


def address(row: int, column: int) -> str:
    """The cell's name as a spreadsheet shows it; both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def refuse(message: str, **values: object) -> Refused:
    return Refused(Problem("file", message, values))
