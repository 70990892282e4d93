"""Whether a stated value fits a value of the ledger, as nearly as it is meant."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tracker.domain.verdicts import Verdict
from tracker.reconcile.stated import StatedChange, StatedFigure
from tracker.reconcile.units import Bound, Kind, Nearness

NEARLY = Fraction(9, 10)
"""近2000件 may stand for 1,800, not for less."""


def fit(stated: StatedFigure, exact: Fraction) -> Verdict:
    """``exact`` in single units, yuan or percent, not yet rounded.

    What is not all is never printed as 100 %, nor what is not nothing as 0 %.
    """
    value = Fraction(stated.value)
    if stated.bound is not Bound.EXACT:
        return Verdict.WITHIN_BOUND if _within(stated, value, exact) else Verdict.DIFFERS
    if value == exact:
        return Verdict.EQUAL
    if stated.kind is Kind.RATE and value in (0, 100):
        return Verdict.DIFFERS
    rounded = half_up(exact, stated.step)
    if stated.kind is Kind.RATE and rounded in (0, 100):
        rounded += stated.step if rounded == 0 else -stated.step
    if Fraction(rounded) != value:
        return Verdict.DIFFERS
    as_usual = stated.kind is Kind.RATE and stated.step == Decimal("0.01")
    return Verdict.EQUAL if as_usual else Verdict.ROUNDED


def fit_change(change: StatedChange, exact: Fraction) -> Verdict:
    """``exact`` in percent, in points or in the figure's own unit; below nought where it fell."""
    sign = -1 if change.value < 0 else 1
    value, moved = Fraction(abs(change.value)), exact * sign
    if change.bound is not Bound.EXACT:
        within = moved >= 0 and _within(change, value, moved)
        return Verdict.WITHIN_BOUND if within else Verdict.DIFFERS
    if moved == value:
        return Verdict.EQUAL
    if moved < 0 or Fraction(half_up(moved, change.step)) != value:
        return Verdict.DIFFERS
    as_usual = change.kind is Kind.RATE and change.step == Decimal("0.01")
    return Verdict.EQUAL if as_usual else Verdict.ROUNDED


def moved_by(change: StatedChange, now: Fraction, then: Fraction) -> Fraction | None:
    """In the unit in which the change is told; None where that cannot be."""
    if change.unit != "%":
        return now - then
    return (now - then) * 100 / then if then else None


def is_moved(change: StatedChange, now: StatedFigure, then: Decimal, step: Decimal) -> bool:
    """Whether two stated values make the stated change, as nearly as they are written; ``step``
    is what one of the last digit of ``then`` is worth.
    """
    half = Fraction(0 if now.kind is Kind.COUNT else Fraction(1, 2))
    found = [
        moved_by(change, Fraction(now.value) + up * Fraction(now.step), before)
        for up in (-half, Fraction(0), half)
        for before in (
            Fraction(then) + down * Fraction(step) for down in (-half, Fraction(0), half)
        )
    ]
    ends = [one for one in found if one is not None]
    if not ends:
        return False
    inside = min(ends) <= Fraction(change.value) <= max(ends)
    return inside or any(fit_change(change, one) is not Verdict.DIFFERS for one in ends)


def is_cut_off(stated: StatedFigure, exact: Fraction) -> bool:
    """Whether the digits behind the last one were left out instead of rounded."""
    step = Fraction(stated.step)
    return stated.bound is Bound.EXACT and exact // step * step == stated.value != exact


def half_up(exact: Fraction, step: Decimal) -> Decimal:
    steps = Decimal((2 * exact / Fraction(step) + 1) // 2)
    return (steps * step).quantize(step, ROUND_HALF_UP) if step < 1 else steps * step


def _within(stated: StatedFigure | StatedChange, value: Fraction, exact: Fraction) -> bool:
    grain = Fraction(grain_of(abs(stated.value)))
    strict = stated.nearness is Nearness.STRICT
    if stated.bound is Bound.OVER:
        near = value <= exact and (stated.kind is Kind.RATE or exact < value + grain)
        return exact > value if strict else near
    if stated.bound is Bound.UNDER:
        near = stated.nearness is Nearness.UP_TO or value * NEARLY <= exact
        return exact < value if strict else exact <= value and near
    if stated.bound is Bound.ABOUT:
        return abs(exact - value) <= grain / 2
    if stated.bound is Bound.RANGE and isinstance(stated, StatedFigure):
        return value <= exact <= Fraction(stated.high or stated.value)
    return exact >= value


def grain_of(value: Decimal) -> Decimal:
    """What one of the last digit that is no nought is worth: 1,000 of 两千余, 10万 of 320余万."""
    _sign, digits, exponent = value.normalize().as_tuple()
    return Decimal(1).scaleb(int(exponent)) if any(digits) else Decimal(1)
