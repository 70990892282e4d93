"""A chart as a file of its own: SVG with its own colours and fonts, and PNG made of it.

It says whose figures it draws, of which days and rows, and that a sample is one. Nothing in it is
a link, and nothing is fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import typst
from markupsafe import Markup

from tracker.config import template_folder
from tracker.reports.charts import svg
from tracker.reports.charts.chart import Chart, Key
from tracker.reports.charts.svg import Canvas, element
from tracker.reports.papers.pdf import fonts

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
DECLARATION = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')
WIDTH, WIDE, EDGE = 640.0, 960.0, 24.0
"""In pixels, the edge on every side included."""
LINE, TITLE_LETTER = 20.0, 8.4
"""The height of a line, the width of a narrow letter of the title."""
SHARPNESS = 192
"""Pixels of the PNG in an inch, where the SVG has 96: twice as many."""
SWATCHES = {"bar": svg.HATCH, "volume": svg.PLAIN, "few": svg.DOTS}


def chart_svg(chart: Chart, above: Sequence[str]) -> str:
    """``above`` are the lines under the title."""
    sheet = _Sheet(chart)
    y = EDGE + LINE
    drawn = [sheet.line(chart.title, y, "file-title", TITLE_LETTER)]
    for text in above:
        y += LINE
        drawn.append(sheet.line(text, y))
    y += LINE
    at = f"translate({EDGE:g} {y:g})"
    drawn.append(element("g", chart.drawing.draw(sheet.canvas), transform=at))
    y += chart.drawing.height
    if chart.keys:
        y += LINE
        drawn += sheet.keys(chart.keys, y)
    for text in chart.notes:
        y += LINE
        drawn.append(sheet.line(text, y))
    told = " ".join((*above, chart.desc))
    return DECLARATION + sheet.whole(y + EDGE, chart.title, told, drawn)


def chart_png(drawn: str) -> bytes:
    """The picture of such a file, twice as sharp. Raises NoFont."""
    with TemporaryDirectory(prefix="tracker-chart-") as folder:
        root = Path(folder)
        (root / "chart.svg").write_text(drawn, "utf-8")
        source = root / "chart.typ"
        source.write_bytes(_of_program("chart.typ").encode())
        compiler = typst.Compiler(
            input=str(source), root=str(root), font_paths=fonts(), ignore_system_fonts=True
        )
        return cast(bytes, compiler.compile(format="png", ppi=SHARPNESS))


@dataclass(frozen=True)
class _Sheet:
    """The paper around a drawing."""

    chart: Chart

    @property
    def width(self) -> float:
        return WIDE if self.chart.wide else WIDTH

    @property
    def canvas(self) -> Canvas:
        return Canvas(self.chart.key, self.width - 2 * EDGE)

    def whole(self, height: float, title: str, told: str, drawn: Sequence[Markup]) -> Markup:
        style = Markup(_of_program("chart.css"))  # noqa: S704 - a file of the program
        return element(
            "svg",
            element("title", svg.literal(title), id="title"),
            element("desc", svg.literal(told), id="desc"),
            element("style", style),
            self.canvas.patterns(),
            element("rect", class_="file-paper", width=self.width, height=height),
            *drawn,
            xmlns="http://www.w3.org/2000/svg",
            role="img",
            aria_labelledby="title desc",
            width=self.width,
            height=height,
            viewBox=f"0 0 {self.width:g} {height:g}",
        )

    def line(
        self, text: str, y: float, kind: str = "file-line", letter: float = svg.LETTER
    ) -> Markup:
        """Cut where the paper ends."""
        written = svg.literal(svg.cut(text, int((self.width - 2 * EDGE) / letter)))
        return element("text", written, class_=kind, x=EDGE, y=y)

    def keys(self, keys: Sequence[Key], y: float) -> Iterator[Markup]:
        """What the patterns stand for, side by side."""
        x = EDGE
        for key in keys:
            yield self._swatch(key, x, y - 5)
            yield element("text", svg.literal(key.label), class_="file-line", x=x + 26, y=y)
            x += 50 + svg.width_of(key.label) * svg.LETTER

    def _swatch(self, key: Key, x: float, y: float) -> Markup:
        if key.swatch == "line":
            line = element("line", class_="chart-before", x1=x, x2=x + 20, y1=y, y2=y)
            dot = element("circle", class_="chart-before-dot", cx=x + 10, cy=y, r=2.5)
            return svg.joined(line, dot)
        thin = key.swatch == "volume"
        kind, high = ("chart-volume", 4.0) if thin else ("chart-bar", 12.0)
        fill = self.canvas.pattern(SWATCHES[key.swatch])
        place = {"x": x, "y": y - high / 2, "width": 20, "height": high}
        return element("rect", class_=kind, fill=fill, **place)


def _of_program(name: str) -> str:
    return (Path(template_folder()) / "documents" / name).read_text("utf-8")
