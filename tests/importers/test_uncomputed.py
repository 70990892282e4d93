"""Cells that hold an error or a formula without its value: never taken for empty ones."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.importers.ledgers import NUMBER, case, plan_of, sentences, table, text, xlsx
from tracker.importers.plan import open_book

SENTENCE = "The spreadsheet has not worked out this cell. Please write its value into it."


def ledger_with(path: Path, *cells: tuple[str, str, str]) -> Path:
    """Three cases on the second sheet, then these cells: place, content, kind."""
    rows = table(*[case(案号=NUMBER.format(one), 诉求金额=1000) for one in range(1, 4)])
    book = openpyxl.load_workbook(xlsx(path, [["说明"]], title="说明", more={"台账": rows}))
    for place, content, kind in cells:
        book["台账"][place] = content
        book["台账"][place].data_type = kind
    book.save(path)
    return path


def test_such_a_cell_is_a_problem_of_its_row(tmp_path):
    path = ledger_with(
        tmp_path / "a.xlsx",
        ("E2", "#N/A", "e"),
        ("E3", "=1+2", "f"),
        ("B4", "=cmd|'/c calc'!A1", "f"),
    )
    plan = plan_of(path)
    assert (plan.read, plan.rows) == (3, [])
    assert [(one.sheet, one.cell, one.value, str(one.problem)) for one in plan.problems] == [
        ("台账", "E2", "#N/A", SENTENCE),
        ("台账", "E3", "=1+2", SENTENCE),
        ("台账", "B4", "=cmd|'/c calc'!A1", SENTENCE),
    ]


def test_rows_of_such_cells_alone_are_blank_rows(tmp_path):
    path = ledger_with(tmp_path / "a.xlsx", ("C8", "=VLOOKUP(A8,X:X,1)", "f"), ("H9", "#REF!", "e"))
    assert (plan_of(path).read, sentences(plan_of(path))) == (3, [])
    assert len(open_book(path, path.name).ledgers[0].sheet.rows[0]) == 8


def test_a_further_column_keeps_what_stands_there(tmp_path):
    path = ledger_with(tmp_path / "a.xlsx", ("F1", "序号", "s"), ("F2", "=ROW()", "f"))
    assert plan_of(path).rows[0].record.further == {"序号": "=ROW()"}


def test_a_formula_with_its_value_and_one_that_yields_nothing_are_read(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", table(case(诉求金额=1, 结案方式="调解中")))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    head, row = parts[sheet].split(b'<row r="2"')
    start, amount = row.split(b'<c r="D2"')
    parts[sheet] = (
        head
        + b'<row r="2"'
        + start
        + b'<c r="D2" s="0"/><c r="D2"><f>1+2</f><v>3</v></c>'
        + b'<c r="E2" t="str"><f>IF(A2="","","")</f><v></v></c></row>'
        + amount[amount.index(b"</sheetData>") :]
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    record = plan_of(path).rows[0].record
    assert (record.amount_claimed, record.outcome) == (Decimal(3), None)


@pytest.mark.parametrize("word", ["#N/A", "#REF!", "#VALUE!"])
def test_the_words_of_an_error_are_no_name_in_a_csv_file(tmp_path, word):
    plan = plan_of(text(tmp_path / "a.csv", table(case(申请人=word), case(调解组织=word))))
    assert sentences(plan) == [("申请人", SENTENCE), ("调解组织", SENTENCE)]
