"""The sheets of figures: the overview, and a sheet for each breakdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators.counted_parts import readings
from tracker.indicators.definitions import BY_KEY, GLOSSARY, INDICATORS
from tracker.indicators.dimensions import MONTH
from tracker.indicators.drill import part_name
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Indicator, Rate, Unit
from tracker.indicators.year import Figures, Summary
from tracker.reports.content import dimension_name, named_with_unit, unit_name
from tracker.reports.workbook import charts
from tracker.reports.workbook.formulas import Spot
from tracker.reports.workbook.live import PARTS, Live, live, parts_of
from tracker.reports.workbook.sheet import (
    AMOUNT_WIDTH,
    CHECK,
    DAY_WIDTH,
    Book,
    Span,
    cell_at,
    close_checks,
    day_cell,
    print_in,
    set_widths,
    write_above,
    write_checked,
    write_headings,
    write_keys,
)

PERIOD = Spot("期初", "期末")
"""The names of the cells with the first and the last day of the period."""
FIRST = CHECK + 1
SHEETS = {
    MONTH: _l("Per month"),
    "dispute_type": _l("Per type"),
    "source": _l("Per source"),
    "organisation": _l("Per organisation"),
    "mediator": _l("Per mediator"),
    "village": _l("Per village"),
    "difficulty": _l("Per difficulty"),
}
PAGES_WIDE, REMARK_WIDTH = 3, 28
OVERVIEW, COMPARED, ANNUAL, TOTAL = "overview", "year_before", "annual", "whole"
"""Keys of sheets and of the row beneath a breakdown; a breakdown's own is that of its dimension."""
OF_WHOLE = OVERVIEW, COMPARED, ANNUAL
"""The sheets that have a row for each figure, of the whole period."""


def write_overview(book: Book, summary: Summary) -> None:
    """Every figure a row, then the resolution rate on every basis."""
    sheet = book.sheet(str(_("Overview of figures")))
    span = Span(FIRST + 1, len(PARTS), FIRST + 1 + len(PARTS) + 1)
    set_widths(sheet, span)
    sheet.set_column(span.first, span.first, AMOUNT_WIDTH)
    sheet.set_column(span.folded - 1, span.folded - 1, REMARK_WIDTH)
    headings = [_("No."), _("Figure"), _("Checked"), _("Unit")]
    headings += [_("Value"), _("Numerator"), _("Denominator"), _("Not in the numerator")]
    headings += [_("Cases that state one"), _("Cases asked"), _("Remarks")]
    top = write_above(sheet, book, _("Figures"))
    write_keys(sheet, top, OVERVIEW, PARTS, span)
    write_headings(sheet, book, top, headings, span)
    sheet.write_string(top, span.folded - 1, _("Remarks"), book.formats["indented heading"])
    row = top
    for number, one in enumerate(GLOSSARY, 1):
        if one.key not in summary.figures:
            continue
        row += 1
        figure = summary.figures[one.key]
        write_name(sheet, book, row, number, str(one.name))
        sheet.write_string(row, FIRST, unit_name(one.unit.value))
        write_key(sheet, row, reading_key(one, summary.basis), span)
        if one.key not in BY_KEY:
            sheet.write_string(row, CHECK, _("roster"), book.formats["check"])
            sheet.write_number(row, span.first, float(figure.value or 0), book.form(figure.unit))
            sheet.write_string(
                row, span.folded - 1, _("From the roster, not from cases"), book.formats["text"]
            )
            continue
        write_checked(sheet, book, row, _down(one, figure, summary.basis, row, span), span)
        if isinstance(one, Rate) and one.by_basis:
            sheet.write_string(row, span.folded - 1, word(summary.basis), book.formats["text"])
    close_checks(sheet, book, top + 1, row, len(INDICATORS))
    sheet.autofilter(top, 0, row, span.folded - 1)
    sheet.freeze_panes(top + 1, FIRST)
    row = _write_readings(sheet, book, summary, row + 2, span)
    print_in(sheet, row, span.folded - 1, top, pages=1)


def _write_readings(sheet: Any, book: Book, summary: Summary, row: int, span: Span) -> int:
    """None of the bases is chosen silently."""
    rate = BY_KEY["resolution_rate"]
    sheet.write_string(row, 0, _("The resolution rate on each basis"), book.formats["caption"])
    first = row + 1
    for number, (basis, figure) in enumerate(summary.readings.items(), 1):
        row += 1
        write_name(sheet, book, row, number, word(basis))
        sheet.write_string(row, FIRST, unit_name(figure.unit))
        write_key(sheet, row, reading_key(rate, basis), span)
        write_checked(sheet, book, row, _down(rate, figure, basis, row, span), span)
    close_checks(sheet, book, first, row, len(summary.readings))
    return row


