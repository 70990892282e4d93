"""One row of a ledger: understood, or every problem of it."""

from datetime import date

import pytest

from tests.importers.ledgers import TODAY, closed
from tracker.domain.drafts import PartyDraft
from tracker.domain.rules import check_case
from tracker.domain.vocabulary import Difficulty, Satisfaction, Side, Source


def test_a_simple_row_is_an_accepted_open_case(read):
    record = read()
    assert (record.registered_on, record.accepted_on) == (date(2024, 3, 5), date(2024, 3, 5))
    assert (record.outcome, record.closed_on, record.declined_reason) == (None, None, None)
    assert record.parties == [
        PartyDraft(Side.APPLICANT, "张小三"),
        PartyDraft(Side.RESPONDENT, "李四"),
    ]
    assert check_case(record, TODAY) == []


def test_a_missing_registration_date_is_that_of_the_acceptance(read):
    assert read(登记日期=None, 受理日期="2024-03-06").registered_on == date(2024, 3, 6)


def test_a_row_without_any_date_is_a_problem(problems):
    assert problems(登记日期="无") == [("登记日期", "The registration date is missing.")]


def test_a_declined_case_is_not_accepted_by_default(read):
    record = read(不予受理原因="不属于受理范围")
    assert (record.accepted_on, record.declined_reason) == (None, "不属于受理范围")


def test_a_blank_reason_for_declining_declines_nothing(read):
    assert read(不予受理原因="无").accepted_on == date(2024, 3, 5)


def test_a_declined_case_with_an_acceptance_date_is_a_problem(problems):
    assert problems(不予受理原因="不属于受理范围", 受理日期="2024-03-06") == [
        ("受理日期", "A declined case has no acceptance date.")
    ]


def test_a_case_may_wait_to_be_accepted(read):
    assert read(受理状态="待受理").accepted_on is None


def test_every_rule_of_the_case_is_asked_and_told_beside_its_cell(problems):
    assert problems(受理日期="2024-03-01", 结案日期="2024-02-01", 结案方式="调解不成") == [
        ("受理日期", "The acceptance date is before the registration date (2024-03-05)."),
        ("结案日期", "The closing date is before the acceptance date (2024-03-01)."),
    ]


def test_all_problems_of_a_row_come_at_once_in_the_order_of_its_columns(problems):
    found = problems(登记日期="2024.13.5", 案件来源="外星人", 纠纷类型="未知", 难易程度="难")
    assert [column for column, _sentence in found] == [
        "登记日期",
        "案件来源",
        "纠纷类型",
        "难易程度",
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [("邻里", "邻里"), ("邻里纠纷", "邻里"), ("neighbours", "邻里"),
     ("拖欠农民工工资", "拖欠农民工工资"), ("旅游纠纷", "旅游"),
     ("其他", "其他"), ("其他纠纷", "其他")],
)  # fmt: skip
def test_dispute_types_by_name_with_or_without_the_word_and_by_code(read, written, name):
    assert read(纠纷类型=written).dispute_type_id == read(纠纷类型=name).dispute_type_id is not None


@pytest.mark.parametrize(
    ("written", "source"),
    [(one.term, one) for one in Source]
    + [("申请", Source.APPLICATION), ("法院", Source.COURT), ("公安移送", Source.POLICE),
       ("信访部门委托移送", Source.PETITION_OFFICE)],
)  # fmt: skip
def test_the_wordings_of_sources(read, written, source):
    assert read(案件来源=written).source is source


def test_delegated_alone_does_not_say_by_whom(problems):
    assert problems(案件来源="委托移送") == [("案件来源", "This source is not known.")]


def test_blank_lists_are_not_stated(read):
    record = read(
        案件来源=None, 难易程度="/", 办理渠道="无", 纠纷类型=" ", 调解组织=None, 调解员=None
    )
    assert (record.source, record.difficulty, record.channel) == (None, None, None)
    assert (record.dispute_type_id, record.organisation, record.mediators) == (None, None, ())


def test_difficulty_and_satisfaction(read):
    record = read(**closed(难易程度="疑难复杂", 回访日期="2024-04-01", 满意度="基本满意"))
    assert record.difficulty is Difficulty.COMPLEX
    assert record.satisfaction is Satisfaction.FAIRLY_SATISFIED


def test_an_extension_ends_after_the_time_limit_as_it_does_in_the_browser(read, problems):
    assert read(延长期限至="2024-05-04").extended_to == date(2024, 5, 4)
    assert problems(延长期限至="2024-04-04") == [
        ("延长期限至", "An extension ends after the ordinary time limit (2024-04-04).")
    ]
    assert problems(延长期限至="2024-05-04", 受理状态="待受理") == [
        ("延长期限至", "The extension ends after the acceptance date.")
    ]


def test_a_due_date_that_the_ledger_states_is_believed_whatever_the_limits(read, problems):
    record = read(调解到期日期="2024-03-20", 延长期限至="2024-03-20")
    assert (record.due_on, record.extended_to) == (date(2024, 3, 20), date(2024, 3, 20))
    assert problems(调解到期日期="2024-03-04") == [
        ("调解到期日期", "This date is before the acceptance date (2024-03-05).")
    ]
    assert problems(调解到期日期="2024-04-04", 受理状态="待受理") == [
        ("调解到期日期", "Only an accepted case has a due date.")
    ]


def test_unknown_columns_are_kept_as_they_stand(read):
    record = read(序号=7, 领导批示="尽快办理", 来访日=date(2024, 3, 1), 空=None)
    assert record.further == {"序号": "7", "领导批示": "尽快办理", "来访日": "2024-03-01"}


def test_what_looks_like_a_formula_is_plain_text(read):
    assert read(备注="=cmd|'/c calc'!A1").remarks == "=cmd|'/c calc'!A1"


@pytest.mark.parametrize(
    ("column", "most"),
    [("申请人", 100), ("调解组织", 100), ("调解员", 100), ("村(社区)", 100), ("案号", 64),
     ("办理渠道", 100), ("纠纷简要情况", 4000), ("备注", 4000), ("不予受理原因", 500)],
)  # fmt: skip
def test_a_text_longer_than_its_column_is_a_problem_with_a_clear_sentence(
    problems, read, column, most
):
    assert problems(**{column: "长" * 20_000}) == [
        (column, f"The text has 20,000 characters; at most {most:,} fit here.")
    ]
    assert read(**{column: "长" * most})


@pytest.mark.parametrize("number", ["（2024）柳人调字第0000号", "（1000）柳人调字第0001号",
                                    "（2024）柳人调字第99999999999999999999号"])  # fmt: skip
def test_a_case_number_that_cannot_be_right_is_a_problem(problems, number):
    assert problems(案号=number) == [
        ("案号", "The year or the serial of this case number cannot be right.")
    ]


def test_a_case_number_of_another_series_is_kept(read):
    assert read(案号="柳司调〔2024〕7").number == "柳司调〔2024〕7"
