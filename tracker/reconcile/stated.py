"""What a text states: figures, and changes from what was before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.periods import Period
from tracker.reconcile.units import Bound, Kind, Nearness, nearness_of


@dataclass(frozen=True)
class StatedFigure:
    """``text`` is what stands from ``start`` to before ``end``: the words that say what it is, as
    far as they stand right before it, and the quantity, which begins at ``at``.

    ``indicator`` None: the words say none that the office counts, or only a ``part`` of it.
    ``topic``: what its passage is about. ``says``: the indicator that its words say, of whichever
    part, or one of ``rules.UNCOUNTED``. ``passage``: where the sentence begins, as read; sentences
    of the same words are told apart by it.
    """

    text: str
    start: int
    end: int
    at: int
    kind: Kind
    value: Decimal
    high: Decimal | None
    unit: str
    bound: Bound
    period: Period
    indicator: str | None
    confidence: float
    sentence: str
    part: bool
    step: Decimal
    topic: str | None = None
    says: str | None = None
    passage: int = 0

    @property
    def nearness(self) -> Nearness:
        return nearness_of(self.text[max(0, self.at - self.start) :].strip())


@dataclass(frozen=True)
class StatedChange:
    """By how much a figure went up or, below nought, down against a year before.

    In percent of it (unit ``%``), in percentage points (``个百分点``) or in its own unit. ``now``
    and ``then`` are the figures it is the change of and from, where the sentence states them.
    """

    text: str
    start: int
    end: int
    at: int
    kind: Kind
    value: Decimal
    unit: str
    bound: Bound
    step: Decimal
    period: Period
    indicator: str | None
    confidence: float
    sentence: str
    now: StatedFigure | None
    then: Decimal | None

    @property
    def nearness(self) -> Nearness:
        return nearness_of(self.text[max(0, self.at - self.start) :].strip())


def plain(value: Decimal) -> str:
    """A value as JSON and files write it: no exponent, no noughts behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
