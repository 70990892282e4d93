"""Case numbers 案号: ``（2024）柳人调字第0001号``, gap-free per center and year."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[（(\[〔](\d{4})[)）\]〕](.+?)人调字第(\d+)号")


SERIAL_DIGITS = 4
"""A serial has at least so many, filled up with zeros."""


def case_number(year: int, short_name: str, serial: int) -> str:
    """The serial simply grows past 9999."""
    return f"（{year}）{short_name}人调字第{serial:0{SERIAL_DIGITS}d}号"


def read_case_number(number: str, short_name: str) -> tuple[int, int] | None:
    """(year, serial) when the number is of this center's own series, else None."""
    found = _NUMBER.fullmatch(number.strip())
    if found is None or found[2] != short_name:
        return None
    return int(found[1]), int(found[3])
