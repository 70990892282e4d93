"""One row of a ledger: understood, or every problem of it."""

from datetime import date
from decimal import Decimal

import pytest

from tests.importers.ledgers import (
    CREDIT_CODE,
    GOOD_ID,
    OTHER_ID,
    TODAY,
    case,
    plan_of_rows,
    sentences,
)
from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.identity import id_check_digit
from tracker.domain.rules import check_case
from tracker.domain.vocabulary import (
    Difficulty,
    Outcome,
    PartyKind,
    Satisfaction,
    Sex,
    Side,
    Source,
)


@pytest.fixture
def read(tmp_path):
    """The record of a row with these cells; the row must have no problem."""

    def one(**cells):
        plan = plan_of_rows(tmp_path, case(**cells))
        assert sentences(plan) == []
        return plan.rows[0].record

    return one


@pytest.fixture
def problems(tmp_path):
    """(column, sentence) of each problem of a row with these cells."""

    def some(**cells):
        plan = plan_of_rows(tmp_path, case(**cells))
        assert plan.rows == []
        return sentences(plan)

    return some


def closed(**cells):
    return {"结案日期": "2024-03-20", "结案方式": "书面协议"} | cells


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


@pytest.mark.parametrize(
    ("written", "outcome"),
    [(one.term, one) for one in Outcome]
    + [
        ("书面", Outcome.WRITTEN_AGREEMENT),
        ("书面调解", Outcome.WRITTEN_AGREEMENT),
        ("签订协议", Outcome.WRITTEN_AGREEMENT),
        ("口头", Outcome.ORAL_AGREEMENT),
        ("口头调解", Outcome.ORAL_AGREEMENT),
        ("调解成功", Outcome.AGREEMENT_FORM_UNSTATED),
        ("成功", Outcome.AGREEMENT_FORM_UNSTATED),
        ("达成协议", Outcome.AGREEMENT_FORM_UNSTATED),
        ("达成协议（形式未注明）", Outcome.AGREEMENT_FORM_UNSTATED),
        ("化解", Outcome.RESOLVED_MANNER_UNSTATED),
        ("已化解", Outcome.RESOLVED_MANNER_UNSTATED),
        ("和解", Outcome.SETTLED_PRIVATELY),
        ("调解失败", Outcome.FAILED),
        ("不成功", Outcome.FAILED),
        ("未成功", Outcome.FAILED),
        ("未达成协议", Outcome.FAILED),
        ("诉讼", Outcome.GUIDED_TO_COURT),
        ("起诉", Outcome.GUIDED_TO_COURT),
        ("移送法院", Outcome.GUIDED_TO_COURT),
        ("引导诉讼", Outcome.GUIDED_TO_COURT),
        ("仲裁", Outcome.GUIDED_TO_COURT),
        ("撤回", Outcome.WITHDRAWN),
        ("撤销申请", Outcome.WITHDRAWN),
    ],
)
def test_the_wordings_of_outcomes(read, written, outcome):
    assert read(**closed(结案方式=written)).outcome is outcome


@pytest.mark.parametrize("form", ["书面", "口头"])
def test_the_form_of_agreement_completes_a_successful_mediation(read, form):
    outcome = read(**closed(结案方式="调解成功", 协议形式=form)).outcome
    assert outcome.term == f"{form}协议"


def test_a_form_of_agreement_that_contradicts_the_outcome_is_a_problem(problems):
    said = [("结案方式", "The outcome and the form of agreement contradict each other.")]
    assert problems(**closed(结案方式="调解不成", 协议形式="书面")) == said
    assert problems(**closed(结案方式="书面协议", 协议形式="口头")) == said


@pytest.mark.parametrize("written", [None, "调解中", "未结", "办理中"])
def test_an_open_case_with_a_closing_date_is_a_problem(problems, read, written):
    assert read(结案方式=written).outcome is None
    assert problems(结案方式=written, 结案日期="2024-03-20") == [
        ("结案方式", "A closed case needs an outcome.")
    ]


@pytest.mark.parametrize("written", ["已办结", "结案"])
def test_closed_alone_says_nothing_about_the_outcome(problems, written):
    assert problems(**closed(结案方式=written)) == [
        ("结案方式", "This says that the case is closed, but not with which outcome.")
    ]


def test_an_outcome_without_its_date_is_a_problem(problems):
    assert problems(结案方式="书面协议", 结案日期=None) == [
        ("结案日期", "An outcome needs its closing date.")
    ]


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


def test_several_people_in_a_cell_with_their_ids_and_phones_in_the_same_order(read):
    record = read(
        申请人="张三、李四；王五;赵六\n某某电气有限公司",
        申请人证件号=f"{GOOD_ID}、；{OTHER_ID};、{CREDIT_CODE}",
        申请人电话="13812345678、、、、0577-61234567",
    )
    people = [one for one in record.parties if one.side is Side.APPLICANT]
    assert [one.name for one in people] == ["张三", "李四", "王五", "赵六", "某某电气有限公司"]
    assert [one.id_number for one in people] == [GOOD_ID, None, OTHER_ID, None, None]
    assert [one.phone for one in people] == ["13812345678", None, None, None, "0577-61234567"]
    assert people[4].kind is PartyKind.ORGANISATION
    assert people[4].credit_code == CREDIT_CODE


