"""A matrix: how many of each row are of each column, the more the darker, every cell its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.reports.charts.chart import size_of, written
from tracker.reports.charts.svg import Canvas, cut, element, joined, literal, width_of
from tracker.reports.content import Cell

ROW, BASE = 26.0, 17.0
"""The height of a row, and where in it the letters stand."""
NAMES, NAME_LETTERS = 0.24, 11
"""The share of the width that the rows' names take, and how long they are at most."""
HEAD_LETTERS, LETTER = 16, 7.0
"""The columns' names stand upright: how long they are at most, how high a narrow letter is."""
SHADES = 4


@dataclass(frozen=True)
class Grid:
    """``cells`` has a line for each row, in it a number for each column; ``totals`` come after."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Cell]]
    totals: Sequence[Cell]
    total_name: str

    @property
    def head(self) -> float:
        heads = [cut(name, HEAD_LETTERS) for name in (*self.columns, self.total_name)]
        return max(map(width_of, heads)) * LETTER + 12

    @property
    def height(self) -> float:
        return self.head + ROW * len(self.rows) + 4

    @property
    def step(self) -> float:
        """The share of the width of a column; that of the totals is wider by half."""
        return (1 - NAMES) / (len(self.columns) + 1.5)

    def draw(self, canvas: Canvas) -> Markup:
        top = max((size_of(cell) for row in self.cells for cell in row), default=1.0) or 1.0
        return joined(*self._heads(canvas), *self._lines(canvas, top))

    def _heads(self, canvas: Canvas) -> Iterator[Markup]:
        for place, name in enumerate((*self.columns, self.total_name)):
            words = literal(cut(name, HEAD_LETTERS))
            x = canvas.along(self._middle(place))
            yield element("text", words, class_="chart-head", x=x, y=self.head - 8)

    def _lines(self, canvas: Canvas, top: float) -> Iterator[Markup]:
        for place, name in enumerate(self.rows):
            y = self.head + place * ROW
            line = element("line", class_="chart-rule", x1=0, x2=canvas.along(1), y1=0, y2=0)
            label = literal(cut(name, NAME_LETTERS))
            drawn = [line, element("text", label, class_="chart-name", x=0, y=BASE)]
            for column, cell in enumerate(self.cells[place]):
                if cell.value:
                    shade = max(1, round(size_of(cell) / top * SHADES))
                    told = f"{name} · {self.columns[column]}: {written(cell)}"
                    drawn.append(self._cell(canvas, column, cell, told, f"chart-shade-{shade}"))
            total = self.totals[place]
            told = f"{name}: {written(total)}"
            drawn.append(self._cell(canvas, len(self.columns), total, told, "chart-reach"))
            yield element("g", *drawn, class_="chart-row", transform=f"translate(0 {y:g})")

    def _cell(self, canvas: Canvas, column: int, cell: Cell, told: str, shade: str) -> Markup:
        width = self.step * (1.5 if column == len(self.columns) else 1)
        place = {"x": canvas.along(self._left(column)), "width": canvas.along(width)}
        ground = element("rect", class_=shade, height=ROW, **place)
        middle = canvas.along(self._middle(column))
        text = element("text", literal(written(cell)), x=middle, y=BASE)
        return canvas.link(cell, told, ground, text)

    def _left(self, column: int) -> float:
        return NAMES + column * self.step

    def _middle(self, column: int) -> float:
        return self._left(column) + self.step * (0.75 if column == len(self.columns) else 0.5)
