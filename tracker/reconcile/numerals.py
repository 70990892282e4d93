"""Numerals of published texts: Arabic, Chinese, in capitals, mixed (3.5万, 三百二十六, 壹仟贰佰).

``ARABIC`` and ``CHINESE`` are pieces of regular expressions over folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "两": 2,
    "俩": 2,
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCORES = {"廿": 20, "卅": 30}
GROUPS = {"万": 10**4, "亿": 10**8}

GROUPED = r"\d{1,3}(?:[，' ]\n?\d{3}){1,5}(?![\d])"
"""1,366 with a comma of either width, or a blank."""
BROKEN = r"\d{1,15}(?:\n\d{1,15}){1,3}"
"""Digits that a line's end cuts through, as text out of PDF has them."""
SPACED = r"\d(?: \d){2,12}(?![\d ]*\d)"
"""7 9 6, as a PDF may have it."""
ARABIC = rf"(?:{GROUPED}|{SPACED}|{BROKEN}|\d{{1,15}})(?:\.\n?\d{{1,6}}(?:\n\d{{1,6}})?)?"
CHINESE = (
    f"[{''.join([*DIGITS, *TENS, *SCORES])}][{''.join([*DIGITS, *TENS, *SCORES, *GROUPS])}]{{0,24}}"
)
CHINESE_DECIMAL = rf"{CHINESE}点[{''.join(DIGITS)}]{{1,6}}"
SCALE = "[十百千]?[万亿]|[十百千]"
FRONT = r"(?:\d{1,4}[十百千]?[百千万亿]零?){1,6}"
"""The higher places of a numeral in both writings (3万5千, 1亿2000余万)."""


def value_of(written: str) -> Decimal:
    """Raises ValueError for what is no numeral (百千, 一二)."""
    if written[0].isascii():
        return Decimal(re.sub(r"[^\d.]", "", written))
    whole, point, rest = written.partition("点")
    value = Decimal(_whole(whole))
    if point:
        digits = "".join(str(DIGITS[one]) for one in rest)
        value += Decimal(f"0.{digits}")
    return value


def mixed_value_of(front: str, written: str, scale: str) -> Decimal:
    """Of ``3万``, ``5``, ``千``: 35,000. Raises ValueError where the places do not fall."""
    if not re.fullmatch(r"\d{1,4}" if written[0].isascii() else ".+", written):
        raise ValueError(f"{written} goes on no numeral")
    tokens = re.findall(r"\d+|.", front + written + scale)
    heights = [0 if one.isdigit() else _height(one) for one in tokens]
    groups = [one for one in heights if one >= 10**4]
    if groups != sorted(set(groups), reverse=True):
        raise ValueError(f"{front}{written}{scale} is no numeral")
    return Decimal(_whole(tokens))


def _height(one: str) -> int:
    return TENS.get(one) or GROUPS.get(one, 0)


def scale_of(written: str) -> int:
    """百万 -> 1,000,000; nothing -> 1."""
    product = 1
    for one in written:
        product *= TENS.get(one) or GROUPS[one]
    return product


def step_of(written: str) -> Decimal:
    """What one of the last written digit is worth: 0.01 of 99.56, 10,000 of 九千一百六十万."""
    written = re.sub(r"\s", "", written)
    whole, point, rest = written.partition("." if written[0].isascii() else "点")
    if point:
        return Decimal(1).scaleb(-len(rest))
    return Decimal(GROUPS.get(whole[-1], 1))


def _whole(written: Sequence[str]) -> int:
    """Of characters, or of pieces of which some are numbers in digits."""
    if len(written) > 1 and all(one in DIGITS for one in written):
        return _digit_by_digit(written)
    total, group, digit = 0, 0, None
    for one in written:
        if one in DIGITS:
            if digit:
                raise ValueError(f"two digits beside each other in {written}")
            digit = DIGITS[one]
        elif one.isdecimal():
            digit = int(one)
        elif one in SCORES:
            group, digit = group + SCORES[one], None
        elif one in TENS:
            if digit is None and group:
                raise ValueError(f"{one} counts nothing in {written}")
            group, digit = group + (1 if digit is None else digit) * TENS[one], None
        else:
            counted, group, digit = group + (digit or 0), 0, None
            if one == "亿":
                total, counted = 0, total + counted
            total += counted * GROUPS[one]
    return total + group + _last(written, digit)


def _last(written: Sequence[str], digit: int | None) -> int:
    """二百五 is 250, 二百零五 is 205; 1万50 is 10,050."""
    before = written[-2] if len(written) > 1 else ""
    if digit and digit < 10 and before in ("百", "千", "佰", "仟", "万", "亿"):
        return digit * {**TENS, **GROUPS}[before] // 10
    return digit or 0


def _digit_by_digit(written: Sequence[str]) -> int:
    """二零二四; two different digits beside each other are an estimate (三五件), no number."""
    if len(written) < 4:
        raise ValueError(f"{written} is no number")
    return int("".join(str(DIGITS[one]) for one in written))
