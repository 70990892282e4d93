"""The empty file of each register."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from tests.importers.ledgers import sentences
from tests.registers.entries import KINDS, entry
from tests.registers.imported import plan_of
from tracker.domain.vocabulary import Word
from tracker.models import Center
from tracker.registers import REGISTERS
from tracker.reports.register_template import write_register_template


@pytest.fixture
def template(tmp_path):
    def of(kind):
        path = tmp_path / "template.xlsx"
        with path.open("wb") as target:
            write_register_template(target, REGISTERS[kind])
        return path

    return of


def test_its_columns_are_explained_with_the_words_that_may_stand_there(template):
    guide = openpyxl.load_workbook(template("penalties")).worksheets[1]
    rows = {row[0].value: (row[1].value, row[2].value) for row in guide.iter_rows(min_row=2)}
    assert rows["处罚决定书文号"] == ("必填；不超过100字；不得重复", None)
    assert rows["处罚日期"] == ("必填；如 2024-03-05", None)
    assert rows["处罚程序"] == ("必填；从右栏选填", "简易程序、普通程序")
    assert rows["罚款金额"] == ("必填；如 35000、35,000、3.5万", None)
    assert rows["是否企业"] == ("留空为“否”；填“是”或“否”", "是、否")
    assert rows["执法领域"] == ("可留空；不超过100字", None)


def test_words_are_offered_to_choose_from(template):
    sheet = openpyxl.load_workbook(template("penalties")).worksheets[0]
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered == {"C2:C2001": '"简易程序,普通程序"', "F2:F2001": '"是,否"'}


@pytest.mark.parametrize("kind", KINDS)
def test_filled_in_it_is_a_file_of_the_register(template, kind):
    path, register = template(kind), REGISTERS[kind]
    book = openpyxl.load_workbook(path)
    places = {cell.value: cell.column for cell in book.worksheets[0][1]}
    for name, value in entry(register).items():
        column = places[register.fields[name].words.term]
        told = value.term if isinstance(value, Word) else value
        book.worksheets[0].cell(2, column, told)
    book.save(path)
    plan = plan_of(path, kind, Center(code="LS", name="柳市镇社会治理中心", short_name="柳"))
    assert (plan.read, sentences(plan)) == (1, [])
    assert isinstance(plan.rows[0].record[register.day], date)
