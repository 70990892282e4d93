"""A calendar month by itself, as lists that are drawn up once a month are named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period

_WRITTEN = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True)
class Month:
    """``str(Month(2024, 3)) == "2024-03"``. Raises ValueError for a month that no ledger has."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (MIN_YEAR <= self.year <= MAX_YEAR and 1 <= self.number <= 12):
            raise ValueError(f"{self.year}-{self.number} is no month of a ledger")

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month:
        """Raises ValueError for anything but ``2024-03``."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        return Period.month(self.year, self.number).end

    def later(self, months: int) -> Month:
        """So many months later; earlier for a negative number."""
        year, place = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, place + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
