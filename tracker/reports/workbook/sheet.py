"""A sheet of the workbook: its heading, its paper, and rows of live cells that are checked.

Beside every row stands whether its formulas give what the program counted; the program's numbers
stand in folded columns on the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _
from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell

from tracker.reports.ledger_files import A4, HEADING_HEIGHT
from tracker.reports.table_xlsx import TITLE_HEIGHT
from tracker.reports.workbook.live import Live

CHECK = 2
"""The column that says whether a row's formulas give what the program counted."""
PLACE_WIDTH, NAME_WIDTH, CHECK_WIDTH, DAY_WIDTH, NUMBER_WIDTH, AMOUNT_WIDTH = 6, 24, 8, 12, 11, 17
HEADER_ROOM = 200
"""Characters of the line above a printed page: spreadsheets refuse more than 255."""


@dataclass(frozen=True)
class Span:
    """Columns of live numbers, and where the program's own numbers are folded away."""

    first: int
    number: int
    folded: int

    @property
    def columns(self) -> range:
        return range(self.first, self.first + self.number)

    @property
    def keys(self) -> int:
        """The folded column that says which row a row is."""
        return self.folded + self.number


@dataclass
class Book:
    """The workbook in the making; ``checked`` are the ranges of all the checks and their number."""

    workbook: Any
    formats: dict[Any, Any]
    title: str
    above: Sequence[str]
    checked: list[tuple[str, int]] = field(default_factory=list)

    def sheet(self, name: str) -> Any:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        line = "　".join(self.above)[:HEADER_ROOM].replace("&", "&&")
        sheet.set_header(f"&L&9 {line}")  # a digit right behind would be more of the size
        sheet.set_footer("&L&9&A&C&9&P / &N")
        return sheet

    def form(self, unit: str, total: bool = False) -> Any:
        return self.formats[f"total {unit}" if total else unit]

    def define(self, name: str, sheet: str, first: tuple[int, int], last: tuple[int, int]) -> None:
        """A name for these cells, by which formulas call them."""
        cells = xl_range(*first, *last)
        absolute = ":".join(_absolute(one) for one in cells.split(":"))
        self.workbook.define_name(name, f"={quoted(sheet)}!{absolute}")


def quoted(sheet: str) -> str:
    return "'{}'".format(sheet.replace("'", "''"))


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def agrees() -> str:
    return str(_("agrees"))


def differs() -> str:
    return str(_("differs"))


def write_above(sheet: Any, book: Book, *captions: str) -> int:
    """What stands above the table, its captions last; returns the next free row."""
    for row, line in enumerate(book.above):
        is_title = line == book.title
        if is_title:
            sheet.set_row(row, TITLE_HEIGHT)
        sheet.write_string(row, 0, line, book.formats["title"] if is_title else None)
    for row, caption in enumerate(captions, len(book.above)):
        sheet.write_string(row, 0, caption, book.formats["caption"])
    return len(book.above) + len(captions)


def write_keys(sheet: Any, row: int, name: str, keys: Sequence[str], span: Span) -> None:
    """``E resolved.value``: which number stands in which column, folded away above the program's
    own, for names change and keys do not. ``name`` is the sheet's. To be written before the
    headings, since rows are written one after the other.
    """
    for place, key in enumerate(keys):
        letter = xl_col_to_name(span.first + place)
        sheet.write_string(row - 1, span.folded + place, f"{letter} {key}")
    sheet.write_string(row - 1, span.keys, name)


def write_headings(sheet: Any, book: Book, row: int, headings: Sequence[str], span: Span) -> None:
    """The headings, those of live numbers once more above the folded ones."""
    sheet.set_row(row, HEADING_HEIGHT + 14)
    for place, text in enumerate(headings):
        kind = "number heading" if place in span.columns else "heading"
        kind = "centred heading" if place in (0, CHECK) else kind
        sheet.write_string(row, place, text, book.formats[kind])
    for place in span.columns:
        text = _("Counted: %(name)s", name=headings[place])
        other = span.folded + place - span.first
        sheet.write_string(row, other, text, book.formats["number heading"])


def set_widths(sheet: Any, span: Span) -> None:
    """The program's own numbers are hidden behind a plus sign."""
    sheet.set_column(0, 0, PLACE_WIDTH)
    sheet.set_column(1, 1, NAME_WIDTH)
    sheet.set_column(CHECK, CHECK, CHECK_WIDTH)
    sheet.set_column(span.first, span.folded - 1, NUMBER_WIDTH)
    last = span.keys
    sheet.set_column(span.folded, last, NUMBER_WIDTH, None, {"level": 1, "hidden": True})
    sheet.set_column(last + 1, last + 1, None, None, {"collapsed": True})


def write_checked(
    sheet: Any, book: Book, row: int, cells: Mapping[int, Live], span: Span, *, total: bool = False
) -> None:
    """Live cells by their columns, the program's numbers, and the check; ``total`` is the row
    beneath the others.
    """
    for place, cell in cells.items():
        shown, form = cell.shown, book.form(cell.unit, total)
        write_live(sheet, row, place, cell, form)
        other = span.folded + place - span.first
        if isinstance(shown, str):  # to the left: it must not reach over the column before
            sheet.write_string(row, other, shown)
        else:
            sheet.write_number(row, other, shown, form)
    own = xl_range(row, span.first, row, span.first + span.number - 1)
    theirs = xl_range(row, span.folded, row, span.folded + span.number - 1)
    same = f'IF(SUMPRODUCT(--({own}<>{theirs}))=0,"{agrees()}","{differs()}")'
    told = f'IFERROR({same},"{differs()}")'
    form = book.formats["total check" if total else "check"]
    sheet.write_formula(row, CHECK, f"={told}", form, agrees())


def write_live(sheet: Any, row: int, column: int, cell: Live, form: Any) -> None:
    if cell.array:
        formula = f"{{={cell.formula}}}"
        sheet.write_array_formula(row, column, row, column, formula, form, cell.shown)
    else:
        sheet.write_formula(row, column, f"={cell.formula}", form, cell.shown)


def close_checks(sheet: Any, book: Book, first: int, last: int, number: int) -> None:
    """Marks rows that differ, and keeps the checks for the sum of all."""
    cells = xl_range(first, CHECK, last, CHECK)
    rule = {"type": "cell", "criteria": "==", "value": f'"{differs()}"'}
    sheet.conditional_format(cells, {**rule, "format": book.formats["wrong"]})
    book.checked.append((f"{quoted(sheet.name)}!{cells}", number))


def print_in(
    sheet: Any, last_row: int, last_column: int, heading: int, pages: int, names: int = CHECK
) -> None:
    """The printed part, so many pages wide, the heading's row and the names on each of them."""
    sheet.print_area(0, 0, last_row, last_column)
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(heading)
    if pages > 1:
        sheet.repeat_columns(0, names)


def cell_at(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column))


def day_cell(sheet: Any, book: Book, row: int, column: int, day: date) -> None:
    sheet.write_datetime(row, column, day, book.formats["day"])
