"""Of which days a text speaks: years, parts of years, the year before, several years.

Everything is told from the report's own year.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.reconcile.numerals import ARABIC, CHINESE, value_of

YEAR = r"(?P<year>(?:19|20)\d{2}|[二一][零九][零一二三四五六七八九]{2})\s*年(?:度)?"
MONTHS = r"(?P<first>\d{1,2})\s*月?\s*(?:-|至|到)\s*(?P<last>\d{1,2})\s*月(?:份)?"
UNTIL = r"(?:截至|截止|至)\s*(?P<until_month>\d{1,2})\s*月(?:\s*(?P<until_day>\d{1,2})\s*日|底|末)?"
DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
MONTH = r"(?P<month>\d{1,2})\s*月(?:份)?(?!\s*\d)"
HALF = r"(?P<half>上|下)半年"
QUARTER = r"(?:第)?(?P<quarter>[一二三四1-4])季度"
QUARTERS = r"前(?P<quarters>[二三两23])(?:个)?季度"
BEFORE = r"(?P<before>去年同期|上年同期|上年度|上年|去年|前一年|同期)"
SEVERAL = rf"近\s*(?P<several>{ARABIC}|{CHINESE})\s*年(?:来|间|以来)?"
THIS = r"(?P<this>今年以来|今年|本年度|本年|全年|年内)"
_OF_A_YEAR = rf"{YEAR}\s*(?:{MONTHS}|{HALF}|{QUARTER}|{QUARTERS}|{UNTIL}|{MONTH})?"
_ALONE = (SEVERAL, MONTHS, UNTIL, DAY, HALF, QUARTERS, QUARTER, MONTH, BEFORE, THIS)
_DAYS = re.compile("|".join((_OF_A_YEAR.replace("(?P<", "(?P<y_"), *_ALONE)))
IN_DIGITS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))


@dataclass(frozen=True)
class Told:
    """Days that a text names at a place; ``period`` None where it names a day alone.

    ``only_next``: the words speak of what follows at once (上年的97.5%), not of the whole sentence;
    ``same_days``: of the same days a year before those the text speaks of (去年同期).
    """

    start: int
    end: int
    period: Period | None
    only_next: bool = False
    same_days: bool = False


def days_told(text: str, year: int) -> Iterator[Told]:
    """In the order of the text; ``text`` is folded, ``year`` the report's own."""
    for found in _DAYS.finditer(text):
        named = {name: value for name, value in found.groupdict().items() if value is not None}
        if found[0].startswith("同期") and not named.get("before"):
            continue
        own = {name.removeprefix("y_"): value for name, value in named.items()}
        before = own.get("before", "")
        yield Told(*found.span(), _period(own, year), bool(before), before.endswith("同期"))


def _period(named: dict[str, str], year: int) -> Period | None:
    if "year" in named:
        year = _year(named["year"])
    if not MIN_YEAR < year <= MAX_YEAR:
        return None
    for name, read in READERS.items():
        if name in named:
            try:
                return read(named, year)
            except ValueError:
                return None
    return Period.year(year) if "year" in named or "this" in named else None


def _several(named: dict[str, str], year: int) -> Period:
    years = int(value_of(named["several"]))
    if not 1 < years <= 10:
        raise ValueError(f"{years} years")
    return Period(date(year - years + 1, 1, 1), date(year, 12, 31))


def _until(named: dict[str, str], year: int) -> Period:
    month = int(named["until_month"])
    day = int(named.get("until_day") or calendar.monthrange(year, month)[1])
    return Period(date(year, 1, 1), date(year, month, day))


def _quarter(number: str) -> int:
    return "一二三四".find(number) + 1 or int(number.replace("两", "2"))


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


READERS: dict[str, Callable[[dict[str, str], int], Period]] = {
    "before": lambda named, year: Period.year(year - 1),
    "several": _several,
    "first": lambda named, year: _months(year, int(named["first"]), int(named["last"])),
    "until_month": _until,
    "half": lambda named, year: _months(year, *((1, 6) if named["half"] == "上" else (7, 12))),
    "quarters": lambda named, year: _months(
        year, 1, 3 * _quarter(named["quarters"].replace("两", "二"))
    ),
    "quarter": lambda named, year: _months(
        year, 3 * _quarter(named["quarter"]) - 2, 3 * _quarter(named["quarter"])
    ),
    "month": lambda named, year: _months(year, int(named["month"]), int(named["month"])),
}
"""What is named -> its days; the first that is there."""


def _year(written: str) -> int:
    return int("".join(IN_DIGITS.get(one, one) for one in written))