def test_the_id_says_birth_date_and_sex(read):
    party = read(申请人证件号=GOOD_ID.lower()).parties[0]
    assert (party.birth_date, party.sex) == (date(1949, 12, 31), Sex.FEMALE)
    assert party.id_number == GOOD_ID


def test_fewer_numbers_than_people_is_a_problem_and_not_a_guess(problems):
    found = problems(申请人="张三、李四", 申请人电话="13812345678")
    assert found == [
        (
            "申请人电话",
            "There are 2 people, but 1 numbers here. Please write one for each, in the same "
            "order; an empty place stays empty between the separators.",
        )
    ]


@pytest.mark.parametrize("number", [110105194912310021, 1.10105194912310e17, "1.10105E+17"])
def test_an_id_that_a_spreadsheet_made_a_number_is_damaged(problems, number):
    assert problems(申请人证件号=number) == [
        (
            "申请人证件号",
            "The spreadsheet keeps this as a number and has changed its last digits. "
            "Please format the cell as text and enter it anew.",
        )
    ]


def test_a_wrong_check_digit_is_a_problem_that_names_its_cell(tmp_path):
    plan = plan_of_rows(tmp_path, case(申请人证件号="110105194912310021"))
    assert plan.problems[0].cell == "D2"
    assert plan.problems[0].value == "110105194912310021"
    assert "neither a right ID number nor a right credit code" in str(plan.problems[0].problem)


def test_a_masked_id_cannot_come_back(problems):
    assert problems(申请人证件号="110105********002X")[0][1].startswith("This number is masked")


def test_a_phone_without_a_person_is_a_problem(problems):
    assert "0 people, but 1 numbers" in problems(第三人电话="13812345678")[0][1]


def test_third_parties_and_agents_have_columns_of_their_own(read):
    sides = {one.side: one.name for one in read(第三人="王五", 委托代理人="赵六").parties}
    assert sides[Side.THIRD_PARTY] == "王五"
    assert sides[Side.AGENT] == "赵六"


def test_the_first_mediator_is_the_lead_and_nobody_counts_twice(read):
    assert read(调解员="吴和平、解春晖；吴和平").mediators == ("吴和平", "解春晖")


def test_amounts_in_yuan_and_wan(tmp_path):
    row = case(**closed()) | {"诉求金额（万元）": 3.5, "协议金额(元)": "３５，０００"}
    record = plan_of_rows(tmp_path, row).rows[0].record
    assert record.amount_claimed == record.amount_agreed == Decimal(35000)


def test_an_agreed_amount_needs_an_agreement(problems):
    assert problems(**closed(结案方式="调解不成"), 协议金额="100") == [
        ("协议金额", "An agreed amount needs an agreement as the outcome.")
    ]


def test_a_negative_amount_is_told_by_the_rule(problems):
    assert problems(诉求金额="-5") == [("诉求金额", "An amount is never negative.")]


def test_a_payment_has_a_date_and_an_amount(read):
    record = read(**closed(履行日期="2024-04-01", 已履行金额="1万"))
    assert record.payments == [PaymentDraft(date(2024, 4, 1), Decimal(10000))]


def test_several_payments_stand_in_the_same_order_in_both_cells(read):
    record = read(**closed(履行日期="2024-04-01、2024.5.1", 已履行金额="10,000、5000元"))
    assert record.payments == [
        PaymentDraft(date(2024, 4, 1), Decimal(10000)),
        PaymentDraft(date(2024, 5, 1), Decimal(5000)),
    ]


@pytest.mark.parametrize(
    ("paid_on", "paid", "column"),
    [("2024-04-01", None, "已履行金额"), (None, "100", "履行日期"),
     ("2024-04-01", "/", "已履行金额"), ("2024-04-01", "1、2", "履行日期"),
     ("2024-04-01、2024-05-01", "1", "已履行金额")],
)  # fmt: skip
def test_half_a_payment_is_a_problem_and_not_a_guess(problems, paid_on, paid, column):
    assert problems(**closed(履行日期=paid_on, 已履行金额=paid, 协议金额="100")) == [
        (column, "A payment needs both its date and its amount.")
    ]


def test_nothing_paid_and_no_date_is_no_payment(read):
    assert read(**closed(履行日期=None, 已履行金额=0)).payments == []


def test_a_payment_of_nothing_on_a_day_is_a_problem(problems):
    assert problems(**closed(履行日期="2024-04-01", 已履行金额=0)) == [
        ("已履行金额", "A payment is more than 0 yuan.")
    ]


def test_a_payment_in_the_future_is_a_problem(problems):
    assert problems(**closed(履行日期="2025-07-01", 已履行金额=1)) == [
        ("履行日期", "This date is after today (2025-06-30).")
    ]


def test_an_extension_ends_after_the_time_limit_as_it_does_in_the_browser(read, problems):
    assert read(延长期限至="2024-05-04").extended_to == date(2024, 5, 4)
    assert problems(延长期限至="2024-04-04") == [
        ("延长期限至", "An extension ends after the ordinary time limit (2024-04-04).")
    ]
    assert problems(延长期限至="2024-05-04", 受理状态="待受理") == [
        ("延长期限至", "The extension ends after the acceptance date.")
    ]


def test_an_id_of_somebody_yet_to_be_born_is_a_problem(problems):
    number = "11010520990101002"
    assert problems(申请人证件号=number + id_check_digit(number))[0][0] == "申请人证件号"


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
