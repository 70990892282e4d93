"""Dates, times and amounts as people write them: one reading for forms, ledgers and the terminal.

What is not one of the known ways of writing is ``Unreadable``, never a guess: ``35,00`` could be
thirty-five hundred or thirty-five, ``24.3.5`` has no century, ``2点`` may be of the night or of the
afternoon, so all three are asked about.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal

from tracker.domain.money import CENT, MAX_YUAN, WAN
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.problems import N_, Problem

NONE_WORDS = frozenset({"", "无", "/"})
"""What stands in the place of a date or an amount where there is none."""

_DAY_WORDS = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2, "大前天": 3}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_DATES = (
    re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})"),
    re.compile(r"([0-9]{4})(年)\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]"),
    re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})"),
)
_DAYS_AGO = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*天(?:之|以)?前")
_AMOUNT = re.compile(
    r"(?P<sign>[-+]?)\s*¥?\s*"
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
    r"\s*(?P<unit>万元|万|元)?"
)
_COUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_UNITS = {"万元": WAN, "万": WAN, "元": Decimal(1)}
_DIALS = (
    re.compile(r"()(?P<hour>[0-9]{1,2})\s*:\s*(?P<minute>[0-9]{2})"),
    re.compile(r"()(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})"),
)
_CLOCK = re.compile(
    r"(?P<part>凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上)?\s*"
    r"(?P<hour>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})\s*"
    r"(?:(?:点钟?|时)\s*(?:(?P<half>半|整|一刻|三刻)|"
    r"(?P<minute>[0-9]{1,2}|[零一二三四五六七八九十]{1,3})\s*分?)?|:\s*(?P<dial>[0-9]{2}))"
)
_MINUTES = {None: 0, "整": 0, "半": 30, "一刻": 15, "三刻": 45}
_PARTS_OF_DAY = {
    "凌晨": (0, range(7)),
    "早上": (0, range(5, 12)),
    "早晨": (0, range(5, 12)),
    "清晨": (0, range(4, 9)),
    "上午": (0, range(5, 13)),
    "中午": (12, range(11, 15)),
    "下午": (12, range(12, 20)),
    "傍晚": (12, range(16, 21)),
    "晚上": (12, range(17, 24)),
}
"""Of each part of the day: what an hour of the small dial is counted from, and its hours."""
_UNTOLD_HOURS = range(1, 7)
"""``2点`` alone may be of the night or of the afternoon."""
_LONGEST = 24
"""Characters of the longest thing worth reading; what is longer is nothing of all this."""


SEPARATED = 10_000
OUT_OF_RANGE = N_("This is not a whole number from %(least)s to %(most)s.")


class Unreadable(ValueError):
    """The text is none of the known ways of writing; the sentence says which there are."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem("", message, values)
        super().__init__(str(self.problem))


def plain(text: str) -> str:
    """Full-width digits, letters and signs made half-width, blanks at the ends gone."""
    return unicodedata.normalize("NFKC", text).strip()


def read_date(text: str, today: date | None = None, earliest: int = MIN_YEAR) -> date | None:
    """None for a blank text, 无 or ``/``; with ``today`` given, 今天 and 三天前 are understood too.

    Raises Unreadable.
    """
    if len(text) > _LONGEST:
        raise _no_date()
    written = plain(text)
    if written in NONE_WORDS:
        return None
    if today is not None and (days := _days_ago(written)) is not None:
        return today - timedelta(days=days)
    found = next((match for one in _DATES if (match := one.fullmatch(written))), None)
    if found is None:
        raise _no_date()
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    try:
        read = date(year, month, day)
    except ValueError:
        raise Unreadable(
            N_("There is no such day in the calendar: %(date)s."), date=written
        ) from None
    return within_years(read, earliest)


def within_years(day: date, earliest: int = MIN_YEAR) -> date:
    """The day itself. Raises Unreadable where no ledger can speak of its year."""
    if not earliest <= day.year <= MAX_YEAR:
        raise Unreadable(
            N_("The year %(year)s is not between %(first)s and %(last)s."),
            year=day.year,
            first=earliest,
            last=MAX_YEAR,
        )
    return day


