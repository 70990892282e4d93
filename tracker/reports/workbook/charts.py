"""Charts that the spreadsheet draws itself from the live cells, beneath their table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from tracker.indicators.definitions import BY_KEY, INDICATORS
from tracker.indicators.dimensions import MONTH
from tracker.indicators.kinds import Unit
from tracker.reports.workbook.sheet import CHECK, Book

NAVY, TEAL, AMBER, GREY = "#1F4E79", "#2F7D6B", "#A86A00", "#9AA3AB"
BY_MONTH = (("accepted", NAVY), ("closed", GREY), ("resolved", TEAL))
BY_ROW = (("caseload", NAVY), ("resolved", TEAL))
WIDTH, HEIGHT, BAR, ROW = 800, 300, 28, 20
"""Pixels: of a chart, of the two bars of a row of a breakdown, and of a row of cells. The bars of
all the types of disputes fit beneath their table on one page."""
MARGIN = 90
FONT = {"size": 9}
LABELLED = 50
"""Rows of a table whose bars and columns still have room for their numbers."""


def draw(
    book: Book,
    sheet: Any,
    name: str,
    caption: str,
    rows: tuple[int, int],
    places: Mapping[str, int],
) -> int:
    """Columns by month, bars by anything else; the last row that the chart covers.

    ``rows`` are the heading's and the last one's; ``places`` the columns of the figures' values.
    """
    heading, last = rows
    if last == heading:
        return last
    is_month = name == MONTH
    shown = BY_MONTH if is_month else BY_ROW
    chart = book.workbook.add_chart({"type": "column" if is_month else "bar"})
    for key, colour in shown:
        _add(chart, sheet, rows, places[key], colour, str(BY_KEY[key].name))
    height = HEIGHT if is_month else MARGIN + BAR * (last - heading)
    _dress(chart, caption, height)
    if not is_month:
        chart.set_y_axis({"reverse": True, "num_font": FONT, "line": {"color": GREY}})
        chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    return _insert(sheet, chart, last + 3, height)


def draw_compared(book: Book, sheet: Any, rows: tuple[int, int], years: tuple[int, int]) -> int:
    """The counts of both years, as far as they stand one beneath the other."""
    heading, last = rows
    counts = 0
    while INDICATORS[counts].unit is Unit.CASES:
        counts += 1
    chart = book.workbook.add_chart({"type": "column"})
    names = (_("This period"), _("A year before"))
    for column, colour, name in zip(years, (NAVY, GREY), names, strict=True):
        _add(chart, sheet, (heading, heading + counts), column, colour, name)
    _dress(chart, _("Cases of both years"), HEIGHT)
    return _insert(sheet, chart, last + 3, HEIGHT)


def _add(
    chart: Any, sheet: Any, rows: tuple[int, int], column: int, colour: str, name: str
) -> None:
    heading, last = rows
    labels = {"value": True, "num_format": "#,##0;;", "font": {"size": 8}}
    chart.add_series(
        {
            "name": name,
            "categories": [sheet.name, heading + 1, 1, last, 1],
            "values": [sheet.name, heading + 1, column, last, column],
            "fill": {"color": colour},
            "gap": 60,
            "data_labels": labels if last - heading <= LABELLED else {},
        }
    )


def _dress(chart: Any, title: str, height: int) -> None:
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"position": "top", "font": FONT})
    chart.set_size({"width": WIDTH, "height": height})
    chart.set_x_axis({"num_font": FONT})
    grid = {"visible": True, "line": {"color": "#D9DCD8"}}
    chart.set_y_axis({"num_font": FONT, "min": 0, "line": {"none": True}, "major_gridlines": grid})
    chart.set_chartarea({"border": {"none": True}})


def _insert(sheet: Any, chart: Any, row: int, height: int) -> int:
    sheet.insert_chart(row, CHECK + 1, chart, {"object_position": 2})
    return int(row + height / ROW + 1)
