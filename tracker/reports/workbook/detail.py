"""The sheets of rows, written row by row so that the memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from flask_babel import gettext as _
from xlsxwriter.utility import xl_col_to_name

from tracker.reports.ledger_files import HEADING_HEIGHT, WIDE, WIDTHS
from tracker.reports.workbook.fields import (
    FIELDS,
    PLACES,
    Field,
    Rows,
)
from tracker.reports.workbook.rows import CaseRow
from tracker.reports.workbook.sheet import Book, print_in, quoted, write_above

NUMBER_WIDTH = 9
PAGES_WIDE = {Rows.CASES: 4, Rows.PAYMENTS: 1}


def write_rows(book: Book, rows: Iterable[CaseRow]) -> int:
    """Both sheets; returns how many cases stand there."""
    cases = _Sheet(book, str(_("Rows of cases")), Rows.CASES)
    payments = _Sheet(book, str(_("Rows of payments")), Rows.PAYMENTS)
    for one in rows:
        first = payments.next
        links = {
            field.key: f"{quoted(cases.sheet.name)}!{cases.letters[field.key]}{cases.next + 1}"
            for field in PLACES[Rows.PAYMENTS].values()
        }
        for payment in one.payments:
            cells = {
                "number": one.cells["number"],
                "paid_on": payment.paid_on,
                "amount": payment.amount,
                **{key: one.cells[key] or 0 for key in links},
            }
            payments.write(cells, links)
        formulas = {}
        if one.payments:
            column = payments.letters["amount"]
            amounts = f"{quoted(payments.sheet.name)}!{column}{first + 1}:{column}{payments.next}"
            formulas["paid"] = f"ROUND(SUM({amounts}),2)"
        cases.write(one.cells, formulas)
    cases.close()
    payments.close()
    return cases.next - cases.top


@dataclass(frozen=True)
class _Template:
    """A field's formula, cut where the row's number stands."""

    pieces: tuple[str, ...]

    def at(self, row: str) -> str:
        return row.join(self.pieces)


class _Sheet:
    """``next`` is the row to be written; ``top`` the first of them."""

    def __init__(self, book: Book, name: str, rows: Rows) -> None:
        self.book, self.rows = book, rows
        self.fields = FIELDS[rows]
        self.letters = {one.key: xl_col_to_name(at) for at, one in enumerate(self.fields)}
        self.sheet = book.sheet(name)
        for place, one in enumerate(self.fields):
            self.sheet.set_column(place, place, _width(one), _format(book, one))
        heading = write_above(self.sheet, book) + 1
        self.sheet.set_row(heading, HEADING_HEIGHT)
        for place, one in enumerate(self.fields):
            self.sheet.write_string(heading, place, one.heading, book.formats["heading"])
        self.sheet.freeze_panes(heading + 1, 1)
        self.top = self.next = heading + 1
        self.columns = [(one, _format(book, one), self._template(one)) for one in self.fields]

    def _template(self, field: Field) -> _Template | None:
        """``IF(C{}="","",…)``: the cells of the other columns in a row that is not known yet."""
        if field.formula is None:
            return None
        pieces, text = [], "="
        for literal, key, *_form in Formatter().parse(field.formula):
            text += literal
            if key is not None:
                pieces.append(text + self.letters[key])
                text = ""
        return _Template((*pieces, text))

    def write(self, cells: Any, formulas: Any) -> None:
        """A row; ``formulas`` are those of columns that no field's own formula tells."""
        row, sheet = self.next, self.sheet
        number = str(row + 1)
        for place, (field, form, template) in enumerate(self.columns):
            value = cells.get(field.key)
            if template is not None:
                known = "" if value is None else value
                sheet.write_formula(row, place, template.at(number), form, known)
            elif field.key in formulas:
                sheet.write_formula(row, place, f"={formulas[field.key]}", form, float(value))
            elif value is None or value == "":
                continue
            elif isinstance(value, str):
                _demand(sheet.write_string(row, place, value, form), row, place)
            elif isinstance(value, date):
                _demand(sheet.write_datetime(row, place, value, form), row, place)
            else:
                number_ = float(value) if isinstance(value, Decimal) else value
                _demand(sheet.write_number(row, place, number_, form), row, place)
        self.next += 1

    def close(self) -> None:
        """Names for the columns, filter and paper.

        The names take in a blank row beneath: there a row can be put in by hand, and a list of one
        cell alone would be no list to an array formula.
        """
        last = max(self.next - 1, self.top)
        for place, one in enumerate(self.fields):
            self.book.define(one.range, self.sheet.name, (self.top, place), (last + 1, place))
        self.sheet.autofilter(self.top - 1, 0, last, len(self.fields) - 1)
        pages = PAGES_WIDE[self.rows]
        print_in(self.sheet, last, len(self.fields) - 1, self.top - 1, pages, names=0)


def _demand(failed: int, row: int, column: int) -> None:
    if failed:
        raise ValueError(f"the cell in row {row + 1}, column {column + 1} does not fit")


def _width(field: Field) -> int:
    return NUMBER_WIDTH if field.is_number else WIDE.get(field.key, WIDTHS[field.form])


def _format(book: Book, field: Field) -> Any:
    return book.formats["number" if field.is_number else field.form]
