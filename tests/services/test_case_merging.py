"""A dispute logged twice counts once, wherever cases are counted, found or listed."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import STUDIO, make_case, named, trail
from tracker.domain.archive import Archiving
from tracker.domain.drafts import Closing, PartyDraft, SplitDraft
from tracker.domain.periods import Period
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Basis, Outcome, Side, Status
from tracker.indicators.year import summarise
from tracker.models import Organisation
from tracker.permissions import Actor
from tracker.queries.case_filter import CaseFilter
from tracker.queries.case_links import links_of, look_alikes, numbered
from tracker.queries.cases import case_rows, case_totals, find_case
from tracker.queries.proof import prove
from tracker.queries.scope import Scope
from tracker.services import archive, case_merging, case_splitting, cases

WELL = Archiving(date(2024, 5, 6), "吴和平")


@pytest.fixture
def main(session, center):
    return make_case(session, center, accepted=date(2024, 3, 6))


@pytest.fixture
def duplicate(session, center):
    return make_case(session, center, accepted=date(2024, 3, 8), summary="楼上漏水")


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


def merge(session, actor, case, into):
    case_merging.merge(session, actor, case, into, "重复登记", case.version)
    session.commit()


def counted(session, center):
    """How many cases the year, the list, its totals and a search know of."""
    scope, year = Scope((center.id,)), Period.year(2024)
    return {
        summarise(session, scope, center, year, Basis.CASELOAD).figures["caseload"].value,
        len(case_rows(session, scope, CaseFilter()).rows),
        case_totals(session, scope, CaseFilter()).count,
        case_totals(session, scope, CaseFilter(q="漏水")).count,
        case_totals(session, scope, CaseFilter(status=Status.OPEN)).count,
    }


def test_a_duplicate_counts_nowhere_until_the_merge_is_undone(
    session, center, actor, main, duplicate
):
    assert counted(session, center) == {2}
    merge(session, actor, duplicate, main)
    assert counted(session, center) == {1}
    case_merging.unmerge(session, actor, duplicate, "两起纠纷", duplicate.version)
    session.commit()
    assert counted(session, center) == {2}
    assert trail(session, duplicate)[-2:] == ["case.merge", "case.unmerge"]
    assert trail(session, main)[-2:] == ["case.absorb", "case.release"]


def test_a_merged_case_stays_readable_and_takes_no_step(session, center, actor, main, duplicate):
    merge(session, actor, duplicate, main)
    assert duplicate.status is Status.MERGED
    scope = Scope((center.id,))
    assert find_case(session, scope, duplicate.id) is duplicate
    assert links_of(session, scope, main).duplicates == [duplicate]
    assert links_of(session, scope, duplicate).merged_into is main
    with pytest.raises(Refused) as refused:
        cases.close(
            session,
            actor,
            duplicate,
            Closing(date(2024, 3, 20), Outcome.FAILED),
            duplicate.version,
        )
    assert "merged" in refused.value.problems[0].message


def test_the_series_of_numbers_stays_whole(session, actor, main, duplicate):
    merge(session, actor, duplicate, main)
    assert not [error for check in prove(session) for error in check.errors]


def test_cases_of_other_organisations_and_merged_ones_take_no_duplicates(
    session, center, actor, main, duplicate
):
    studio = named(session, Organisation, STUDIO, center).id
    theirs = make_case(session, center, organisation_id=studio)
    third = make_case(session, center)
    merge(session, actor, duplicate, main)
    for into in (theirs, third, duplicate):
        with pytest.raises(Refused):
            case_merging.merge(session, actor, third, into, "重复", third.version)
    with pytest.raises(Refused):
        case_merging.merge(session, actor, third, main, " ", third.version)


def test_a_case_with_an_agreement_is_the_one_that_stays(session, center, actor, main):
    agreed = make_case(
        session,
        center,
        accepted=date(2024, 3, 6),
        closed=date(2024, 3, 20),
        agreed=Decimal(500),
    )
    with pytest.raises(Refused):
        merge(session, actor, agreed, main)
    merge(session, actor, main, agreed)
    assert main.status is Status.MERGED


def test_look_alikes_name_a_party_of_the_same_name_the_nearest_first(
    session, center, main, duplicate
):
    studio = named(session, Organisation, STUDIO, center).id
    make_case(session, center, organisation_id=studio)
    late = make_case(session, center, registered_on=date(2024, 9, 1), accepted=date(2024, 9, 1))
    assert look_alikes(session, duplicate) == [main, late]
    assert numbered(session, duplicate, f" {main.number} ") is main
    assert numbered(session, duplicate, "（2024）柳人调字第9999号") is None


HIS_ID, HER_ID = "110101199003078515", "11010519491231002X"
DIVIDED = [
    PartyDraft(Side.APPLICANT, "张小三"),
    PartyDraft(Side.APPLICANT, "王五", phone="13812345678"),
    PartyDraft(Side.RESPONDENT, "李四"),
]


@pytest.fixture
def divided(session, center, actor):
    """A case of 1000 yuan and what was split off from it: 王五, with 400 yuan against 李四."""
    case = make_case(
        session, center, accepted=date(2024, 3, 6), parties=DIVIDED, amount_claimed=Decimal(1000)
    )
    return case, split_off(session, actor, case, (1, 2), (1,))


def split_off(session, actor, case, going, leaving):
    ids = [one.id for one in case.parties]
    going, leaving = (tuple(ids[place] for place in places) for places in (going, leaving))
    wanted = SplitDraft(going, leaving, "另一起纠纷", "", Decimal(400), "两起")
    new = case_splitting.split(session, actor, case, wanted, case.version)
    session.commit()
    return new


def people(case):
    return [(one.side, one.name, one.phone) for one in case.parties]


def test_merging_what_was_split_gives_people_and_amount_back(session, actor, divided):
    case, part = divided
    assert (case.amount_claimed, people(case)) == (
        Decimal(600),
        [(Side.APPLICANT, "张小三", None), (Side.RESPONDENT, "李四", None)],
    )
    merge(session, actor, part, case)
    assert case.amount_claimed == Decimal(1000)
    assert sorted(people(case), key=str) == sorted(
        ((one.side, one.name, one.phone) for one in DIVIDED), key=str
    )
    assert trail(session, case)[-1] == "case.absorb"
    assert case_totals(session, Scope((case.center_id,)), CaseFilter(q="王五")).count == 1


def test_so_it_is_whichever_of_the_parts_stays(session, actor, divided):
    case, part = divided
    second = split_off(session, actor, case, (0, 1), ())
    merge(session, actor, second, part)
    assert (case.amount_claimed, part.amount_claimed) == (Decimal(200), Decimal(800))
    assert [one.name for one in part.parties] == ["王五", "李四", "张小三"]
    merge(session, actor, case, part)
    assert part.amount_claimed == Decimal(1000)
    assert [one.name for one in part.parties] == ["王五", "李四", "张小三"]


def test_namesakes_with_different_papers_are_two_people(session, center, actor):
    namesakes = [
        PartyDraft(Side.APPLICANT, "张小三", id_number=number) for number in (HIS_ID, HER_ID)
    ]
    case = make_case(session, center, parties=[*namesakes, DIVIDED[2]])
    part = split_off(session, actor, case, (1, 2), (1,))
    merge(session, actor, part, case)
    assert [one.id_number for one in case.parties] == [HIS_ID, None, HER_ID]


def test_what_was_merged_back_is_split_again_and_not_simply_let_go(session, actor, divided):
    case, part = divided
    merge(session, actor, part, case)
    with pytest.raises(Refused, match="split that one again"):
        case_merging.unmerge(session, actor, part, "并错", part.version)
    again = split_off(session, actor, case, (1, 2), ())
    assert (case.amount_claimed, again.amount_claimed) == (Decimal(600), Decimal(400))


def test_duplicates_that_were_never_one_case_keep_their_own_amounts(
    session, actor, main, duplicate
):
    merge(session, actor, duplicate, main)
    assert main.amount_claimed == Decimal("1000.00")


def test_no_case_vanishes_into_one_that_does_not_count(session, center, actor, main):
    closed = {"accepted": date(2024, 3, 6), "closed": date(2024, 3, 20), "outcome": Outcome.FAILED}
    archived = make_case(session, center, **closed)
    archive.archive(session, actor, archived, WELL, archived.version)
    others = make_case(session, center), make_case(session, center, declined="不属管辖"), archived
    session.commit()
    assert look_alikes(session, main) == []
    for into in others:
        with pytest.raises(Refused) as refused:
            merge(session, actor, main, into)
        assert [one.field for one in refused.value.problems] == ["number"]


def test_a_case_with_duplicates_is_not_declined(session, center, actor):
    stays, goes = make_case(session, center), make_case(session, center)
    assert look_alikes(session, goes) == [stays]
    merge(session, actor, goes, stays)
    with pytest.raises(Refused, match="merged into this one"):
        cases.decline(session, actor, stays, "不属管辖", stays.version)
    case_merging.unmerge(session, actor, goes, "两起纠纷", goes.version)
    cases.decline(session, actor, stays, "不属管辖", stays.version)
