"""A computed figure, and the rounding that every figure of its kind keeps.

Values are exact until here: percentages are rounded once, half up, from the whole fraction.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
FEW = 10
"""A rate of fewer cases is marked and not ranked."""


@dataclass(frozen=True)
class Figure:
    """``value`` is None where there is nothing to tell (a rate of nothing, a median of nothing).

    ``rows`` is the number of cases behind the value, ``asked`` the number of cases of which a sum
    asks; ``numerator`` and ``denominator`` stand for rates only.
    """

    key: str
    unit: str
    value: int | Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    rows: int | None = None
    asked: int | None = None

    @property
    def missing(self) -> int | None:
        """What the numerator lacks of the denominator."""
        if self.numerator is None or self.denominator is None:
            return None
        return self.denominator - self.numerator

    @property
    def plain(self) -> int | str | None:
        """The value as JSON has it: a whole number, a decimal text, or null."""
        return self.value if self.value is None or isinstance(self.value, int) else f"{self.value}"


def percent(numerator: int, denominator: int) -> Decimal | None:
    """Two decimals, half up from the exact fraction; None of nothing.

    What is not all is never 100.00, and what is not nothing never 0.00.
    """
    if denominator == 0:
        return None
    hundredths = (2 * 10_000 * numerator + denominator) // (2 * denominator)
    if numerator < denominator:
        hundredths = min(hundredths, 9_999)
    if numerator > 0:
        hundredths = max(hundredths, 1)
    return Decimal(hundredths).scaleb(-2)


def median(spread: Counter[int]) -> Decimal | None:
    """The median of the values counted in ``spread``, with one decimal; None of nothing."""
    total = spread.total()
    if total == 0:
        return None
    lower = _at(spread, (total - 1) // 2)
    upper = _at(spread, total // 2)
    return (Decimal(lower + upper) / 2).quantize(Decimal("0.1"))


def _at(spread: Counter[int], place: int) -> int:
    """The value at the place (from 0) of the sorted values."""
    for value in sorted(spread):
        place -= spread[value]
        if place < 0:
            return value
    raise IndexError(place)


def change_percent(now: int | Decimal, before: int | Decimal) -> Decimal | None:
    """By how many percent it went up (or, negative, down); None where it was nothing before."""
    if before == 0:
        return None
    change = (Decimal(now) - Decimal(before)) * 100 / Decimal(before)
    return change.quantize(HUNDREDTH, ROUND_HALF_UP) + 0
