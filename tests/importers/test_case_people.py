"""The people of one row of a ledger: who they are, and which number belongs to whom."""

from datetime import date

import pytest

from tests.importers.ledgers import CREDIT_CODE, GOOD_ID, OTHER_ID, case, plan_of_rows
from tracker.domain.identity import id_check_digit
from tracker.domain.vocabulary import PartyKind, Sex, Side


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


def test_an_id_of_somebody_yet_to_be_born_is_a_problem(problems):
    number = "11010520990101002"
    assert problems(申请人证件号=number + id_check_digit(number))[0][0] == "申请人证件号"


def test_a_phone_without_a_person_is_a_problem(problems):
    assert "0 people, but 1 numbers" in problems(第三人电话="13812345678")[0][1]


def test_third_parties_and_agents_have_columns_of_their_own(read):
    sides = {one.side: one.name for one in read(第三人="王五", 委托代理人="赵六").parties}
    assert sides[Side.THIRD_PARTY] == "王五"
    assert sides[Side.AGENT] == "赵六"


def test_the_first_mediator_is_the_lead_and_nobody_counts_twice(read):
    assert read(调解员="吴和平、解春晖；吴和平").mediators == ("吴和平", "解春晖")
