"""Of which days a text speaks: years, parts of years, the year before, several years.

Everything is told from the report's own year.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.reconcile.numerals import CHINESE, value_of

Named = dict[str, str]

_NUMERAL = rf"(?:\d{{1,2}}|{CHINESE})"


def _year_named(name: str) -> str:
    return rf"(?P<{name}>(?:19|20)\d{{2}}|[二一][零九][零一二三四五六七八九]{{2}})"


YEAR = (
    rf"(?:{_year_named('year')}\s*年(?:度)?|(?P<last_year>去年|上年(?:度)?|前一年)"
    r"|(?P<own_year>今年|本年))"
)
UNIT_OF_YEAR = (
    r"(?P<first>\d{1,2})\s*月?(?:份)?\s*(?:-|至|到)\s*(?P<last>\d{1,2})\s*月(?:份)?(?!\s*\d)"
    r"|(?P<from_month>\d{1,2})\s*月\s*(?P<from_day>\d{1,2})\s*日\s*(?:-|至|到)\s*"
    r"(?P<to_month>\d{1,2})\s*月\s*(?P<to_day>\d{1,2})\s*日"
    r"|(?P<half>上|下)半年"
    r"|(?:第)?(?P<quarter>[一二三四1-4])季度"
    r"|前(?P<quarters>[二三两23])(?:个)?季度"
    rf"|前(?P<months>{_NUMERAL})个月"
    r"|(?P<month>\d{1,2})\s*月(?:份)?(?!\s*\d|底|末)"
)
UNTIL = (
    r"(?:截至|截止|截止到|至)\s*(?:目前)?\s*(?:(?P<until_year>(?:19|20)\d{2})\s*年\s*|今年|本年)?"
    r"(?:第?(?P<until_quarter>[一二三四1-4])季度末?"
    r"|(?P<until_month>\d{1,2})\s*月(?:\s*(?P<until_day>\d{1,2})\s*日|份?底|份?末)?)"
)
YEARS = (
    rf"{_year_named('first_year')}\s*年?(?:度)?\s*(?:-|至|到)"
    rf"\s*{_year_named('last_year_of')}\s*年(?:度)?(?!\s*\d)"
)
MONTHS_OF_YEARS = (
    r"(?P<m_year>(?:19|20)\d{2})\s*年\s*(?P<m_first>\d{1,2})\s*月\s*(?:-|至|到)\s*"
    r"(?P<m_last_year>(?:19|20)\d{2})\s*年\s*(?P<m_last>\d{1,2})\s*月(?!\s*\d)"
)
SINCE = (
    rf"(?:自|从)?{_year_named('since')}\s*年(?:\s*(?P<since_month>\d{{1,2}})\s*月(?:份)?)?"
    r"[^，。；\d]{0,10}?以来"
)
SEVERAL = (
    rf"(?:近|过去|最近)\s*(?P<several>{_NUMERAL})\s*年(?:来|间|以来)?"
    rf"|(?P<several_past>[二三四五六七八九十两]|\d{{1,2}})年(?:来|间|以来)"
)
SAME_DAYS = rf"(?P<same>去年同期|上年同期|同期|(?:{_year_named('same_year')}\s*年)同期)"
BEFORE_LAST = r"(?P<before_last>前年)"
THIS = r"(?P<this>今年以来|年初以来|一年来|本年度|年末|年底|期末)"
WHOLE_YEAR = r"(?P<all_year>全年|年内)"
VAGUE = (
    r"(?P<vague>近年来|连年|近几年|几年来|历年|多年来|长期以来|本月|上月|本周|本季度|(?<!月)当月"
    r"|连续[一-鿿\d]{1,3}年|十[二三四五]五”?(?:以来|期间|时期)|[一-鿿]{1,3}期间|[春暑寒]节?前后|节前|节后"
    r"|[一-鿿□]{2}以来|□[一-鿿]{0,6}期间|往年|当天|当日|昨日|日前|近日)"
)
DAY = r"(?P<day>\d{1,2}\s*月\s*\d{1,2}\s*日)"
_DAYS = re.compile(
    "|".join(
        (
            YEARS,
            MONTHS_OF_YEARS,
            SINCE,
            SAME_DAYS,
            UNTIL,
            rf"{YEAR}(?:的)?\s*(?:{UNIT_OF_YEAR})?",
            SEVERAL,
            re.sub(r"\?P<(\w+)>", r"?P<alone_\1>", UNIT_OF_YEAR),
            DAY,
            THIS,
            WHOLE_YEAR,
            BEFORE_LAST,
            VAGUE,
        )
    )
)
_COMPARED = re.compile(r"(?:较|比|由|从|与|同|跟|占|高于|低于|多于|少于|超过)[ \n]?$")
_AT_ONCE = re.compile(r"(?:的|为)?[ \n]*[约近]?\d")
IN_DIGITS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))


class Reach(Enum):
    """How far what is told of days holds: the next number, the sentence, what follows."""

    NEXT = "next"
    SENTENCE = "sentence"
    ON = "on"


@dataclass(frozen=True)
class Told:
    """Days that a text names at a place; ``period`` None where it names none that can be told.

    ``nothing``: a day alone, which changes nothing; ``same_days``: the same days a year before
    those the text speaks of (去年同期); ``unsure``: of some days in them (2023年同期).
    """

    start: int
    end: int
    period: Period | None
    reach: Reach = Reach.ON
    nothing: bool = False
    same_days: bool = False
    unsure: bool = False


def days_told(text: str, year: int) -> Iterator[Told]:
    """In the order of the text; ``text`` is folded, ``year`` the report's own."""
    context, ended = year, 0
    for found in _DAYS.finditer(text):
        if re.search("[。\n]", text[ended : found.start()]):
            context = year
        ended = found.end()
        named = {
            name.removeprefix("alone_"): value
            for name, value in found.groupdict().items()
            if value is not None
        }
        told = _told(text, found, named, year, context)
        of_a_year = named.keys() & {"year", "last_year"}
        if told.reach is not Reach.NEXT and told.period is not None and of_a_year:
            context = told.period.start.year
        if "own_year" in named or "this" in named:
            context = year
        yield told


