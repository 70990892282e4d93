"""The sheet of the year before: each figure beside it, and how it changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from tracker.domain.vocabulary import Basis
from tracker.indicators.changes import Comparison
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Cases, Indicator, Rate, Unit
from tracker.indicators.year import Summary
from tracker.reports.content import TEXT, direction_word, unit_name
from tracker.reports.heading import days_of
from tracker.reports.workbook import charts
from tracker.reports.workbook.formulas import Spot, count
from tracker.reports.workbook.live import PARTS, Live, change_percent, change_points, live
from tracker.reports.workbook.sheet import (
    AMOUNT_WIDTH,
    CHECK,
    DAY_WIDTH,
    Book,
    Span,
    cell_at,
    close_checks,
    print_in,
    set_widths,
    write_above,
    write_checked,
    write_headings,
    write_keys,
)
from tracker.reports.workbook.tables import (
    COMPARED,
    FIRST,
    PERIOD,
    reading_key,
    write_key,
    write_name,
)

BEFORE = Spot("上年期初", "上年期末")
COMPARABLE = "可比"
"""The cell that is 1 where both years have any case on record."""
NOW, THEN, PERCENT, POINTS, DIRECTION = 0, 3, 6, 7, 8
"""Where the numbers stand in the span: of each year the value and its fraction, then the change."""


def write_compared(book: Book, summary: Summary) -> None:
    sheet = book.sheet(str(_("Year before")))
    span = Span(FIRST + 1, DIRECTION + 1, FIRST + 1 + DIRECTION + 1)
    set_widths(sheet, span)
    for place in (NOW, THEN):
        sheet.set_column(span.first + place, span.first + place, AMOUNT_WIDTH)
        sheet.set_column(span.first + place + 1, span.first + place + 2, DAY_WIDTH)
    top = write_above(sheet, book, _("Year on year"))
    before = summary.year_before
    told = _("Against %(days)s", days=days_of(before.start, before.end))
    sheet.write_string(top, 0, told)
    top = _write_comparable(sheet, book, top + 1, summary) + 1
    headings = [_("No."), _("Figure"), _("Checked"), _("Unit")]
    parts = [_("Numerator"), _("Denominator")]
    headings += [_("This period"), *parts, _("A year before")]
    headings += [f"{_('A year before')} · {one}" for one in parts]
    headings += [_("Change in percent"), _("Change in percentage points"), _("Direction")]
    write_keys(sheet, top, COMPARED, PARTS[:3], span)
    write_headings(sheet, book, top, headings, span)
    last = span.folded - 1
    sheet.write_string(top, last, headings[last], book.formats["indented heading"])
    row = top
    for number, one in enumerate(INDICATORS, 1):
        row += 1
        write_name(sheet, book, row, number, str(one.name))
        sheet.write_string(row, FIRST, unit_name(one.unit.value))
        write_key(sheet, row, reading_key(one, summary.basis), span)
        found = summary.year_on_year[one.key]
        write_checked(sheet, book, row, _cells(one, found, summary.basis, row, span), span)
    close_checks(sheet, book, top + 1, row, len(INDICATORS))
    sheet.autofilter(top, 0, row, span.folded - 1)
    sheet.freeze_panes(top + 1, FIRST)
    years = (span.first + NOW, span.first + THEN)
    end = charts.draw_compared(book, sheet, (top, row), years)
    print_in(sheet, max(row, end), span.folded - 1, top, pages=1)


def _write_comparable(sheet: Any, book: Book, row: int, summary: Summary) -> int:
    """A year without any case on record cannot be compared with."""
    can_tell = any(one.before is not None for one in summary.year_on_year.values())
    both = ",".join(f"({_on_record(spot)})>0" for spot in (PERIOD, BEFORE))
    sheet.write_string(row, 1, _("Both years have cases on record"))
    sheet.write_formula(row, CHECK, f"=IF(AND({both}),1,0)", book.formats["check"], int(can_tell))
    book.define(COMPARABLE, sheet.name, (row, CHECK), (row, CHECK))
    return row + 1


def _on_record(spot: Spot) -> str:
    """How many rows any figure picks."""
    picked = dict.fromkeys(
        cases.anchor for one in INDICATORS for basis in Basis for cases in one.parts(basis).values()
    )
    return "+".join(count(Cases(anchor), spot) for anchor in picked)


def _cells(
    one: Indicator, found: Comparison, basis: Basis, row: int, span: Span
) -> Mapping[int, Live]:
    now = _year(one, found.now, basis, PERIOD, row, span.first + NOW)
    absent = Figure(one.key, one.unit.value, None)
    then = _year(one, found.before or absent, basis, BEFORE, row, span.first + THEN)
    cells = now | {column: cell.where(f"{COMPARABLE}=1") for column, cell in then.items()}
    new, old = (cell_at(row, span.first + place) for place in (NOW, THEN))
    percent = Unit.PERCENT.value
    if isinstance(one, Rate):
        points = Live(change_points(new, old), found.change_points, percent)
        cells[span.first + POINTS] = points
    else:
        changed = Live(change_percent(new, old, one.unit), found.change_percent, percent)
        cells[span.first + PERCENT] = changed
    cells[span.first + DIRECTION] = Live(
        _direction(new, old), direction_word(found.direction), TEXT
    )
    return cells


def _year(
    one: Indicator, figure: Figure, basis: Basis, spot: Spot, row: int, first: int
) -> dict[int, Live]:
    columns = {part: first + place for place, part in enumerate(PARTS[:3])}
    cells = live(one, figure, basis, spot, lambda part: cell_at(row, columns[part]))
    return {columns[part]: cell for part, cell in cells.items() if part in columns}


def _direction(now: str, before: str) -> str:
    up, down, level = (direction_word(key) for key in ("up", "down", "level"))
    told = f'IF({now}>{before},"{up}",IF({now}<{before},"{down}","{level}"))'
    return f'IF(COUNT({now},{before})<2,"{direction_word(None)}",{told})'
