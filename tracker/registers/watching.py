"""Entries that wait for something 待办: declared beside the register, listed with the days waited.

A page, its file and the reminders on the register's pages follow from the one declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement

Open = Callable[[Any, date], ColumnElement[bool]]
"""Of the register's table and a day: whether an entry waited when that day ended."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Watch:
    """``open`` says which entries wait at a day, ``since`` is the field from which their days are
    counted, and ``needed`` are the days that they lack, all or some of them.

    ``text`` says what is listed: a message of the catalogue.
    """

    key: str
    term: str
    label: str
    text: str
    since: str
    open: Open
    needed: tuple[str, ...]

    def missing(self, row: Any, at: date) -> list[str]:
        """The needed fields of which the entry had no day when ``at`` ended."""
        days = ((name, getattr(row, name)) for name in self.needed)
        return [name for name, day in days if day is None or day > at]

    def waited(self, row: Any, at: date) -> int:
        """In days."""
        began: date = getattr(row, self.since)
        return (at - began).days


def not_yet(column: Any, at: date) -> ColumnElement[bool]:
    """Whether that day had not come when ``at`` ended."""
    return column.is_(None) | (column > at)  # type: ignore[no-any-return] # columns are Any here