def _told(text: str, found: re.Match[str], named: Named, year: int, context: int) -> Told:
    if "day" in named:
        return Told(*found.span(), None, nothing=True)
    if "vague" in named:
        return Told(*found.span(), None, Reach.SENTENCE)
    before = "last_year" in named or "same" in named or "before_last" in named
    compared = _COMPARED.search(text[max(0, found.start() - 3) : found.start()])
    at_once = before and _AT_ONCE.match(text, found.end())
    reach = Reach.NEXT if compared or at_once else Reach.SENTENCE if before else Reach.ON
    if "same_year" in named:
        return Told(*found.span(), _year_or_none(_year(named["same_year"])), reach, unsure=True)
    period = _period(named, year, context)
    alike = reach is Reach.NEXT and named.keys() == {"last_year"}
    return Told(*found.span(), period, reach, same_days="same" in named or alike)


def _period(named: Named, year: int, context: int) -> Period | None:
    try:
        if "year" in named:
            context = _year(named["year"])
        elif "last_year" in named:
            context = year - 1
        elif "own_year" in named:
            context = year
        if not MIN_YEAR < context <= MAX_YEAR:
            return None
        for name, read in READERS.items():
            if name in named:
                return read(named, context)
        if "before_last" in named:
            return Period.year(year - 2)
        return Period.year(year if "this" in named else context)
    except ValueError:
        return None


def _year_or_none(year: int) -> Period | None:
    return Period.year(year) if MIN_YEAR < year <= MAX_YEAR else None


def _several(named: Named, year: int) -> Period:
    years = int(value_of(named.get("several") or named["several_past"]))
    if not 1 < years <= 10:
        raise ValueError(f"{years} years")
    return _months((year - years + 1, 1), (year, 12))


def _until(named: Named, year: int) -> Period:
    year = int(named.get("until_year", year))
    if "until_quarter" in named:
        return _quarters(1, _number(named["until_quarter"]), year)
    month = int(named["until_month"])
    day = int(named.get("until_day") or calendar.monthrange(year, month)[1])
    return Period(date(year, 1, 1), date(year, month, day))


def _between_days(named: Named, year: int) -> Period:
    first, last = (
        date(year, int(named[f"{one}_month"]), int(named[f"{one}_day"])) for one in ("from", "to")
    )
    return Period(first, last)


def _number(written: str) -> int:
    return int(value_of(written.replace("两", "二")))


def _months(first: tuple[int, int], last: tuple[int, int]) -> Period:
    year, month = last
    if not 1 <= month <= 12:
        raise ValueError(f"month {month}")
    return Period(date(*first, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _quarters(first: int, last: int, year: int) -> Period:
    return _months((year, 3 * first - 2), (year, 3 * last))


READERS: dict[str, Callable[[Named, int], Period]] = {
    "first_year": lambda named, _: _months(
        (_year(named["first_year"]), 1), (_year(named["last_year_of"]), 12)
    ),
    "m_year": lambda named, _: _months(
        (int(named["m_year"]), int(named["m_first"])),
        (int(named["m_last_year"]), int(named["m_last"])),
    ),
    "since": lambda named, year: _months(
        (_year(named["since"]), int(named.get("since_month", 1))), (year, 12)
    ),
    "same": lambda _, year: Period.year(year - 1),
    "several": _several,
    "several_past": _several,
    "first": lambda named, year: _months((year, int(named["first"])), (year, int(named["last"]))),
    "from_month": _between_days,
    "until_month": _until,
    "until_quarter": _until,
    "half": lambda named, year: _quarters(*((1, 2) if named["half"] == "上" else (3, 4)), year),
    "quarters": lambda named, year: _quarters(1, _number(named["quarters"]), year),
    "quarter": lambda named, year: _quarters(*(2 * (_number(named["quarter"]),)), year),
    "months": lambda named, year: _months((year, 1), (year, _number(named["months"]))),
    "month": lambda named, year: _months(*(2 * ((year, int(named["month"])),))),
}
"""What is named -> its days in a year; the first that is there."""


def _year(written: str) -> int:
    return int("".join(IN_DIGITS.get(one, one) for one in written))
