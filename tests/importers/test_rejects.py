"""Rows that come back whole, with their reasons, to be mended and imported again."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from tests.importers.ledgers import LISTS, TODAY, case, plan_of, sentences, table, xlsx
from tracker.importers.plan import open_book, plan_cases
from tracker.importers.rejects import write_rejects


@pytest.fixture
def rejected(tmp_path):
    """Import the workbook and give back the path of its rejects."""

    def made(path, choices=None):
        book = open_book(path, path.name, choices)
        plan = plan_cases(book, LISTS, TODAY)
        target = tmp_path / "rejects.xlsx"
        with target.open("wb") as file:
            count = write_rejects(file, book, plan.problems, str)
        assert count == len({one.row for one in plan.problems})
        return target

    return made


def rows_of(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


UGLY = [
    ["某镇台账"],
    ["登记时间", "当事人甲", "涉案金额（万元）", "备注", "意见"],
    [date(2024, 3, 5), "张三", 3.5, "好的一行", None],
    [date(2024, 3, 6), "李四", "约3万", "=cmd|'/c calc'!A1", "速办"],
    ["2024.13.5", "王五", 1, 12, None],
]


def test_bad_rows_come_back_whole_with_title_headings_and_reason(tmp_path, rejected):
    rows = rows_of(rejected(xlsx(tmp_path / "a.xlsx", UGLY)))
    assert rows[0][0] == "某镇台账"
    assert rows[1] == ["登记时间", "当事人甲", "涉案金额（万元）", "备注", "意见", "退回原因"]
    assert rows[2][1:5] == ["李四", "约3万", "=cmd|'/c calc'!A1", "速办"]
    assert rows[2][0].date() == date(2024, 3, 6)
    assert rows[2][5].startswith("涉案金额（万元）：")
    assert rows[3][:4] == ["2024.13.5", "王五", 1, 12]
    assert len(rows) == 4


def test_a_text_like_a_formula_is_no_formula_in_the_rejects(tmp_path, rejected):
    sheet = openpyxl.load_workbook(rejected(xlsx(tmp_path / "a.xlsx", UGLY))).worksheets[0]
    assert sheet["D3"].data_type == "s"


def test_a_mended_rejects_file_is_imported_without_its_reasons(tmp_path, rejected):
    path = rejected(xlsx(tmp_path / "a.xlsx", UGLY))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["C3"] = "3万"
    book.worksheets[0]["A4"] = "2024.12.5"
    book.save(path)
    plan = plan_of(path)
    assert sentences(plan) == []
    assert plan.read == 2
    assert plan.rows[0].record.further == {"意见": "速办"}


def test_a_second_round_of_rejects_has_one_reason_column(tmp_path, rejected):
    once = rejected(xlsx(tmp_path / "a.xlsx", UGLY))
    again = once.rename(tmp_path / "again.xlsx")
    assert rows_of(rejected(again)) == rows_of(again)


def test_headings_that_a_person_explained_are_understood_without_that_person(tmp_path, rejected):
    path = xlsx(tmp_path / "a.xlsx", [["何时", "涉及金额（万元）"], ["2024.13.5", 3.5]])
    choices = {"台账": {0: "registered_on", 1: "amount_claimed"}}
    with pytest.raises(Exception, match="No heading row"):
        plan_of(path)
    with pytest.raises(Exception, match="No heading row"):
        open_book(path, path.name, choices)


def test_a_heading_chosen_by_hand_is_written_in_the_ledgers_own_word(tmp_path, rejected):
    path = xlsx(
        tmp_path / "a.xlsx",
        [["登记日期", "申请人", "涉及金额（万元）"], ["2024.13.5", "张三", 3.5]],
    )
    choices = {"台账": {0: "registered_on", 1: "applicant", 2: "amount_claimed"}}
    assert rows_of(rejected(path, choices))[0][:3] == ["登记日期", "申请人", "诉求金额(万元)"]


def test_merged_cells_come_back_filled(tmp_path, rejected):
    rows = table(case(调解组织="上园村调委会"), case(调解组织=None, 登记日期="？"))
    path = rejected(xlsx(tmp_path / "a.xlsx", rows, merged=["D2:D3"]))
    assert rows_of(path)[1][3] == "上园村调委会"


def test_headings_of_two_rows_come_back_as_one_and_are_understood_again(tmp_path, rejected):
    rows = [
        ["登记日期", "申请人", None, "结案", None, "意见"],
        [None, "姓名", "电话", "日期", "方式", "领导"],
        ["2024.13.5", "张三", "1", "2024-3-8", "书面", "好"],
    ]
    path = rejected(xlsx(tmp_path / "a.xlsx", rows))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A3"] = "2024-3-5"
    book.save(path)
    plan = plan_of(path)
    assert (plan.read, sentences(plan)) == (1, [])
    assert plan.rows[0].record.parties[0].phone == "1"
    assert plan.rows[0].record.further == {"领导": "好"}
