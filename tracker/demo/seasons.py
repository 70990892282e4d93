"""On which days an office of this kind works: busy before the holidays, quiet in them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from random import Random

MONTHS = (1.15, 0.6, 0.95, 1.0, 1.1, 1.1, 1.05, 0.95, 1.0, 0.85, 1.1, 1.15)
"""How much comes in, by month: wages before the Spring Festival, little in it."""

SPRING_FESTIVALS = (
    (date(2022, 1, 31), date(2022, 2, 6)),
    (date(2023, 1, 21), date(2023, 1, 27)),
    (date(2024, 2, 10), date(2024, 2, 17)),
    (date(2025, 1, 28), date(2025, 2, 4)),
)
HOLIDAYS = {(1, 1), (5, 1), (5, 2), (5, 3), *((10, day) for day in range(1, 8))}


def is_working_day(day: date) -> bool:
    if any(first <= day <= last for first, last in SPRING_FESTIVALS):
        return False
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def days_of_work(rng: Random, year: int, count: int) -> list[date]:
    """``count`` days of the year in order, as cases come in; a few on weekends."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365 + (year % 4 == 0))]
    weights = accumulate(MONTHS[d.month - 1] * (1 if is_working_day(d) else 0.12) for d in days)
    return sorted(rng.choices(days, cum_weights=list(weights), k=count))


def near(day: date, earliest: date, latest: date) -> date:
    """The next working day after ``day``, the last one before it, or ``day``: within the limits."""
    day = min(max(day, earliest), latest)
    for step in (0, 1, 2, 3, -1, -2, -3):
        other = day + timedelta(days=step)
        if earliest <= other <= latest and is_working_day(other):
            return other
    return day
