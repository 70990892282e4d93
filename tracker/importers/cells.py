"""What a cell says: a date, an amount, a text. What is not plainly one of these is a problem.

How dates and amounts are written as text stands in ``domain/reading.py``, for forms and ledgers
alike; a sheet adds real dates and numbers.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal

from tracker.domain import entries, reading
from tracker.domain.money import WAN
from tracker.domain.problems import N_
from tracker.importers.grid import Value

NOTHING = reading.NONE_WORDS
DIGITS_KEPT = 15
"""A spreadsheet shows no more significant digits of a number than these."""

YES = frozenset({"是", "有", "√", "✓", "✔", "y", "yes", "true", "1"})
NO = frozenset({"否", "无", "×", "✗", "✘", "没有", "不是", "n", "no", "false", "0"})
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
Unclear = reading.Unreadable
"""The cell says nothing that may be taken down; ``problem`` is the sentence."""


def read_text(value: Value) -> str:
    """The cell's text as it stands, without outer white space and control characters."""
    if type(value) is str:
        if value.isalnum():
            return value
        return value.replace("\r\n", "\n").translate(_CONTROLS).strip()
    if type(value) is float and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value)


def read_word(value: Value) -> str:
    """A text of a closed list: one form of each character, no white space; blank when none."""
    text = "".join(unicodedata.normalize("NFKC", read_text(value)).split())
    return "" if text in NOTHING else text


def read_date(value: Value) -> date | None:
    """A calendar date; the time of day beside a real date is dropped. Raises Unclear."""
    if value == "":
        return None
    if isinstance(value, datetime):
        return reading.within_years(value.date())
    if isinstance(value, date):
        return reading.within_years(value)
    return reading.read_date(read_text(value))


def read_amount(value: Value, *, in_wan: bool = False) -> Decimal | None:
    """Decimal yuan, whole fen. A unit in the cell goes before the heading's. Raises Unclear."""
    if value == "":
        return None
    unit = WAN if in_wan else Decimal(1)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return reading.whole_fen(Decimal(f"{value:.{DIGITS_KEPT}g}") * unit)
    return reading.read_amount(read_text(value), unit)


def read_count(value: Value, most: int) -> int | None:
    """A whole number from 0 to ``most``. Raises Unclear."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not float(value).is_integer():
            raise reading.no_count(0, most)
        return reading.within_count(int(value), 0, most)
    return reading.read_count(read_text(value), 0, most)


def read_yes_no(value: Value) -> bool | None:
    """None for a blank cell and ``/``. Raises Unclear."""
    text = "".join(unicodedata.normalize("NFKC", read_text(value)).split()).casefold()
    if text in ("", "/"):
        return None
    if text not in YES | NO:
        raise Unclear(N_("Please write 是 or 否 here."))
    return text in YES


def whole_number(value: Value) -> Value:
    """The cell itself. Raises Unclear for a number of which the spreadsheet has lost digits."""
    if isinstance(value, (int, float)) and abs(value) >= 10**DIGITS_KEPT:
        raise digits_lost()
    return value


def digits_lost() -> Unclear:
    return Unclear(
        N_(
            "The spreadsheet keeps this as a number and has changed its last digits. "
            "Please format the cell as text and enter it anew."
        )
    )


def read_parts(value: Value) -> list[str]:
    """The entries of a cell that may name several people or payments."""
    text = read_text(value)
    return [] if text in NOTHING else entries.split(text)


def shown(value: Value) -> str:
    """The cell as a person would quote it, short enough for a list of problems."""
    text = read_text(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
