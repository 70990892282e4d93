"""Dates and amounts as people write them: one reading for forms, ledgers and the terminal.

What is not one of the known ways of writing is ``Unreadable``, never a guess: ``35,00`` could be
thirty-five hundred or thirty-five, ``24.3.5`` has no century, so both are asked about.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
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
_UNITS = {"万元": WAN, "万": WAN, "元": Decimal(1)}
_LONGEST = 24
"""Characters of the longest thing worth reading; what is longer is no date and no amount."""


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


def whole_fen(yuan: Decimal) -> Decimal:
    """The amount with two decimals. Raises Unreadable for a fraction of a fen or too much."""
    if not yuan.is_finite() or abs(yuan) > MAX_YUAN:
        raise Unreadable(N_("An amount is at most %(most)s yuan."), most=f"{MAX_YUAN:,}")
    exact = yuan.quantize(CENT)
    if exact != yuan:
        raise Unreadable(N_("An amount has at most two decimals: yuan, jiao, fen."))
    return exact


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


def _no_amount() -> Unreadable:
    return Unreadable(N_("This is not an amount that can be read, such as 35000 or 3.5万."))
