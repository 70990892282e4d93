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
from tracker.reconcile.day_words import DAYS
from tracker.reconcile.numerals import value_of

Named = dict[str, str]

_COMPARED = re.compile(
    r"(?:较|比|由|从|与|同|跟|占|[较比对]于|相比|超出?|[高多]出"
    r"|(?P<unlike>高于|低于|多于|少于|超过))[ \n]?$"
)
_FROM_TO = {"first", "from_month", "m_first", "first_year", "on"}
"""Days that are told from the first to the last: 从1月至9月 compares nothing."""
_AT_ONCE = re.compile(r"(?:的|为)?[ \n]*[约近]?\d")
_EVENT = re.compile(
    r"[^，；。\n\d]{0,8}?(?:成立|建成|揭牌|挂牌|启用|设立|投用|荣获|获评|被评|被授予|被命名)"
    "(?![^，；。]{0,8}以来)"
)
_NUMBER_AT_ONCE = re.compile(r"(?:同期)?[ \n]*\d")
"""Behind 多于去年: that year's value, or by how much it is more."""
IN_DIGITS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))


class Reach(Enum):
    """How far what is told of days holds: the next number, the sentence, what follows."""

    NEXT = "next"
    SENTENCE = "sentence"
    ON = "on"


@dataclass(frozen=True)
class Told:
    """Days that a text names at a place; ``period`` None where it names none that can be told.

    ``nothing``: a day alone, which says nothing behind its own sentence; ``same_days``: the same
    days a year before those the text speaks of (去年同期), or in the year ``same_in`` (2022年同期);
    ``unsure``: of some days in them, which are all of them if those before were a whole year
    (今年同期), or perhaps of none (多于去年65件).
    """

    start: int
    end: int
    period: Period | None
    reach: Reach = Reach.ON
    nothing: bool = False
    same_days: bool = False
    unsure: bool = False
    same_in: int | None = None


def days_told(text: str, year: int) -> Iterator[Told]:
    """In the order of the text; ``text`` is folded, ``year`` the report's own."""
    context, ended = year, 0
    for found in DAYS.finditer(text):
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


def _is_of_an_event(text: str, found: re.Match[str]) -> bool:
    """成立于2022年: when something began says nothing of the figures behind it."""
    if text[max(0, found.start() - 2) : found.start()].endswith(("立于", "建于", "始于", "用于")):
        return True
    return _EVENT.match(text, found.end()) is not None


def _told(text: str, found: re.Match[str], named: Named, year: int, context: int) -> Told:
    if "day" in named or _is_of_an_event(text, found):
        return Told(*found.span(), None, nothing=True)
    if "vague" in named:
        return Told(*found.span(), None, Reach.SENTENCE)
    before = "last_year" in named or "same" in named or "before_last" in named
    compared = _COMPARED.search(text[max(0, found.start() - 3) : found.start()])
    if compared and compared[0][0] in "从由" and named.keys() & _FROM_TO:
        compared = None
    at_once = before and _AT_ONCE.match(text, found.end())
    reach = Reach.NEXT if compared or at_once else Reach.SENTENCE if before else Reach.ON
    if "this_same" in named:
        return Told(*found.span(), Period.year(year), unsure=True)
    if "same_year" in named:
        period = _year_or_none(_year(named["same_year"]))
        named_year = period.start.year if period else None
        return Told(
            *found.span(),
            period,
            reach,
            same_days=True,
            unsure=reach is Reach.SENTENCE,
            same_in=named_year,
        )
    period = _period(named, year, context)
    alike = reach is Reach.NEXT and named.keys() == {"last_year"}
    unlike = compared is not None and compared["unlike"] is not None
    unsure = unlike and bool(_NUMBER_AT_ONCE.match(text, found.end()))
    return Told(
        *found.span(),
        period,
        reach,
        same_days="same" in named or (alike and not unsure),
        unsure=unsure,
    )


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
                days = read(named, context)
                return Period(days.start, Period.year(year).end) if "on" in named else days
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
    month = _number(named["until_month"])
    day = int(named.get("until_day") or calendar.monthrange(year, month)[1])
    return Period(date(year, 1, 1), date(year, month, day))


def _between_days(named: Named, year: int) -> Period:
    first, last = (
        date(year, int(named[f"{one}_month"]), int(named[f"{one}_day"])) for one in ("from", "to")
    )
    return Period(first, last)


def _months_of_years(named: Named, year: int) -> Period:
    """With days, or whole months."""
    first = int(named.get("m_year", year - 1)), _number(named["m_first"])
    last = int(named.get("m_last_year", year)), _number(named["m_last"])
    whole = _months(first, last)
    return Period(
        date(*first, int(named.get("m_day", 1))),
        date(*last, int(named.get("m_last_day", whole.end.day))),
    )


def _quarters_together(named: Named, year: int) -> Period:
    """Raises ValueError for those that do not follow each other (一、三季度)."""
    first, more = (
        _number(named["first_quarter"]),
        re.sub("[、和与及第]", "", named["more_quarters"]),
    )
    numbers = [first, *(_number(one) for one in more.lstrip("至到-"))]
    if not re.search("[至到-]", more) and numbers != list(range(first, first + len(numbers))):
        raise ValueError(f"quarters {numbers}")
    return _quarters(first, numbers[-1], year)


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
    "m_first": _months_of_years,
    "since": lambda named, year: _months(
        (_year(named["since"]), int(named.get("since_month", 1))), (year, 12)
    ),
    "same": lambda _, year: Period.year(year - 1),
    "several": _several,
    "several_past": _several,
    "first": lambda named, year: _months(
        (year, _number(named["first"])), (year, _number(named["last"]))
    ),
    "from_month": _between_days,
    "until_month": _until,
    "by_month": lambda named, year: _months((year, 1), (year, _number(named["by_month"]))),
    "until_quarter": _until,
    "half": lambda named, year: _quarters(*((1, 2) if named["half"] == "上" else (3, 4)), year),
    "quarters": lambda named, year: _quarters(1, _number(named["quarters"]), year),
    "first_quarter": _quarters_together,
    "quarter": lambda named, year: _quarters(*(2 * (_number(named["quarter"]),)), year),
    "months": lambda named, year: _months((year, 1), (year, _number(named["months"]))),
    "month": lambda named, year: _months(*(2 * ((year, _number(named["month"])),))),
}
"""What is named -> its days in a year; the first that is there."""


def _year(written: str) -> int:
    return int("".join(IN_DIGITS.get(one, one) for one in written))
