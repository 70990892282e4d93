"""What a check of a text with itself finds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.verdicts import Check
from tracker.reconcile.stated import StatedFigure, plain
from tracker.reconcile.units import Bound, Kind


@dataclass(frozen=True)
class Agreement:
    """``numbers`` are those compared: numerator and denominator; total and parts; what was, what
    is, and the change; whole ones as such, others as decimal texts.
    """

    check: Check
    holds: bool
    stated: tuple[StatedFigure, ...]
    numbers: tuple[int | str, ...]


def shown(value: Decimal) -> int | str:
    """A number as JSON and people read it."""
    return int(value) if value == int(value) else plain(value)


def is_whole(one: StatedFigure) -> bool:
    """Whether it is a count that is meant exactly."""
    exact = one.bound is Bound.EXACT and one.step == 1
    return one.kind is Kind.COUNT and exact and one.value == int(one.value)
