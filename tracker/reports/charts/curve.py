"""Shares that grow day by day, from 0 to 100 percent; the year before as a thin line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask_babel import gettext as _
from markupsafe import Markup

from tracker.reports.charts.svg import Canvas, element, joined, literal
from tracker.reports.content import Cell

TOP, GROUND = 20.0, 196.0
LEFT, RIGHT = 0.09, 0.95
"""Where day 0 and the last day stand along the width."""

RULES = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Mark:
    """A day that is named on the axis, and its share as a number that may be a link."""

    day: int
    share: Cell


@dataclass(frozen=True)
class DailyShares:
    """``shares`` has for each day from 0 a share from 0 to 1; ``before`` has as many or is None."""

    shares: Sequence[float]
    before: Sequence[float] | None
    marks: Sequence[Mark]

    @property
    def height(self) -> float:
        return GROUND + 36

    def draw(self, canvas: Canvas) -> Markup:
        """Rules, lines, and above them the numbers."""
        return joined(
            *self._rules(canvas),
            *self._line(canvas, self.before or (), "chart-before"),
            *self._line(canvas, self.shares, "chart-curve"),
            *self._marks(canvas),
        )

    def _rules(self, canvas: Canvas) -> Iterator[Markup]:
        for percent in RULES:
            y = _high(percent / 100)
            kind = "chart-rule" if percent else "chart-ground"
            x1, x2 = canvas.along(LEFT), canvas.along(RIGHT)
            yield element("line", class_=kind, x1=x1, x2=x2, y1=y, y2=y)
            text = f"{percent}%"
            yield element("text", text, class_="chart-month", x=canvas.along(LEFT / 2), y=y + 4)

    def _line(self, canvas: Canvas, shares: Sequence[float], kind: str) -> Iterator[Markup]:
        for day, (one, next_) in enumerate(pairwise(shares)):
            yield element(
                "line",
                class_=kind,
                x1=self._along(canvas, day),
                x2=self._along(canvas, day + 1),
                y1=_high(one),
                y2=_high(next_),
            )

    def _marks(self, canvas: Canvas) -> Iterator[Markup]:
        for mark in self.marks:
            x, y = self._along(canvas, mark.day), _high(self.shares[mark.day])
            text = f"{mark.share.value}%"
            parts = [
                element("circle", class_="chart-curve-dot", cx=x, cy=y, r=3.5),
                canvas.halo(x, y - 9, text),
                element("text", text, class_="chart-value", x=x, y=y - 9),
            ]
            yield joined(*parts)
            name = literal(str(_("%(days)s days", days=mark.day)))
            yield element("text", name, class_="chart-month", x=x, y=GROUND + 18)

    def _along(self, canvas: Canvas, day: int) -> str:
        return canvas.along(LEFT + (RIGHT - LEFT) * day / (len(self.shares) - 1))


def _high(share: float) -> float:
    return round(GROUND - share * (GROUND - TOP), 1)