def read_time(text: str) -> time | None:
    """None for a blank text, 无 or ``/``; with a colon or four digits all 24 hours are counted.

    Raises Unreadable.
    """
    if len(text) > _LONGEST:
        raise _no_time()
    written = plain(text)
    if written in NONE_WORDS:
        return None
    found = next((match for one in _DIALS if (match := one.fullmatch(written))), None)
    if found is not None:
        return _time(int(found["hour"]), int(found["minute"]))
    found = _CLOCK.fullmatch(written)
    if found is None:
        raise _no_time()
    written = found["minute"] or found["dial"]
    minute = _number(written.lstrip("零") or "0") if written else _MINUTES[found["half"]]
    return _time(_hour(found["part"], _number(found["hour"])), minute)


def read_amount(text: str, unit: Decimal = Decimal(1)) -> Decimal | None:
    """Yuan, exact to the fen; None for a blank text, 无 or ``/``.

    ``unit`` is what a number without a unit of its own counts in (yuan each, 10,000 under a
    heading in 万元). A minus sign is read, so that the rules can speak of it. Raises Unreadable.
    """
    if len(text) > _LONGEST:
        raise _no_amount()
    written = plain(text)
    if written in NONE_WORDS:
        return None
    found = _AMOUNT.fullmatch(written)
    if found is None:
        raise _no_amount()
    number = Decimal(found["sign"] + found["number"].replace(",", ""))
    return whole_fen(number * (_UNITS[found["unit"]] if found["unit"] else unit))


def read_count(text: str, least: int, most: int) -> int | None:
    """A whole number; None for a blank text, 无 or ``/``. Raises Unreadable."""
    written = plain(text) if len(text) <= _LONGEST else text
    if written in NONE_WORDS:
        return None
    if len(written) > _LONGEST or not _COUNT.fullmatch(written):
        raise no_count(least, most)
    return within_count(int(written.replace(",", "")), least, most)


def within_count(number: int, least: int, most: int) -> int:
    """The number itself. Raises Unreadable outside of the range."""
    if not least <= number <= most:
        raise no_count(least, most)
    return number


def no_count(least: int, most: int) -> Unreadable:
    return Unreadable(OUT_OF_RANGE, least=_bound(least), most=_bound(most))


def _bound(number: int) -> str:
    """With separators where there are many digits: a year has none."""
    return f"{number:,}" if number >= SEPARATED else str(number)


def whole_fen(yuan: Decimal) -> Decimal:
    """The amount with two decimals. Raises Unreadable for a fraction of a fen or too much."""
    if not yuan.is_finite() or abs(yuan) > MAX_YUAN:
        raise Unreadable(N_("An amount is at most %(most)s yuan."), most=f"{MAX_YUAN:,}")
    exact = yuan.quantize(CENT)
    if exact != yuan:
        raise Unreadable(N_("An amount has at most two decimals: yuan, jiao, fen."))
    return exact


def _hour(part: str | None, hour: int | None) -> int | None:
    """The hour of the day; None for one that this part of the day does not have."""
    if hour is None:
        return None
    if part is None:
        if hour in _UNTOLD_HOURS:
            raise Unreadable(
                N_("Please say 上午 or 下午, or count all hours: %(hour)s:00 or %(later)s:00."),
                hour=f"{hour:02}",
                later=hour + 12,
            )
        return hour
    base, hours = _PARTS_OF_DAY[part]
    counted = (hour % 12 + base, hour)
    return next((one for one in counted if one in hours), None)


def _time(hour: int | None, minute: int | None) -> time:
    if hour is None or minute is None or hour > 23 or minute > 59:
        raise _no_time()
    return time(hour, minute)


def _days_ago(written: str) -> int | None:
    word = written.lower()
    if word in _DAY_WORDS:
        return _DAY_WORDS[word]
    found = _DAYS_AGO.fullmatch(written)
    return _number(found[1]) if found else None


def _number(written: str) -> int | None:
    """``12``, ``三``, ``十``, ``二十一``: up to ninety-nine in Chinese numerals."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS.get(written)
    if tens not in ("", *_DIGITS) or ones not in ("", *_DIGITS):
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _no_date() -> Unreadable:
    return Unreadable(N_("This is not a date that can be read, such as 2024-3-5 or 20240305."))


def _no_time() -> Unreadable:
    return Unreadable(N_("This is not a time of day that can be read, such as 9:30 or 下午2点."))


def _no_amount() -> Unreadable:
    return Unreadable(N_("This is not an amount that can be read, such as 35000 or 3.5万."))
