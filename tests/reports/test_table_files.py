"""Any table of figures as a file: a sheet of a workbook, lines of CSV."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from flask import Flask

from tracker.indicators.kinds import Unit
from tracker.reports.content import Cell, Column, Table
from tracker.reports.heading import Heading
from tracker.reports.table_csv import table_csv
from tracker.reports.table_xlsx import write_tables

ABOVE = Heading("比较", "示例镇中心", "2024-01-01 至 2024-12-31", "应办口径", "示例数据")
TABLE = Table(
    "any",
    "由一个很长的标题来说明这张表里并列的是哪些调解组织、哪些年度的哪些指标",
    [Column("比较项"), Column("化解率", Unit.PERCENT.value), Column("差异", Unit.PERCENT.value)],
    [
        [Cell("=1+1"), Cell(Decimal("99.56"), Unit.PERCENT.value), Cell(None)],
        [Cell("乙"), Cell(None, Unit.PERCENT.value), Cell(Decimal("-0.50"), Unit.PERCENT.value)],
    ],
)


@pytest.fixture
def workbook(app: Flask) -> openpyxl.Workbook:
    file = io.BytesIO()
    with app.test_request_context():
        write_tables(ABOVE.lines(), [TABLE], file)
    return openpyxl.load_workbook(file)


def test_a_sheet_is_named_by_the_caption_as_far_as_a_name_may_go(
    workbook: openpyxl.Workbook,
) -> None:
    assert workbook.sheetnames == [TABLE.caption[:31]]
    texts = [cell for (cell, *_more) in workbook.active.iter_rows(values_only=True)]
    assert TABLE.caption in texts
    assert texts[0] == "示例数据"


def test_numbers_are_numbers_texts_are_texts_and_nothing_is_no_zero(
    workbook: openpyxl.Workbook,
) -> None:
    first, second = list(workbook.active.iter_rows(values_only=True))[-2:]
    assert first == ("=1+1", 99.56, None)
    assert second == ("乙", "—", -0.5)
    assert list(workbook.active.iter_rows())[-2][0].data_type == "s"


def test_in_csv_the_sample_stands_first_and_no_text_is_run() -> None:
    lines = list(csv.reader(io.StringIO(table_csv(ABOVE, TABLE).removeprefix("\ufeff"))))
    assert lines[0] == ["示例数据"]
    assert lines[1] == ["比较", "示例镇中心", "2024-01-01 至 2024-12-31"]
    assert lines[2:] == [["比较项", "化解率", "差异"], ["'=1+1", "99.56", ""], ["乙", "", "-0.50"]]
