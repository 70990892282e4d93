"""Registers as offices keep them: read by what each register declares, and by nothing else."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from tests.importers.ledgers import sentences, table, text, xls, xlsx
from tests.registers.entries import KINDS, entry
from tests.registers.imported import plan_of, plan_of_rows
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Word
from tracker.importers.registers import layout_of
from tracker.models import Center
from tracker.registers import REGISTERS
from tracker.registers.penalties import Procedure
from tracker.registers.trainings import Trained

CENTER = Center(code="LS", name="柳市镇社会治理中心", short_name="柳")


def penalty(**cells):
    return {
        "处罚决定书文号": "柳综执罚字〔2024〕1号",
        "处罚日期": "2024-3-5",
        "处罚程序": "普通程序",
        "罚款金额": "500",
    } | cells


@pytest.fixture
def read(tmp_path):
    """The values of a penalty with these cells; it must have no problem."""

    def one(**cells):
        plan = plan_of_rows(tmp_path, "penalties", penalty(**cells))
        assert sentences(plan) == []
        return plan.rows[0].record

    return one


@pytest.fixture
def problems(tmp_path):
    """(column, sentence) of each problem of a penalty with these cells."""

    def some(**cells):
        plan = plan_of_rows(tmp_path, "penalties", penalty(**cells))
        assert plan.rows == []
        return sentences(plan)

    return some


def cell_of(one, value):
    if isinstance(value, Word):
        return value.term
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


@pytest.mark.parametrize("kind", KINDS)
def test_every_register_is_read_by_its_own_headings_in_any_order(tmp_path, kind):
    register = REGISTERS[kind]
    said = {one.name: entry(register).get(one.name) for one in register.fields.values()}
    row = {
        register.fields[name].words.term: cell_of(register.fields[name], value)
        for name, value in reversed(said.items())
        if value is not None
    }
    plan = plan_of_rows(tmp_path, kind, row)
    assert sentences(plan) == []
    expected = {name: value for name, value in said.items() if value is not None}
    assert {name: plan.rows[0].record[name] for name in expected} == expected


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_heading_means_two_columns_of_a_register(kind):
    layout = layout_of(REGISTERS[kind])
    for column in layout.columns.values():
        assert layout.recognise(column.heading) == (column.key, False)


def test_an_ugly_register_is_read_whole(tmp_path):
    headings = ["序号", "处罚时间", "处罚\n决定书文号", "处罚程序", "罚款金额（万元）", "是否企业",
                "领导意见"]  # fmt: skip
    rows = [
        ["某镇行政处罚台账"],
        ["填报单位：某镇", None, None, "填报人：张三"],
        headings,
        [1, datetime.combine(date(2024, 3, 5), time(8, 30)), "1号", "简易程序", 0.02, "√", "同意"],
        [],
        [2, "2024.3.9", "2号", "Ordinary", "1.2万", None, None],
        headings,
        [3, 20240501, "3号", "ordinary", "5000元", "无", None],
        ["合计", 3, None, None, 1.72],
        ["注：每月报送"],
    ]
    plan = plan_of(xlsx(tmp_path / "a.xlsx", rows, merged=["A1:G1"]), "penalties", CENTER)
    assert sentences(plan) == []
    assert [one.row for one in plan.rows] == [4, 6, 8]
    records = [one.record for one in plan.rows]
    assert [one["amount"] for one in records] == [Decimal(200), Decimal(12000), Decimal(5000)]
    assert [one["procedure"] for one in records] == [
        Procedure.SIMPLE,
        Procedure.ORDINARY,
        Procedure.ORDINARY,
    ]
    assert [one["enterprise"] for one in records] == [True, False, False]
    assert records[0]["decided_on"] == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"处罚日期": "2024.13.5"}, "处罚日期", "There is no such day in the calendar: 2024.13.5."),
        ({"处罚日期": None}, "处罚日期", "Please fill this in."),
        ({"罚款金额": "约500"}, "罚款金额", "This is not an amount"),
        ({"罚款金额": "-1"}, "罚款金额", "An amount cannot be less than nothing."),
        ({"处罚程序": "快速程序"}, "处罚程序", "This is none of the words"),
        ({"处罚程序": None}, "处罚程序", "Please fill this in."),
        ({"是否企业": "不清楚"}, "是否企业", "Please write 是 or 否 here."),
        ({"处罚决定书文号": "长" * 101}, "处罚决定书文号", "At most 100 characters"),
        ({"处罚决定书文号": 20240305123456789}, "处罚决定书文号", "has changed its last digits"),
        ({"处罚决定书文号": "#N/A"}, "处罚决定书文号", "has not worked out this cell"),
        ({"处罚程序": "简易程序"}, "罚款金额", "By the simple procedure at most 200 yuan"),
        ({"合规建议书送达日期": "2024-3-4"}, "合规建议书送达日期", "delivered before the decision"),
        ({"所属中心": "虹桥镇社会治理中心"}, "所属中心", "This row is not of 柳市镇社会治理中心."),
    ],
)
def test_what_is_not_plainly_said_is_a_problem_of_its_cell(problems, cells, column, sentence):
    (found,) = problems(**cells)
    assert found[0] == column
    assert sentence in found[1]


def test_all_problems_of_a_row_are_told_at_once_in_the_order_of_its_columns(problems):
    found = problems(处罚日期="？", 处罚程序="？", 罚款金额="？")
    assert [column for column, _sentence in found] == ["处罚日期", "处罚程序", "罚款金额"]


def test_a_problem_has_its_row_cell_and_value(tmp_path):
    rows = [["台账"], *table(penalty(罚款金额="约500"))]
    (problem,) = plan_of(xlsx(tmp_path / "a.xlsx", rows), "penalties", CENTER).problems
    assert (problem.row, problem.cell, problem.value) == (3, "D3", "约500")


@pytest.mark.parametrize("written", ["柳市镇社会治理中心", "LS", None, ""])
def test_the_center_of_our_own_export_is_understood(read, written):
    assert read(所属中心=written)["number"] == "柳综执罚字〔2024〕1号"


@pytest.mark.parametrize(
    ("written", "count"), [(120, 120), ("1,200", 1200), ("１２", 12), (7.0, 7), ("无", None)]
)
def test_counts_are_whole_numbers(tmp_path, written, count):
    row = {"活动日期": "2024-3-5", "活动主题": "宪法宣传", "受众人数": written}
    plan = plan_of_rows(tmp_path, "publicity", row)
    assert sentences(plan) == []
    assert plan.rows[0].record["audience"] == count


@pytest.mark.parametrize("written", [7.5, -1, "120人", "3.5万", True, 10**9, "1,20"])
def test_what_is_no_count_is_no_guess(tmp_path, written):
    row = {"活动日期": "2024-3-5", "活动主题": "宪法宣传", "受众人数": written}
    ((column, sentence),) = sentences(plan_of_rows(tmp_path, "publicity", row))
    assert column == "受众人数"
    assert sentence == "This is not a whole number from 0 to 999,999,999."


@pytest.mark.parametrize("written", ["镇村干部", "Cadres of town and villages", "cadres"])
def test_a_word_is_known_by_its_term_its_english_and_its_value(tmp_path, written):
    row = {"培训日期": "2024-3-5", "培训主题": "行政复议法", "培训对象": written}
    plan = plan_of_rows(tmp_path, "trainings", row)
    assert plan.rows[0].record["trained"] is Trained.CADRES


def test_missing_columns_are_told_in_one_sentence(tmp_path):
    path = text(tmp_path / "a.csv", [["处罚日期", "处罚程序"], ["2024-3-5", "普通程序"]])
    with pytest.raises(Refused) as refused:
        plan_of(path, "penalties", CENTER)
    assert [str(one) for one in refused.value.problems] == [
        "The column 处罚决定书文号、罚款金额 is missing; a ledger needs it."
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["甲", "乙"], ["1", "2"]], "such as 处罚决定书文号、处罚日期、处罚程序"),
        ([list(penalty()), ["合计"]], "There are no entries below the headings."),
    ],
)
def test_a_file_that_is_no_register_is_told_so(tmp_path, rows, sentence):
    with pytest.raises(Refused, match=sentence):
        plan_of(text(tmp_path / "a.csv", rows), "penalties", CENTER)


def test_an_old_workbook_is_read_as_well(tmp_path):
    path = xls(tmp_path / "a.xls", table(penalty(处罚日期=date(2024, 3, 5))))
    assert plan_of(path, "penalties", CENTER).rows[0].record["decided_on"] == date(2024, 3, 5)


def test_of_a_workbook_of_many_registers_only_its_own_sheet_is_read(tmp_path):
    other = table({"活动日期": "2024-3-5", "活动主题": "宪法宣传", "备注": "好"})
    path = xlsx(tmp_path / "a.xlsx", other, title="普法", more={"处罚": table(penalty())})
    plan = plan_of(path, "penalties", CENTER)
    assert [(one.sheet, one.row) for one in plan.rows] == [("处罚", 2)]
