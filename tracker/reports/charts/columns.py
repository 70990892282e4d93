"""Columns through the months from zero, each with its number; the year before as a thin line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil

from markupsafe import Markup

from tracker.reports.charts.chart import size_of, written
from tracker.reports.charts.svg import HATCH, Canvas, element, joined, literal, width_of
from tracker.reports.content import Cell

GROUND, ROOM = 196.0, 164.0
"""Where the columns stand, and how high the highest is."""

NUMBERED = 12
"""So many columns have room for their numbers."""

LONG = 4
"""Numbers of more letters are left out on phones; the table has them."""


@dataclass(frozen=True)
class Columns:
    labels: Sequence[str]
    values: Sequence[Cell]
    before: Sequence[Cell] | None = None

    @property
    def height(self) -> float:
        return GROUND + 36

    def draw(self, canvas: Canvas) -> Markup:
        """Bars, above them the line, above both the numbers: no line runs through a number."""
        ground = element(
            "line", class_="chart-ground", x1=0, x2=canvas.along(1), y1=GROUND, y2=GROUND
        )
        return joined(*self._bars(canvas), ground, *self._line(canvas), *self._numbers(canvas))

    @property
    def step(self) -> float:
        return 1 / len(self.labels)

    def _bars(self, canvas: Canvas) -> Iterator[Markup]:
        for place, cell in enumerate(self.values):
            if high := self._high(cell):
                yield element(
                    "rect",
                    class_="chart-bar",
                    fill=canvas.pattern(HATCH),
                    x=canvas.along((place + 0.18) * self.step),
                    width=canvas.along(0.64 * self.step),
                    y=GROUND - high,
                    height=high,
                )

    def _line(self, canvas: Canvas) -> Iterator[Markup]:
        """The year before, broken where nothing is known."""
        points = [
            None
            if cell.value is None
            else (canvas.along((place + 0.5) * self.step), GROUND - self._high(cell))
            for place, cell in enumerate(self.before or ())
        ]
        for one, next_ in pairwise(points):
            if one and next_:
                (x1, y1), (x2, y2) = one, next_
                yield element("line", class_="chart-before", x1=x1, y1=y1, x2=x2, y2=y2)
        for point in filter(None, points):
            yield element("circle", class_="chart-before-dot", cx=point[0], cy=point[1], r=2.5)

    def _numbers(self, canvas: Canvas) -> Iterator[Markup]:
        every = self._every(canvas)
        for place, (label, cell) in enumerate(zip(self.labels, self.values, strict=True)):
            text = written(cell)
            parts = [canvas.reach(place * self.step, 0, self.step, self.height)]
            if len(self.labels) <= NUMBERED:
                x, y = canvas.along((place + 0.5) * self.step), GROUND - self._high(cell) - 6
                long = " chart-value-long" if len(text) > LONG else ""
                parts.append(canvas.halo(x, y, text))
                parts.append(element("text", text, class_=f"chart-value{long}", x=x, y=y))
            if place % every == 0 and place + every <= len(self.labels):
                x = canvas.along((place + every / 2) * self.step)
                below = GROUND + 18
                parts.append(element("text", literal(label), class_="chart-month", x=x, y=below))
            yield canvas.link(cell, f"{label}: {text}" if len(parts) < 4 else None, *parts)

    def _every(self, canvas: Canvas) -> int:
        """Every how many columns one has room for its name."""
        widest = max(map(width_of, self.labels))
        return ceil(len(self.labels) * widest / (canvas.letters + 1))

    def _high(self, cell: Cell) -> float:
        return round(size_of(cell) / self._top * ROOM, 1)

    @cached_property
    def _top(self) -> float:
        return max(1.0, *map(size_of, self.values), *map(size_of, self.before or ()))
