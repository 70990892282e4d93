"""How far a rate can be believed: the range in which the true share lies, 95 times of 100.

Wilson's score interval. Unlike "the rate plus or minus so much" it never leaves 0 to 100, and says
something sensible of few cases, of none resolved and of all.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from tracker.indicators.figures import HUNDREDTH

Z = Decimal("1.95996398454005423552459443")
"""So many deviations around the middle of a normal distribution hold 95 % of it."""
DIGITS = 60
"""Enough for the square of ``Z``, so that of none and of all the ends are exactly 0 and 100."""

Interval = tuple[Decimal, Decimal]


def interval(numerator: int, denominator: int) -> Interval | None:
    """In percent with two decimals, rounded outward; None of nothing."""
    if denominator == 0:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        square = Z * Z
        rest = Decimal(4 * numerator * (denominator - numerator)) / denominator
        spread = Z * (square + rest).sqrt()
        middle, whole = 2 * numerator + square, 2 * (denominator + square)
        low, high = (100 * (middle + side) / whole for side in (-spread, spread))
        return low.quantize(HUNDREDTH, ROUND_FLOOR), high.quantize(HUNDREDTH, ROUND_CEILING)
