"""A figure beside the same of another period, and how it moved between the two."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tracker.indicators.figures import Figure, change_percent
from tracker.indicators.kinds import Unit


@dataclass(frozen=True)
class Comparison:
    """A figure against the same period a year before; all None where either year has no data."""

    now: Figure
    before: Figure | None

    @property
    def previous(self) -> int | Decimal | None:
        return self.before.value if self.before else None

    @property
    def change_percent(self) -> Decimal | None:
        """Of counts, sums and medians; a rate's change is told in points."""
        if self.now.value is None or self.previous is None or self.now.unit == Unit.PERCENT.value:
            return None
        return change_percent(self.now.value, self.previous)

    @property
    def change_points(self) -> Decimal | None:
        """Percentage points between two rates."""
        if self.now.value is None or self.previous is None or self.now.unit != Unit.PERCENT.value:
            return None
        return Decimal(self.now.value) - Decimal(self.previous)

    @property
    def direction(self) -> str | None:
        """``up``, ``down`` or ``level``; None when it cannot be told."""
        if self.now.value is None or self.previous is None:
            return None
        if self.now.value == self.previous:
            return "level"
        return "up" if self.now.value > self.previous else "down"
