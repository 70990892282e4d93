"""Ledgers as they come out of offices: with titles, blanks, totals, notes and several sheets."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from tests.importers.ledgers import (
    LISTS,
    NUMBER,
    TODAY,
    case,
    plan_of,
    sentences,
    table,
    text,
    xlsx,
)
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Outcome
from tracker.importers.plan import open_book, plan_cases


def test_an_ugly_ledger_is_read_whole(tmp_path):
    headings = ["序号", "案号", "受理\n时间", "类型", "当事人甲", "联系电话", "当事人乙",
                "协议金额（万元）", "办结时间", "调解结果", "协议形式", "调解组织",
                "调解员", "村（社区）"]  # fmt: skip
    rows = [
        ["某镇矛盾纠纷调解台账（汇总）"],
        ["填报单位：某镇社会治理中心", None, None, "填报人：张三"],
        [],
        headings,
        [1, NUMBER.format(1), datetime.combine(date(2024, 3, 5), time(8, 30)), "邻里纠纷",
         "张三;李四", "、13812345678", "王五", 3.5, "2024年3月8日", "调解成功",
         "书面", "上园村调委会", "吴和平", "上园村"],
        [None] * len(headings),
        [2, NUMBER.format(2), "2024.3.9", "劳动争议", "钱七", 13812345678, "某厂", "１．２万",
         20240401, "口头", None, None, "解春晖、单立本", "前街社区"],
        headings,
        [3, NUMBER.format(3), date(2024, 5, 1), "其他", "孙八", None, None, "/", None, "办理中"],
        ["合计", 3, None, None, None, None, None, 4.7],
        ["注：本表每月报送一次"],
    ]  # fmt: skip
    plan = plan_of(xlsx(tmp_path / "a.xlsx", rows, merged=["A1:N1"]))
    assert sentences(plan) == []
    assert plan.read == 3
    assert [one.row for one in plan.rows] == [5, 7, 9]
    first, second, third = (one.record for one in plan.rows)
    assert first.amount_agreed == Decimal(35000)
    assert first.outcome is Outcome.WRITTEN_AGREEMENT
    assert [party.phone for party in first.parties] == [None, "13812345678", None]
    assert second.amount_agreed == Decimal(12000)
    assert second.closed_on == date(2024, 4, 1)
    assert third.closed_on is None


def test_all_sheets_with_a_ledger_are_read_and_the_others_named(tmp_path):
    path = xlsx(
        tmp_path / "a.xlsx",
        table(case()),
        title="一季度",
        more={"二季度": table(case(), case()), "说明": [["填写说明"]], "空": []},
    )
    book = open_book(path, path.name)
    assert [one.sheet.name for one in book.ledgers] == ["一季度", "二季度"]
    assert book.passed_over == ["说明", "空"]
    plan = plan_cases(book, LISTS, TODAY)
    assert [(one.sheet, one.row) for one in plan.rows] == [
        ("一季度", 2),
        ("二季度", 2),
        ("二季度", 3),
    ]


def test_a_merged_title_between_the_rows_is_no_case(tmp_path):
    rows = table(case(), case())
    rows.insert(2, ["二月份"])
    plan = plan_of(xlsx(tmp_path / "a.xlsx", rows, merged=["A3:C3"]))
    assert (plan.read, sentences(plan)) == (2, [])


def test_what_a_cell_merged_downwards_says_holds_for_all_its_rows(tmp_path):
    rows = table(case(调解组织="上园村调委会"), case(调解组织=None), case(调解组织=None))
    plan = plan_of(xlsx(tmp_path / "a.xlsx", rows, merged=["D2:D3"]))
    assert [one.record.organisation for one in plan.rows] == ["上园村调委会", "上园村调委会", None]


@pytest.mark.parametrize(
    "word",
    [
        *("合计", "总计", "小计", "共计", "合 计", "本页合计", "合计：3件"),
        *("1月小计", "十二月份合计", "第一季度小计", "2024年合计", "上半年累计"),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_totals_row_is_no_case(tmp_path, word, place):
    rows = table(case())
    rows = [["序号", *rows[0]], [1, *rows[1]], [None] * place + [word]]
    assert plan_of(text(tmp_path / "a.csv", rows)).read == 1


@pytest.mark.parametrize(
    "note", [["注：每月报送"], [None, "制表人：", None, "审核人："], ["填报日期: 2024"]]
)
def test_notes_beneath_the_table_are_no_cases(tmp_path, note):
    assert plan_of(text(tmp_path / "a.csv", [*table(case()), note])).read == 1


@pytest.mark.parametrize("count", [2, "2", "12件", "共12件"])
def test_a_totals_row_may_count_in_the_column_of_dates(tmp_path, count):
    rows = table(case(案号=NUMBER.format(1)))
    rows = [[rows[0][3], *rows[0][:3]], [rows[1][3], *rows[1][:3]], ["合计", count]]
    assert plan_of(xlsx(tmp_path / "a.xlsx", rows)).read == 1


def test_a_row_with_a_date_is_a_case_even_if_it_speaks_of_a_total(tmp_path):
    rows = table(case(备注="合计赔偿3万元"), case(申请人="合计"))
    assert plan_of(xlsx(tmp_path / "a.xlsx", rows)).read == 2


def test_a_row_with_something_in_it_is_never_passed_over_in_silence(tmp_path):
    plan = plan_of(xlsx(tmp_path / "a.xlsx", table(case(), {"申请人": "张三"})))
    assert sentences(plan) == [("登记日期", "The registration date is missing.")]


def test_a_problem_has_its_row_column_cell_and_value(tmp_path):
    rows = [["台账"], *table({"申请人": "张三", "登记时间": "2024.13.5"})]
    problem = plan_of(xlsx(tmp_path / "a.xlsx", rows)).problems[0]
    assert (problem.sheet, problem.row, problem.column, problem.cell, problem.value) == (
        "台账",
        3,
        "登记时间",
        "B3",
        "2024.13.5",
    )


def test_an_empty_sheet_is_told_so(tmp_path):
    with pytest.raises(Refused, match="The file holds no rows"):
        plan_of(xlsx(tmp_path / "a.xlsx", []))


def test_headings_without_cases_are_told_so(tmp_path):
    with pytest.raises(Refused, match="There are no cases below the headings"):
        plan_of(xlsx(tmp_path / "a.xlsx", [*table(case())[:1], ["合计"]]))


def test_an_unknown_heading_row_is_told_so(tmp_path):
    with pytest.raises(Refused, match="No heading row was found"):
        plan_of(xlsx(tmp_path / "a.xlsx", [["甲", "乙", "丙"], ["1", "2", "3"]]))


def test_a_person_may_say_which_column_is_which(tmp_path):
    rows = [["申请日期", "涉及金额（万元）", "张三的列", "类型"], ["2024-3-5", 3.5, "王五", "私事"]]
    path = xlsx(tmp_path / "a.xlsx", rows)
    choices = {"台账": {0: "registered_on", 1: "amount_claimed", 2: "applicant", 3: ""}}
    plan = plan_cases(open_book(path, path.name, choices), LISTS, TODAY)
    record = plan.rows[0].record
    assert sentences(plan) == []
    assert record.amount_claimed == Decimal(35000)
    assert record.parties[0].name == "王五"
    assert record.further == {"类型": "私事"}


def test_progress_is_told_now_and_then(tmp_path):
    path = text(tmp_path / "a.csv", table(*[case()] * 600))
    told = []
    plan_cases(open_book(path, path.name), LISTS, TODAY, lambda *step: told.append(step))
    assert told == [(250, 600), (500, 600)]
