"""Ledgers as offices write them, made for tests: tidy ones, ugly ones, broken ones."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.ledger import CaseRecord, ImportPlan
from tracker.importers.cases import Lists
from tracker.importers.plan import open_book, plan_cases
from tracker.importers.words import type_names

TODAY = date(2025, 6, 30)
LISTS = Lists(
    type_names((place, code, name) for place, (code, name, _) in enumerate(STANDARD_TYPES)), "柳"
)
GOOD_ID, OTHER_ID, CREDIT_CODE = "11010519491231002X", "330382198005121236", "91350100M000100Y43"
NUMBER = "（2024）柳人调字第{:04d}号"

Rows = Sequence[Sequence[Any]]


def table(*rows: dict[str, Any]) -> list[list[Any]]:
    """A heading row of all headings that occur, then the rows."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return [headings, *([row.get(heading) for heading in headings] for row in rows)]


def case(**cells: Any) -> dict[str, Any]:
    """A simple case of 2024 in the template's headings; ``cells`` add or replace."""
    return {"登记日期": "2024-03-05", "申请人": "张小三", "被申请人": "李四"} | cells


def closed(**cells: Any) -> dict[str, Any]:
    """The cells that close a case with a written agreement; ``cells`` add or replace."""
    return {"结案日期": "2024-03-20", "结案方式": "书面协议"} | cells


def xlsx(
    path: Path,
    rows: Rows,
    *,
    title: str = "台账",
    more: dict[str, Rows] | None = None,
    merged: Sequence[str] = (),
) -> Path:
    """Texts stay texts, also those that look like formulas."""
    book = openpyxl.Workbook()
    for name, content in {title: rows, **(more or {})}.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(content, 1):
            for column, value in enumerate(cells, 1):
                if value is None:
                    continue
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    for area in merged:
        book[title].merge_cells(area)
    del book["Sheet"]
    book.save(path)
    return path


def xls(path: Path, rows: Rows, title: str = "台账") -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet(title)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write(row, column, value, day)
            elif value is not None:
                sheet.write(row, column, value)
    book.save(str(path))
    return path


def text(path: Path, rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


def plan_of(path: Path) -> ImportPlan[CaseRecord]:
    return plan_cases(open_book(path, path.name), LISTS, TODAY)


def plan_of_rows(tmp_path: Path, *rows: dict[str, Any]) -> ImportPlan[CaseRecord]:
    """The plan of a workbook with these rows."""
    return plan_of(xlsx(tmp_path / "ledger.xlsx", table(*rows)))


def sentences(plan: ImportPlan[Any]) -> list[tuple[str, str]]:
    """(column, sentence) of each problem."""
    return [(one.column, str(one.problem)) for one in plan.problems]
