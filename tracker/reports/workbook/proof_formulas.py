"""The formulas behind the numbers of a summary's workbook: they must be those the program writes.

A number that agrees proves little where somebody put a constant in the place of its formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from flask_babel import force_locale
from xlsxwriter.utility import xl_rowcol_to_cell

from tracker.config import LOCALES
from tracker.domain.frozen import OF_BASIS, figure_of
from tracker.domain.live_sheets import Cell
from tracker.domain.periods import Period
from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Basis
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import MONTH
from tracker.indicators.drill import BASES
from tracker.indicators.figures import Figure
from tracker.reports.workbook.formulas import Spot
from tracker.reports.workbook.live import live
from tracker.reports.workbook.proof import KeyedSheet
from tracker.reports.workbook.sheet import cell_at
from tracker.reports.workbook.tables import (
    ANNUAL,
    COMPARED,
    FIRST,
    OF_WHOLE,
    OVERVIEW,
    PERIOD,
    TOTAL,
    spot_of,
)

OTHERS = N_(
    "%(sheet)s: %(count)s numbers are not the formulas that the program writes there, the first in"
    " %(cell)s."
)
DAYS = N_("%(sheet)s %(cell)s: the days of the month %(month)s do not stand there.")
DAY_NOUGHT = date(1899, 12, 30)
"""From which spreadsheets count days."""
LAST_DAY = (date.max - DAY_NOUGHT).days


def prove_formulas(sheets: Iterable[KeyedSheet], period: Period) -> Iterator[Problem]:
    """Of each sheet how many numbers have another formula or none, and which is the first."""
    months = {f"{one.start:%Y-%m}": one for one in period.months()}
    for sheet in sheets:
        others = list(_others(sheet))
        if others:
            cell = xl_rowcol_to_cell(*others[0])
            values: dict[str, object] = {"sheet": sheet.title, "count": len(others), "cell": cell}
            yield Problem("", OTHERS, values)
        if sheet.kind == MONTH:
            yield from _months(sheet, months)


def _others(sheet: KeyedSheet) -> Iterator[tuple[int, int]]:
    for row in range(sheet.top + 2, len(sheet.rows)):
        for column, key in sheet.columns:
            if sheet.rows[row][column] == "":
                continue
            row_key = str(sheet.rows[row][sheet.keys])
            found = _plain(sheet.formulas.get((row, column), ""))
            wanted = _wanted(sheet, row, row_key, key)
            if wanted is not None and found not in wanted:
                yield row, column


def _wanted(sheet: KeyedSheet, row: int, row_key: str, key: str) -> list[str] | None:
    """The formula in each language; None for what no formula tells."""
    if sheet.kind == ANNUAL:
        return None
    whole = sheet.kind in OF_WHOLE
    figure, _dot, part = (row_key, "", key) if whole else key.rpartition(".")
    one = BY_KEY.get(figure_of(figure))
    if one is None:
        return None
    basis = BASES.get(figure.partition(OF_BASIS)[2], Basis.CASELOAD)
    at = {
        name.rpartition(".")[2]: place
        for place, name in sheet.columns
        if whole or name.rpartition(".")[0] == figure
    }
    absent = Figure(one.key, one.unit.value, None)
    spot = _spot(sheet.kind, row_key, row)
    found = []
    for locale in LOCALES:
        with force_locale(locale):
            cells = live(one, absent, basis, spot, lambda name: cell_at(row, at.get(name, 0)))
        found += [_plain(cells[part].formula)] if part in cells else []
    return found


def _spot(kind: str, row_key: str, row: int) -> Spot:
    if kind in (OVERVIEW, COMPARED) or row_key == TOTAL:
        return PERIOD
    return spot_of(kind, row)


def _plain(formula: str) -> str:
    """Without what a spreadsheet program may write otherwise when it saves the file."""
    return "".join(formula.split()).upper().replace("_XLFN.", "").strip("{}=")


def _months(sheet: KeyedSheet, months: Mapping[str, Period]) -> Iterator[Problem]:
    """The formulas of a month ask the days beside it."""
    for row in range(sheet.top + 2, len(sheet.rows)):
        key = str(sheet.rows[row][sheet.keys])
        if key not in months:
            continue
        found = [day_of(one) for one in sheet.rows[row][FIRST : FIRST + 2]]
        if found != [months[key].start, months[key].end]:
            cell = xl_rowcol_to_cell(row, FIRST)
            yield Problem("", DAYS, {"sheet": sheet.title, "cell": cell, "month": key})


def day_of(cell: Cell) -> date | None:
    """The day that stands in the cell; None where there is none."""
    if isinstance(cell, float) and cell.is_integer() and 0 < cell <= LAST_DAY:
        return DAY_NOUGHT + timedelta(days=cell)
    return None
