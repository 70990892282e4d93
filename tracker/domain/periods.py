"""Periods of calendar dates, both ends included."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MIN_YEAR, MAX_YEAR = 1950, 2199
"""Years a ledger may speak of: people's mediation committees exist since the 1950s."""


@dataclass(frozen=True, order=True)
class Period:
    """From ``start`` to ``end``, both days included. Raises ValueError when they are reversed."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.end} is before {self.start}")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end

    @property
    def is_year(self) -> bool:
        return self == Period.year(self.start.year)

    def months(self) -> Iterator[Period]:
        """The calendar months touched, cut to this period."""
        year, month = self.start.year, self.start.month
        while date(year, month, 1) <= self.end:
            whole = Period.month(year, month)
            yield Period(max(whole.start, self.start), min(whole.end, self.end))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def year_before(self) -> Period:
        """The same period a year earlier; 29 February becomes 28 February."""
        return self.in_year(self.start.year - 1)

    def in_year(self, year: int) -> Period:
        """The same period as it begins in that year; whole months stay whole."""
        years = year - self.start.year
        whole = self.start.day == 1
        return Period(_moved(self.start, years), _moved(self.end, years, end_of_month=whole))

    def before(self) -> Period:
        """The period of the same length that ends the day before: whole months before whole months,
        as many days before anything else.
        """
        last = self.start - timedelta(days=1)
        if self.start.day == 1 and (self.end + timedelta(days=1)).day == 1:
            months = sum(1 for _month in self.months())
            year, month = divmod(self.start.year * 12 + self.start.month - 1 - months, 12)
            return Period(date(year, month + 1, 1), last)
        return Period(self.start - timedelta(days=self.days()), last)

    def so_far(self, today: date) -> Period:
        """What has passed of it by the end of today; the whole where it is over or not begun."""
        return Period(self.start, today) if self.start <= today < self.end else self

    def pasts(self, today: date) -> tuple[Period, Period]:
        """The same a year before, and the period just before: of one that still runs as many days
        as have passed of it.
        """
        passed = self.so_far(today)
        last_year, last = passed.year_before(), self.before()
        if last == self.year_before():
            return last_year, last_year
        if passed != self:
            last = Period(last.start, min(last.end, last.start + timedelta(days=passed.days() - 1)))
        return last_year, last

    def days(self) -> int:
        return (self.end - self.start).days + 1


def _moved(day: date, years: int, *, end_of_month: bool = False) -> date:
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    is_month_end = (day + timedelta(days=1)).month != day.month
    return date(year, day.month, last if end_of_month and is_month_end else min(day.day, last))
