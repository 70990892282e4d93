"""A chart on a page: the drawing inline, every number of it a link, the table beneath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from tracker.reports.charts.chart import Chart
from tracker.reports.charts.svg import Canvas, element, literal
from tracker.reports.content import Cell
from tracker.views.figure_tables import PageTable, cell_address, page_table


@dataclass(frozen=True)
class PageChart:
    """What ``components/chart.html`` shows; ``saved`` has for each format the file's address."""

    chart: Chart
    drawing: Markup
    table: PageTable
    saved: Mapping[str, str] = field(default_factory=dict)


def page_chart(chart: Chart, saved: Mapping[str, str] | None = None) -> PageChart:
    """Each number is a link once: in the drawing, or in the table where it is not drawn."""
    name = f"chart-{chart.key}"
    linked: set[str] = set()

    def address(number: Cell) -> str | None:
        href = cell_address(number)
        linked.update([href] if href else [])
        return href

    canvas = Canvas(name, href=address)
    drawing = element(
        "svg",
        element("title", literal(chart.title), id=f"{name}-title"),
        element("desc", literal(chart.desc), id=f"{name}-desc"),
        canvas.patterns(),
        chart.drawing.draw(canvas),
        class_="chart-drawing",
        width="100%",
        height=chart.drawing.height,
        role="group",
        aria_labelledby=f"{name}-title {name}-desc",
    )
    table = page_table(chart.table).without_links(linked)
    return PageChart(chart, drawing, table, saved or {})
