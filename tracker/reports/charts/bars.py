"""Bars lying one beneath the other from zero, each under its name and beside its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from tracker.reports.charts.chart import MOST_DRAWN, written
from tracker.reports.charts.numbers import number, share_of
from tracker.reports.charts.svg import HATCH, PLAIN, Canvas, cut, element, joined, literal, width_of
from tracker.reports.content import Cell

ROW, THIN, HEADING = 42.0, 7.0, 30.0
"""Heights: of a bar with its name, of the thin bar beneath, of a line of words."""


@dataclass(frozen=True)
class Bar:
    """``length`` is a share of the width; ``words`` at the right, the numbers among them links.

    ``volume`` is the length of a thin bar beneath.
    """

    label: str
    length: float
    cell: Cell
    words: Sequence[str | Cell]
    volume: float | None = None
    pattern: str = HATCH

    @property
    def height(self) -> float:
        return ROW + (THIN if self.volume else 0)

    def draw(self, canvas: Canvas, y: float) -> Markup:
        said = "".join(part if isinstance(part, str) else written(part) for part in self.words)
        label = cut(self.label, max(canvas.letters - width_of(said) - 2, 8))
        name = element("text", literal(label), class_="chart-name", x=0, y=y + 14)
        linked = [part for part in self.words if isinstance(part, Cell)]
        words = [self._word(canvas, part, len(linked) > 1) for part in self.words]
        right = element("text", *words, class_="chart-words", x=canvas.along(1), y=y + 14)
        bar = self._bar(canvas, self.length, y + 20, 14, self.pattern)
        axis = self._axis(canvas, y)
        reach = canvas.reach(0, y, 1, ROW - 4)
        beside = self._volume(canvas, y + 36)
        if len(linked) > 1:
            beside, right = joined(beside, right), Markup("")
        told = f"{self.label}: {said}" if label != self.label else None
        return joined(canvas.link(self.cell, told, reach, name, bar, right), beside, axis)

    def _word(self, canvas: Canvas, part: str | Cell, linked: bool) -> Markup:
        """One number alone is in the link of the bar; several have their own."""
        if isinstance(part, str):
            return element("tspan", literal(part))
        text = element("tspan", literal(written(part)), class_="chart-number")
        return canvas.link(part, f"{self.label}: {written(part)}", text) if linked else text

    def _volume(self, canvas: Canvas, y: float) -> Markup:
        return self._bar(canvas, self.volume, y, 4, PLAIN) if self.volume else Markup("")

    def _axis(self, canvas: Canvas, y: float) -> Markup:
        high = 20 + (THIN if self.volume else 0)
        return element("line", class_="chart-ground", x1=0, x2=0, y1=y + 17, y2=y + 17 + high)

    def _bar(self, canvas: Canvas, length: float, y: float, high: float, pattern: str) -> Markup:
        if not length:
            return Markup("")
        return element(
            "rect",
            class_="chart-bar" if high > THIN else "chart-volume",
            fill=canvas.pattern(pattern),
            x=0,
            y=y,
            width=canvas.along(length),
            height=high,
        )


@dataclass(frozen=True)
class Bars:
    """``rows`` are bars, and between them lines of words."""

    rows: Sequence[Bar | str]

    @property
    def height(self) -> float:
        return sum(HEADING if isinstance(row, str) else row.height for row in self.rows) + 4

    def draw(self, canvas: Canvas) -> Markup:
        drawn, y = [], 0.0
        for row in self.rows:
            if isinstance(row, str):
                words = literal(cut(row, canvas.letters))
                drawn.append(element("text", words, class_="chart-heading", x=0, y=y + 20))
                y += HEADING
            else:
                drawn.append(row.draw(canvas, y))
                y += row.height
        return joined(*drawn)


def bars(rows: Sequence[Bar | str]) -> Bars:
    """Or a sentence where there are none."""
    return Bars(rows or [str(_("No case in this period."))])


def shares(rows: Sequence[tuple[Cell, Cell]], whole: Cell) -> Bars:
    """Names with their numbers, each beside its share of the whole; the longest is the largest."""
    top = max((number(cell) for _name, cell in rows), default=0) or 1
    return bars(
        [
            Bar(
                label=str(name.value),
                length=number(cell) / top,
                cell=cell,
                words=[cell, f" · {written(share_of(cell, whole))}"],
            )
            for name, cell in rows[:MOST_DRAWN]
        ]
    )
