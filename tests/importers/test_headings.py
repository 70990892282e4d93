"""Which column is which."""

from datetime import date
from pathlib import Path

import pytest

from tests.importers.ledgers import GOOD_ID, case, plan_of, sentences, table, xlsx
from tracker.domain.ledger import LEDGER_COLUMNS, REASON_HEADING
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Outcome
from tracker.importers.case_layout import CASES
from tracker.importers.grid import Sheet
from tracker.importers.headings import check, find_heading_row
from tracker.importers.layout import PASSED_OVER
from tracker.importers.plan import open_book


def headings(*texts):
    """The heading row of a sheet with one row of values below it."""
    return find_heading_row(Sheet("台账", [list(texts), ["值"] * len(texts)]), CASES)


def keys(*texts):
    return [one.key for one in headings(*texts).headings]


@pytest.mark.parametrize("column", LEDGER_COLUMNS, ids=lambda column: column.key)
def test_every_heading_of_the_template_is_understood(column):
    assert CASES.recognise(column.heading) == (column.key, False)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("受理时间", "accepted_on"),
        ("办结时间", "closed_on"),
        ("类型", "dispute_type"),
        ("当事人甲", "applicant"),
        ("当事人乙", "respondent"),
        ("当事人甲身份证号码", "applicant_id"),
        ("被申请人联系电话", "respondent_phone"),
        ("调解结果", "outcome"),
        ("所属村社", "village"),
        (" 登 记\n日 期 ", "registered_on"),
        ("*案号：", "number"),
        ("村（社区）", "village"),
    ],
)
def test_other_words_for_a_column_are_understood(text, key):
    assert CASES.recognise(text)[0] == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("涉案金额（万元）", ("amount_claimed", True)),
        ("诉求金额\n(单位：万元)", ("amount_claimed", True)),
        ("协议金额（元）", ("amount_agreed", False)),
        ("协议金额", ("amount_agreed", False)),
        ("诉求金额(美元)", (None, False)),
        ("诉求金额(千元)", (None, False)),
        ("登记日期(万元)", (None, True)),
    ],
)
def test_a_heading_may_carry_its_unit(text, expected):
    assert CASES.recognise(text) == expected


def test_an_ambiguous_heading_is_kept_as_a_further_column_and_not_guessed_at():
    assert keys("登记日期", "申请人", "涉及金额（万元）", "当事人") == [
        "registered_on",
        "applicant",
        None,
        None,
    ]


def test_bare_words_for_id_and_phone_belong_to_the_party_before_them():
    assert keys("身份证号", "登记日期", "申请人", "身份证号", "联系电话", "被申请人", "证件号") == [
        None,
        "registered_on",
        "applicant",
        "applicant_id",
        "applicant_phone",
        "respondent",
        "respondent_id",
    ]


def test_the_ledgers_own_word_goes_before_another_word_for_it():
    found = headings("受理日期", "受理时间", "申请人")
    assert [one.key for one in found.headings] == ["accepted_on", None, "applicant"]
    assert check(found) == []


def test_two_columns_of_the_same_meaning_are_asked_about():
    found = headings("受理时间", "立案时间", "申请人")
    assert [str(one) for one in check(found)] == [
        "Several columns are taken for 受理日期: 受理时间 (A1), 立案时间 (B1)."
    ]


def test_a_missing_necessary_column_is_named():
    found = headings("案号", "申请人", "结案方式")
    assert [str(one) for one in check(found)] == [
        "The column 登记日期 / 受理日期 is missing; a ledger needs it."
    ]


def test_a_ledger_without_dates_is_refused_with_that_sentence(tmp_path: Path):
    path = xlsx(tmp_path / "ledger.xlsx", table({"案号": "1", "申请人": "张三"}))
    with pytest.raises(Refused, match="登记日期 / 受理日期 is missing"):
        plan_of(path)


def test_further_columns_of_the_same_name_are_told_apart():
    found = headings("登记日期", "申请人", "意见", "意见")
    assert [one.text for one in found.headings][2:] == ["意见", "意见 (2)"]


def test_the_reason_column_of_a_rejects_file_is_passed_over():
    assert keys("登记日期", "申请人", REASON_HEADING)[-1] == PASSED_OVER


def test_the_heading_row_need_not_be_the_first(tmp_path: Path):
    rows = [["某镇台账"], [], ["填报单位：某镇"], *table(case())]
    plan = plan_of(xlsx(tmp_path / "ledger.xlsx", rows))
    assert (plan.read, sentences(plan)) == (1, [])
    assert plan.rows[0].row == 5


TWO_ROWS = [
    ["案号", "登记日期", "申请人信息", None, None, "被申请人", None, "结案", None, "意见"],
    [None, None, "姓名", "身份证号", "电话", "姓名", "住址", "日期", "方式", "领导"],
    ["1", "2024-3-5", "张三", GOOD_ID, "1", "李四", "东街", "2024-3-8", "书面", "好"],
]


@pytest.mark.parametrize("merged", [[], ["A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:I1"]])
def test_headings_of_two_rows_are_taken_together(tmp_path: Path, merged):
    plan = plan_of(xlsx(tmp_path / "ledger.xlsx", TWO_ROWS, merged=merged))
    assert (plan.read, sentences(plan)) == (1, [])
    record = plan.rows[0].record
    assert [(one.name, one.id_number, one.phone) for one in record.parties] == [
        ("张三", GOOD_ID, "1"),
        ("李四", None, None),
    ]
    assert (record.closed_on, record.outcome) == (date(2024, 3, 8), Outcome.WRITTEN_AGREEMENT)
    assert record.further == {"住址": "东街", "领导": "好"}


def test_headings_of_two_rows_may_be_chosen_anew_and_come_again_on_the_next_page(tmp_path: Path):
    path = xlsx(tmp_path / "ledger.xlsx", [["台账"], *TWO_ROWS, *TWO_ROWS])
    book = open_book(path, path.name, {"台账": {6: "respondent_phone"}})
    found = book.ledgers[0].found
    assert (found.first, found.index, book.count()) == (1, 2, 2)
    assert {one.key for one in found.headings} >= {"applicant_id", "respondent_phone"}


@pytest.mark.parametrize(
    ("line", "in_wan"),
    [
        ("单位：万元", True),
        ("填报单位：某镇    金额单位：万元", True),
        ("（单位：件、万元）", True),
        ("单位：元", False),
        ("填报单位：万元镇", False),
    ],
)
def test_a_unit_above_the_table_holds_where_the_heading_says_none(line, in_wan):
    rows = [[line, "", "", ""], ["登记日期", "诉求金额", "协议金额(元)", "涉案标的（万元）"]]
    found = find_heading_row(Sheet("台账", [*rows, ["2024-3-5", 1, 1, 1]]), CASES)
    assert [one.in_wan for one in found.headings[1:]] == [in_wan, False, True]


def test_further_columns_are_named_once(tmp_path: Path):
    rows = table(case(序号=1, 领导批示="好"))
    path = xlsx(tmp_path / "ledger.xlsx", rows, title="一", more={"二": rows})
    assert open_book(path, path.name).further_columns == ["序号", "领导批示"]
