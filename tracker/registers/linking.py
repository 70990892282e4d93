"""Links of an entry to a case or to another entry of the same center: a field like any other.

A link costs one line in the register's table; column, foreign key, form, list, filter, page, files
and trail follow. People write the number of what is linked, the table keeps its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Table, event
from sqlalchemy.orm import mapped_column

from tracker.domain.problems import N_, Problem
from tracker.models.keys import reference

CASES = "cases"
CASE_HINT = N_("By its case number. It counts once in each ledger.")
LINK = "link"
"""The key of a column's ``info`` beneath which its link stands."""

Agrees = Callable[[Mapping[str, Any], Any], Iterable[Problem]]
"""Of the values of an entry and the row it links to: what is wrong with the two together."""


def nothing_against(_values: Mapping[str, Any], _row: Any) -> Iterable[Problem]:
    return ()


@dataclass(frozen=True, eq=False)
class Link:
    """``table`` is that of the cases or of a register."""

    table: str
    agrees: Agrees = nothing_against
    single: bool = False

    @property
    def is_to_case(self) -> bool:
        return self.table == CASES


def link_column(words: Any, link: Link) -> Any:
    """The foreign key within the center and its index come with the column."""
    made = mapped_column(BigInteger, nullable=True, info={"words": words, LINK: link})
    event.listen(made.column, "after_parent_attach", _bind)
    return made


def _bind(column: Column[Any], table: Table) -> None:
    table.append_constraint(reference(column.name, column.info[LINK].table))
    Index(None, table.c.center_id, column)
