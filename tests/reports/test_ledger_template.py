"""The empty ledger to fill in."""

from __future__ import annotations

import openpyxl
import pytest

from tests.importers.ledgers import LISTS, TODAY, case, sentences
from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.ledger import COLUMNS, LEDGER_COLUMNS
from tracker.importers.plan import open_book, plan_cases
from tracker.reports.ledger_template import HOW, write_template


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "template.xlsx"
    with path.open("wb") as target:
        write_template(target, [name for _code, name, _parent in STANDARD_TYPES])
    return path


def test_its_first_row_has_the_headings_of_the_ledger(template):
    sheet = openpyxl.load_workbook(template).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in LEDGER_COLUMNS]


def test_its_second_sheet_explains_every_column_and_names_what_may_stand_there(template):
    guide = openpyxl.load_workbook(template).worksheets[1]
    rows = {row[0].value: [row[1].value, row[2].value] for row in guide.iter_rows(min_row=2)}
    assert {column.name for column in LEDGER_COLUMNS} <= rows.keys()
    assert "书面协议、口头协议" in rows["结案方式"][1]
    assert "形式未注明" not in rows["结案方式"][1]
    assert "待化解" not in rows["结案方式"][1]
    assert "拖欠农民工工资" in rows["纠纷类型"][1]
    assert HOW.keys() <= COLUMNS.keys()


def test_an_id_typed_into_it_stays_text(template):
    """A column's own format is what an empty cell has when somebody types into it."""
    book = openpyxl.load_workbook(template)
    formats = book.worksheets[0].column_dimensions
    assert formats["L"].number_format == "@"
    assert formats["B"].number_format == "yyyy-mm-dd"


def test_filled_in_it_is_a_ledger(template):
    book = openpyxl.load_workbook(template)
    headings = [cell.value for cell in book.worksheets[0][1]]
    for heading, value in case(纠纷类型="邻里").items():
        book.worksheets[0].cell(2, headings.index(heading) + 1, value)
    book.save(template)
    opened = open_book(template, template.name)
    assert opened.passed_over == ["填写说明"]
    plan = plan_cases(opened, LISTS, TODAY)
    assert (plan.read, sentences(plan)) == (1, [])
