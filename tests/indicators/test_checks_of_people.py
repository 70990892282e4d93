"""The same people again, numbers that nobody can have, endings that say nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select, update

from tests.factories import draft, open_office
from tests.indicators.conftest import examples
from tests.quality import END, FIRST, case_of, found, parties
from tracker.domain.drafts import PartyDraft, SplitDraft
from tracker.domain.findings import Finding
from tracker.domain.identity import (
    credit_check_character,
    id_check_digit,
    is_credit_code,
    read_resident_id,
)
from tracker.domain.vocabulary import Outcome, PartyKind, Side
from tracker.models import AuditLine, Case, Party
from tracker.permissions import Actor
from tracker.queries.check_digits import fails_as_credit_code, fails_as_resident_id
from tracker.services import case_merging, case_splitting, cases

RIGHT = "11010519491231002X"
CODE = "91330382MA2ABCDE0"


def test_the_same_parties_on_one_day_are_found_whichever_side_they_stand_on(session, center):
    first = case_of(session, center, parties=parties("张三", "李 四"))
    second = case_of(session, center, parties=parties("李四", "张三"))
    assert found(session, Finding.LOGGED_TWICE, center) == {first.id, second.id}


@pytest.mark.parametrize(
    "other",
    [
        {"parties": parties("张三", "李四", "王五")},
        {"parties": parties("张三")},
        {"parties": parties("张三", "李四"), "registered_on": FIRST - timedelta(days=1)},
        {"parties": parties("张三", "李四"), "accepted": None, "declined": "重复申请"},
    ],
    ids=["one more", "one fewer", "the day before", "declined"],
)
def test_other_people_another_day_and_a_declined_case_are_no_repetition(session, center, other):
    case_of(session, center, parties=parties("张三", "李四"))
    case_of(session, center, **other)
    assert found(session, Finding.LOGGED_TWICE, center) == set()


def test_an_agent_makes_no_other_parties(session, center):
    agent = PartyDraft(Side.AGENT, "律师")
    first = case_of(session, center, parties=[*parties("张三", "李四"), agent])
    second = case_of(session, center, parties=parties("张三", "李四"))
    assert found(session, Finding.LOGGED_TWICE, center) == {first.id, second.id}


def test_another_centers_case_is_no_repetition(session, center):
    other = open_office(session, "QJ", "虹")
    for one in (center, other):
        case_of(session, one, parties=parties("张三", "李四"))
    assert found(session, Finding.LOGGED_TWICE, center, other) == set()


def test_a_duplicate_that_was_merged_is_settled(session, center):
    first, second = (case_of(session, center, parties=parties("张三", "李四")) for _ in range(2))
    actor = Actor.system(center.id)
    case_merging.merge(session, actor, second, first, "重复登记", second.version)
    assert found(session, Finding.LOGGED_TWICE, center) == set()


def divided(session, center, case):
    """What a split leaves to a case of its own, with all the parties."""
    going = tuple(one.id for one in case.parties)
    wanted = SplitDraft(going, (), "另一纠纷", "", None, reason="两件纠纷")
    new = case_splitting.split(session, Actor.system(center.id), case, wanted, case.version)
    session.flush()
    return new


def test_cases_that_were_one_before_a_split_are_no_repetition_of_each_other(session, center):
    """Neither the case and its parts, nor the parts, nor a part's own parts."""
    first = case_of(session, center, parties=parties("张三", "李四"))
    second = divided(session, center, first)
    divided(session, center, first)
    divided(session, center, second)
    assert found(session, Finding.LOGGED_TWICE, center) == set()


def test_a_repetition_of_what_was_split_is_found_still(session, center):
    first = case_of(session, center, parties=parties("张三", "李四"))
    second = divided(session, center, first)
    third = case_of(session, center, parties=parties("张三", "李四"))
    fourth = divided(session, center, third)
    assert found(session, Finding.LOGGED_TWICE, center) == {
        one.id for one in (first, second, third, fourth)
    }


def test_a_corrected_name_makes_other_parties(session, center):
    first, _second = (case_of(session, center, parties=parties("张三", "李四")) for _ in range(2))
    corrected = draft(session, center, parties=parties("张三丰", "李四"))
    cases.edit(session, Actor.system(center.id), first, corrected, first.version)
    assert found(session, Finding.LOGGED_TWICE, center) == set()


def resolved(session, center, **more):
    ending = {"closed": END, "outcome": Outcome.SETTLED_PRIVATELY}
    return case_of(session, center, parties=parties("张三", "李四"), **ending | more)


