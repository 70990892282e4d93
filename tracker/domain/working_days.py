"""Working days 工作日: weekends and public holidays are none, make-up days on weekends are.

A time limit runs over every day; only its warning is reckoned in working days, so that it comes
while somebody is at the desk. Which days are free the State Council announces each autumn for the
year to come. A year that the library does not know yet counts Monday to Friday.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

DAY = timedelta(days=1)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # what the library raises for a year that it does not know
        return day.weekday() < 5


def working_days_before(day: date, number: int) -> date:
    """The day from which on that many working days are left before ``day``; itself for 0."""
    while number > 0:
        day -= DAY
        number -= is_working_day(day)
    return day


@lru_cache(maxsize=256)
def warned_until(today: date, number: int) -> date:
    """The last due date that is warned of ``today``, by that many working days before it.

    Every due date up to it is warned of as well, past ones included.
    """
    last = today
    while working_days_before(last + DAY, number) <= today:
        last += DAY
    return last
