"""The summary's workbook in tests: made, opened, calculated anew, and held against the figures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.kinds import Rate
from tracker.indicators.year import Figures, Summary, summarise
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reports.summary_files import summary_file
from tracker.reports.workbook.about import Made

ABOUT, OVERVIEW, COMPARED, CASES, PAYMENTS = "说明", "汇总", "同比", "明细", "履行明细"
ANNUAL = "年度报告"
SHEETS = {
    "month": "分月",
    "dispute_type": "分类",
    "source": "分来源",
    "organisation": "分组织",
    "mediator": "分调解员",
    "village": "分村",
    "difficulty": "分难易程度",
}
NOTHING = "—"
AGREES = "一致"


def summary_of(
    session: Session,
    scope: Scope,
    period: Period | None = None,
    basis: Basis = Basis.CASELOAD,
) -> Summary:
    center = session.get_one(Center, scope.center_ids[0])
    return summarise(session, scope, center, period or Period.year(2024), basis)


def make(
    session: Session, scope: Scope, summary: Summary, path: Path, made: Made | None = None
) -> Path:
    target = io.BytesIO()
    summary_file(session, scope, summary, "xlsx", target, made or Made("内勤"))
    path.write_bytes(target.getvalue())
    return path


def opened(path: Path) -> Workbook:
    """The numbers that stand in the cells."""
    return openpyxl.load_workbook(path, data_only=True)


def formulas_of(path: Path) -> Iterator[tuple[str, str]]:
    """(sheet, cell) of every formula."""
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate


def without_results(path: Path) -> Path:
    """The same with formulas only: whoever shows a number has calculated it."""
    return edited(path, lambda _book: None)


def edited(path: Path, edit: Any) -> Path:
    """As somebody leaves it who opened it and changed something by hand."""
    book = openpyxl.load_workbook(path)
    edit(book)
    changed = path.with_name(f"{path.stem}-edited.xlsx")
    book.save(changed)
    return changed


def heading_of(sheet: Worksheet) -> int:
    """The row of the headings."""
    return next(
        row[0].row
        for row in sheet.iter_rows(max_col=3)
        if row[2].value == "核对" or str(row[0].value).endswith("案号")
    )


def lines_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows beneath the headings by them, up to a row without a check or a name."""
    top = heading_of(sheet)
    headings = [str(cell.value) for cell in sheet[top]]
    found = []
    for row in sheet.iter_rows(min_row=top + 1, values_only=True):
        if row[1] is None and row[0] is None:
            break
        found.append(dict(zip(headings, row, strict=True)))
    return found


def cell_in(book: Workbook, sheet: str, number: str, heading: str) -> Any:
    """The cell of a case in a sheet of rows."""
    rows = book[sheet]
    top = heading_of(rows)
    column = next(cell.column for cell in rows[top] if cell.value == heading)
    row = next(cell.row for cell in rows["A"][top:] if cell.value == number)
    return rows.cell(row, column)


@dataclass(frozen=True)
class Shown:
    """What the sheets of figures show, in the shape of the program's figures."""

    overview: dict[str, tuple[Any, ...]]
    breakdowns: dict[str, list[dict[str, tuple[Any, ...]]]]
    before: dict[str, tuple[Any, ...]]


def shown_in(book: Workbook) -> Shown:
    names = {str(one.name): one.key for one in INDICATORS}
    overview = {
        names[line["指标"]]: _parts(line["数值"], line["分子"], line["分母"])
        for line in lines_of(book[OVERVIEW])
        if line["指标"] in names
    }
    before = {
        names[line["指标"]]: (*(_number(line[one]) for one in CHANGE), line["升降"])
        for line in lines_of(book[COMPARED])
    }
    tables = {}
    for name, title in SHEETS.items():
        sheet = book[title]
        top = heading_of(sheet)
        first = 6 if name == "month" else 4
        tables[name] = [
            _across([cell.value for cell in sheet[top + place]][first - 1 :])
            for place, _line in enumerate(lines_of(sheet), 1)
        ]
    return Shown(overview, tables, before)


def annual_in(book: Workbook) -> dict[str, tuple[Any, ...]]:
    """By names the value, its fraction, the value a year before, and the changes."""
    rows = [list(row) for row in book[ANNUAL].iter_rows(values_only=True)]
    top = next(place for place, row in enumerate(rows) if row[:2] == ["章节", "指标"])
    return {
        row[1]: (*map(_number, row[3:6]), _number(row[7]), *map(_number, row[-6:-4]))
        for row in rows[top + 1 :]
        if row[1]
    }


CHANGE = ("上年同期", "增减（%）", "增减（百分点）")


def expected_of(summary: Summary) -> Shown:
    def plain(figures: Figures) -> dict[str, tuple[Any, ...]]:
        return {
            one.key: _parts(
                figures[one.key].value, figures[one.key].numerator, figures[one.key].denominator
            )
            for one in INDICATORS
        }

    words = {"up": "上升", "down": "下降", "level": "持平", None: "无法比较"}
    return Shown(
        plain(summary.figures),
        {
            name: [*(plain(row.figures) for row in rows), plain(summary.figures)]
            for name, rows in summary.breakdowns.items()
        },
        {
            key: (
                _number(one.previous),
                _number(one.change_percent),
                _number(one.change_points),
                words[one.direction],
            )
            for key, one in summary.year_on_year.items()
        },
    )


def _across(cells: list[Any]) -> dict[str, tuple[Any, ...]]:
    """A rate has its numerator, denominator and what is missing beside it."""
    found, place = {}, 0
    for one in INDICATORS:
        is_rate = isinstance(one, Rate)
        above, below = cells[place + 1 : place + 3] if is_rate else (None, None)
        found[one.key] = _parts(cells[place], above, below)
        place += 4 if is_rate else 1
    return found


def _parts(*values: Any) -> tuple[Any, ...]:
    return tuple(_number(one) for one in values)


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "", NOTHING) else Decimal(str(value)).normalize()
