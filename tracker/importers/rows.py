"""What reading a row is like for every kind of ledger: cells by column, problems beside them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from tracker.domain.ledger import RowProblem
from tracker.domain.problems import N_, Problem
from tracker.importers.cells import Unclear, read_amount, read_date, shown
from tracker.importers.grid import Row, Value, address, is_uncomputed
from tracker.importers.headings import Heading, HeadingRow
from tracker.importers.layout import PASSED_OVER

R = TypeVar("R")
T = TypeVar("T")
UNCOMPUTED = N_("The spreadsheet has not worked out this cell. Please write its value into it.")


class RowReader(ABC, Generic[R]):
    """Reads the rows of one sheet; ``problems`` are those of the row read last, and ``number`` is
    what it is known by where others must leave that free.
    """

    def __init__(self, sheet: str, found: HeadingRow) -> None:
        self.sheet, self.layout = sheet, found.layout
        self.columns = {
            one.key: one for one in found.headings if one.key and one.key != PASSED_OVER
        }
        self.places = {one.text: one.index for one in found.headings}
        self.row: Row = []
        self.cells: dict[str, Value] = {}
        self.index = 0
        self.number: str | None = None
        self.problems: list[RowProblem] = []

    def read(self, index: int, row: Row) -> R | None:
        """The record, or None; then ``problems`` says why."""
        self.index, self.row, self.number, self.problems = index, row, None, []
        self.cells = {key: row[one.index] for key, one in self.columns.items()}
        for key, value in self.cells.items():
            if is_uncomputed(value):
                self._add(key, Problem("", UNCOMPUTED))
                self.cells[key] = ""
        record = self._record()
        if not self.problems:
            for problem in self._broken(record):
                self._add(problem.field, problem)
        self.problems.sort(key=lambda one: self.places.get(one.column, -1))
        return None if self.problems else record

    @abstractmethod
    def _record(self) -> R:
        """What the cells say; problems are noted beside those that say nothing clear."""

    @abstractmethod
    def _broken(self, record: R) -> Iterable[Problem]:
        """The rules that a row breaks whose cells are clear; the field is a column's key."""

    def _value(self, key: str) -> Value:
        return self.cells.get(key, "")

    def _cell(self, key: str, read: Callable[[Value], T]) -> T | None:
        """What the cell says; a problem is noted beside it. ``read`` also judges blank cells."""
        try:
            return read(self._value(key))
        except Unclear as unclear:
            self._add(key, unclear.problem)
            return None

    def _date(self, key: str) -> date | None:
        return self._cell(key, read_date) if self._value(key) != "" else None

    def _amount(self, key: str) -> Decimal | None:
        heading = self.columns.get(key)
        if heading is None:
            return None
        return self._cell(key, lambda value: read_amount(value, in_wan=heading.in_wan))

    def _add(self, key: str, problem: Problem) -> None:
        columns = self.layout.columns
        heading = self.columns.get(key) or Heading(-1, columns[key].name if key in columns else "")
        stands = heading.index >= 0
        self.problems.append(
            RowProblem(
                self.sheet,
                self.index + 1,
                heading.text,
                address(self.index, heading.index) if stands else "",
                shown(self.row[heading.index]) if stands else "",
                replace(problem, field=key),
            )
        )
