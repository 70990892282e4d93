"""Figures side by side: by how much each is more than the first, and which rate is the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.domain.periods import Period
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import FEW, Figure, change_percent
from tracker.indicators.kinds import Unit
from tracker.indicators.wilson import Interval, interval
from tracker.indicators.year import Figures


@dataclass(frozen=True)
class Side:
    """One of the compared; its own ``period`` and ``picks`` lead to its cases."""

    key: str
    label: str
    period: Period
    picks: tuple[Pick, ...]
    figures: Figures


@dataclass(frozen=True)
class Beside:
    """A figure of one side. ``rank`` is 1 for the best rate of all sides.

    ``difference`` to the first side is in the figure's unit, of rates in percentage points; it and
    ``percent`` are None of the first side itself and where either value is missing.
    """

    figure: Figure
    difference: int | Decimal | None
    percent: Decimal | None
    rank: int | None

    @property
    def few(self) -> bool:
        """Whether it is a rate of too few cases to be ranked."""
        return rests_on_few(self.figure)

    @property
    def interval(self) -> Interval | None:
        """Where the true rate lies, 95 times of 100."""
        if self.figure.numerator is None or self.figure.denominator is None:
            return None
        return interval(self.figure.numerator, self.figure.denominator)


def side_by_side(sides: Sequence[Side]) -> Mapping[str, Sequence[Beside]]:
    """For each figure a ``Beside`` of every side, by the figure's key."""
    return {
        one.key: _beside([side.figures[one.key] for side in sides]) for one in INDICATORS if sides
    }


def _beside(figures: Sequence[Figure]) -> list[Beside]:
    first = figures[0]
    return [
        Beside(
            figure,
            None if figure is first else _difference(figure, first),
            None if figure is first else _percent(figure, first),
            rank,
        )
        for figure, rank in zip(figures, ranks(figures), strict=True)
    ]


def _difference(figure: Figure, first: Figure) -> int | Decimal | None:
    if figure.value is None or first.value is None:
        return None
    return figure.value - first.value


def _percent(figure: Figure, first: Figure) -> Decimal | None:
    if figure.value is None or first.value is None or figure.unit == Unit.PERCENT.value:
        return None
    return change_percent(figure.value, first.value)


def rests_on_few(figure: Figure) -> bool:
    return figure.denominator is not None and 0 < figure.denominator < FEW


def ranks(figures: Sequence[Figure]) -> list[int | None]:
    """The place of each rate by its exact fraction; equal rates share one.

    None for what is no rate or rests on few cases, and for all where only one is left to rank.
    """
    shares = [_share(figure) for figure in figures]
    known = [share for share in shares if share is not None]
    return [
        None if share is None or len(known) < 2 else 1 + sum(other > share for other in known)
        for share in shares
    ]


def _share(figure: Figure) -> Fraction | None:
    if not figure.denominator or rests_on_few(figure):
        return None
    return Fraction(figure.numerator or 0, figure.denominator)
