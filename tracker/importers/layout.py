"""What a kind of ledger looks like as a table: its columns, and the words each is known by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker.domain.ledger import REASON_HEADING, Column, Form
from tracker.importers.grid import Value

PASSED_OVER = "-"
"""The key of a column that is neither read nor kept: the reason column of a rejects file."""

UNIT = re.compile(r"^(.+?)[,/]?\(?(?:单位:?)?(万元|万|元)\)?$")


def plain(text: Value) -> str:
    """One form of each character, no white space, no marks of a required field."""
    folded = unicodedata.normalize("NFKC", str(text))
    return "".join(folded.split()).strip("*:")


@dataclass(frozen=True, eq=False)
class Layout:
    """``others`` are further words for a column, by its key; ``days`` the columns whose date makes
    a row one. Of each tuple of ``required`` one column must be there; ``examples`` are headings.
    ``sides`` are columns of people, after which 证件号 and 电话 alone belong to them. Where the
    ledger ``keeps_further`` columns, what stands in them stays with each row.
    """

    columns: Mapping[str, Column]
    others: Mapping[str, Iterable[str]]
    days: frozenset[str]
    required: tuple[tuple[str, ...], ...]
    examples: str
    sides: frozenset[str] = frozenset()
    keeps_further: bool = False

    @cached_property
    def own_words(self) -> Mapping[str, str]:
        """The ledger's own words, with and without the unit -> key."""
        return {
            plain(word): column.key
            for column in self.columns.values()
            for word in (column.heading, column.name)
        }

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Every word -> key."""
        others = {plain(word): key for key, words in self.others.items() for word in words}
        return {**others, **self.own_words, plain(REASON_HEADING): PASSED_OVER}

    def recognise(self, text: Value) -> tuple[str | None, bool]:
        """The key that a heading means, and whether it says that its amounts are in 万元."""
        words = plain(text)
        if key := self.known.get(words):
            return key, False
        unit = UNIT.match(words)
        if unit is None:
            return None, False
        key = self.known.get(unit[1])
        return key if self.is_amount(key) else None, unit[2] != "元"

    def is_amount(self, key: str | None) -> bool:
        column = self.columns.get(key or "")
        return column is not None and column.form is Form.AMOUNT

    def name(self, keys: Iterable[str]) -> str:
        """``登记日期 / 受理日期``."""
        return " / ".join(self.columns[key].name for key in keys)