def _down(
    indicator: Indicator, figure: Figure, basis: Basis, row: int, span: Span
) -> dict[int, Live]:
    """The parts of a figure by their columns: every figure has the same ones."""
    columns = {part: span.first + place for place, part in enumerate(PARTS)}
    cells = live(indicator, figure, basis, PERIOD, lambda part: cell_at(row, columns[part]))
    return {columns[part]: cell for part, cell in cells.items()}


def write_breakdown(book: Book, summary: Summary, name: str) -> None:
    """A row for each month, type, source …, every figure in columns; the whole period beneath."""
    sheet = book.sheet(str(SHEETS[name]))
    days = [_("Period begins"), _("Period ends")] if name == MONTH else []
    columns = list(columns_of_figures())
    span = Span(FIRST + len(days), len(columns), FIRST + len(days) + len(columns))
    set_widths(sheet, span)
    if days:
        sheet.set_column(FIRST, span.first - 1, DAY_WIDTH)
    for place, (figure, part) in enumerate(columns, span.first):
        if figure.unit is Unit.YUAN and part == PARTS[0]:
            sheet.set_column(place, place, AMOUNT_WIDTH)
    headings = [_("No."), dimension_name(name), _("Checked"), *days]
    headings += [heading_of(figure, part) for figure, part in columns]
    caption = str(_("By %(dimension)s", dimension=dimension_name(name)))
    top = write_above(sheet, book, caption)
    keys = [f"{reading_key(figure, summary.basis)}.{part}" for figure, part in columns]
    write_keys(sheet, top, name, keys, span)
    write_headings(sheet, book, top, headings, span)
    months = list(summary.period.months())
    row = top
    for number, one in enumerate(summary.breakdowns[name], 1):
        row += 1
        write_name(sheet, book, row, number, one.label)
        write_key(sheet, row, one.key, span)
        if name == MONTH:
            month = months[number - 1]
            day_cell(sheet, book, row, FIRST, month.start)
            day_cell(sheet, book, row, FIRST + 1, month.end)
        spot = spot_of(name, row)
        write_checked(sheet, book, row, _across(one.figures, summary.basis, spot, row, span), span)
    last = row
    row += 1
    for place in range(span.first):
        text = _("Whole period") if place == 1 else ""
        sheet.write_string(row, place, text, book.formats["total text"])
    write_key(sheet, row, TOTAL, span)
    cells = _across(summary.figures, summary.basis, PERIOD, row, span)
    write_checked(sheet, book, row, cells, span, total=True)
    close_checks(sheet, book, top + 1, row, row - top)
    if last > top:
        sheet.autofilter(top, 0, last, span.folded - 1)
    sheet.freeze_panes(top + 1, FIRST)
    places = {
        figure.key: place
        for place, (figure, part) in enumerate(columns, span.first)
        if part == PARTS[0]
    }
    end = charts.draw(book, sheet, name, caption, (top, last), places)
    print_in(sheet, max(row, end), span.folded - 1, top, PAGES_WIDE)


def spot_of(name: str, row: int) -> Spot:
    """A month is asked by the days beside it, another row by its place."""
    if name == MONTH:
        return Spot(f"$D{row + 1}", f"$E{row + 1}")
    return Spot(PERIOD.first, PERIOD.last, name, f"$A{row + 1}")


def columns_of_figures() -> Iterator[tuple[Indicator, str]]:
    for one in INDICATORS:
        for part in parts_of(one):
            yield one, part


def heading_of(indicator: Indicator, part: str) -> str:
    if part == PARTS[0]:
        return named_with_unit(indicator)
    return f"{indicator.name} · {part_name(part)}"


def _across(figures: Figures, basis: Basis, spot: Spot, row: int, span: Span) -> Mapping[int, Live]:
    cells: dict[int, Live] = {}
    column = span.first
    for one in INDICATORS:
        at = {part: column + place for place, part in enumerate(parts_of(one))}
        found = _live_at(one, figures[one.key], basis, spot, row, at)
        cells |= {at[part]: found[part] for part in at}
        column += len(at)
    return cells


def _live_at(
    one: Indicator, figure: Figure, basis: Basis, spot: Spot, row: int, at: Mapping[str, int]
) -> Mapping[str, Live]:
    return live(one, figure, basis, spot, lambda part: cell_at(row, at[part]))


def reading_key(indicator: Indicator, basis: Basis) -> str:
    """The key under which that reading of the figure is frozen."""
    return {one: key for key, one in readings(indicator)}.get(basis, indicator.key)


def write_key(sheet: Any, row: int, key: str, span: Span) -> None:
    """Which row it is, folded away."""
    sheet.write_string(row, span.keys, key)


def write_name(sheet: Any, book: Book, row: int, number: int, name: str) -> None:
    sheet.write_number(row, 0, number, book.formats["place"])
    sheet.write_string(row, 1, name, book.formats["name"])