def again(session, center, registered_on):
    return case_of(
        session,
        center,
        parties=parties("李四", "张三"),
        registered_on=registered_on,
        accepted=registered_on,
    )


@pytest.mark.parametrize(("days", "is_found"), [(0, True), (90, True), (91, False)])
def test_a_new_case_of_the_same_people_within_90_days_speaks_against_the_resolution(
    session, center, days, is_found
):
    first = resolved(session, center)
    again(session, center, END + timedelta(days=days))
    assert found(session, Finding.CAME_BACK, center) == ({first.id} if is_found else set())


def test_who_failed_before_has_not_come_back(session, center):
    resolved(session, center, outcome=Outcome.FAILED)
    again(session, center, END)
    assert found(session, Finding.CAME_BACK, center) == set()


@pytest.mark.parametrize(("days", "is_found"), [(0, True), (90, True), (91, False)])
def test_so_does_reopening_within_90_days(session, center, days, is_found):
    """The day of the trail's line counts as it is at the center, eight hours ahead of UTC."""
    case = resolved(session, center)
    cases.reopen(session, Actor.system(center.id), case, "一方反悔", case.version)
    late = datetime.fromisoformat(f"{END + timedelta(days=days)}T23:59:00+08:00")
    session.execute(update(AuditLine).where(AuditLine.action == "case.reopen").values(at=late))
    assert found(session, Finding.CAME_BACK, center) == ({case.id} if is_found else set())


def test_reopening_what_was_not_resolved_is_no_return(session, center):
    failed = resolved(session, center, outcome=Outcome.FAILED)
    declined = case_of(session, center, 1, accepted=None, declined="不属受理范围")
    for case in (failed, declined):
        cases.reopen(session, Actor.system(center.id), case, "补充材料", case.version)
    session.execute(update(AuditLine).values(at=datetime.fromisoformat(f"{END}T12:00:00+08:00")))
    assert found(session, Finding.CAME_BACK, center) == set()


def test_a_number_that_another_hand_wrote_is_held_against_its_check_digit(session, center):
    right, wrong = case_of(session, center), case_of(session, center, 1)
    firm = case_of(
        session,
        center,
        2,
        parties=[PartyDraft(Side.APPLICANT, "云帆厂", kind=PartyKind.ORGANISATION)],
    )
    for case, column, number in (
        (right, Party.id_number, RIGHT),
        (wrong, Party.id_number, RIGHT[:17] + "1"),
        (firm, Party.credit_code, CODE + "0"),
    ):
        own = Party.case_id == case.id, Party.side == Side.APPLICANT
        session.execute(update(Party).where(*own).values({column: number}))
    assert CODE + credit_check_character(CODE) != CODE + "0"
    assert found(session, Finding.WRONG_NUMBERS, center) == {wrong.id, firm.id}


digits = st.text("0123456789", min_size=17, max_size=17)
born = st.one_of(
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(lambda day: f"{day.year:04d}{day:%m%d}"),
    st.sampled_from(["19000229", "20000229", "20230229", "20240229", "20240230", "00001231"]),
)
ids = st.one_of(
    digits,
    st.tuples(digits, born).map(lambda pair: f"{pair[0][:6]}{pair[1]}{pair[0][14:]}"),
).map(lambda first: first + id_check_digit(first))
codes = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17).map(
    lambda first: first + credit_check_character(first)
)
spoilt = st.sampled_from([None, ("0", "1"), ("X", "x"), ("A", "I"), ("1", ""), ("2", "12")])


@examples(60)
@given(number=st.one_of(ids, codes, st.text(max_size=18)), spoil=spoilt)
def test_the_database_judges_numbers_as_the_forms_do(four_centers, number, spoil):
    number = number.replace("\0", "")
    if spoil is not None:
        number = number.replace(*spoil, 1)
    bound = literal(number)
    judged = four_centers.execute(
        select(fails_as_resident_id(bound), fails_as_credit_code(bound))
    ).one()
    stated = number.strip().upper() == number
    assert bool(judged[0]) == (not stated or read_resident_id(number) is None)
    assert bool(judged[1]) == (not stated or not is_credit_code(number))


def test_an_ending_that_only_an_import_can_state_is_a_finding(session, center):
    unstated, stated = resolved(session, center), case_of(session, center, 1)
    session.execute(
        update(Case).where(Case.id == unstated.id).values(outcome=Outcome.RESOLVED_MANNER_UNSTATED)
    )
    assert stated.id not in found(session, Finding.ENDING_UNSTATED, center)
    assert found(session, Finding.ENDING_UNSTATED, center) == {unstated.id}
