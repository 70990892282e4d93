"""Whose names are masked in the texts of a case: of all they may speak of, not its own alone."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import actor_of, draft, make_case, open_office
from tests.reports.ledgers import rows_of
from tracker.domain.drafts import PartyDraft, SplitDraft, TransferDraft
from tracker.domain.vocabulary import PartyKind, Role, Side
from tracker.permissions import Actor
from tracker.queries.people_named import people_of
from tracker.services import case_merging, case_splitting, cases, parties, transfers

ACCEPTED = date(2024, 3, 6)
PEOPLE = [
    PartyDraft(Side.APPLICANT, "张小三"),
    PartyDraft(Side.APPLICANT, "王五"),
    PartyDraft(Side.APPLICANT, "周八"),
    PartyDraft(Side.RESPONDENT, "电器厂", PartyKind.ORGANISATION, legal_representative="钱多多"),
]
PERSONS = {"张小三", "王五", "周八", "钱多多"}


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def case(session, center):
    return make_case(session, center, accepted=ACCEPTED, parties=PEOPLE)


@pytest.fixture
def duplicate(session, center):
    one = [PartyDraft(Side.APPLICANT, "赵六"), PartyDraft(Side.RESPONDENT, "孙七")]
    return make_case(session, center, accepted=ACCEPTED, parties=one)


def named(session, *cases):
    keys = [(case.center_id, case.id) for case in cases]
    found = people_of(session, keys)
    told = [set(found[key].persons) for key in keys]
    return told[0] if len(told) == 1 else told


def split(session, actor, case, *going, summary="货款"):
    """The applicants of those names get a case of their own and leave this one."""
    ids = tuple(one.id for one in case.parties if one.name in going)
    wanted = SplitDraft(ids, ids, summary, "", None, "两起纠纷")
    new = case_splitting.split(session, actor, case, wanted, case.version)
    session.commit()
    return new


def renamed(session, actor, center, case, old, new):
    drafts = [parties.draft_of(one) for one in case.parties]
    people = [replace(one, name=new) if one.name == old else one for one in drafts]
    wanted = draft(session, center, parties=people)
    cases.edit(session, actor, case, wanted, case.version)
    session.commit()


def test_those_whom_a_split_left_behind_and_those_who_left(session, actor, case):
    new = split(session, actor, case, "王五")
    assert named(session, case, new) == [PERSONS, PERSONS]
    key = (new.center_id, new.id)
    assert people_of(session, [key])[key].organisations == {"电器厂"}


def test_those_of_a_case_split_twice_by_every_name_they_had(session, center, actor, case):
    renamed(session, actor, center, case, "张小三", "张晓山")
    new = split(session, actor, split(session, actor, case, "张晓山", "王五"), "王五")
    assert named(session, new) == {*PERSONS, "张晓山"}


def test_those_of_the_case_that_another_center_had_before(session, center, actor, case):
    other = open_office(session, "QJ", "虹")
    renamed(session, actor, center, case, "张小三", "张晓山")
    wanted = TransferDraft(other.id, None, "当事人住在那里")
    offer = transfers.ask(session, actor, case, wanted, case.version)
    new = transfers.take(session, actor_of(session, other, Role.MEDIATOR), offer)
    session.commit()
    assert "张小三" in named(session, new)


def test_those_of_a_duplicate_and_of_what_it_is_merged_into_also_once_that_is_undone(
    session, actor, case, duplicate
):
    both = {*PERSONS, "赵六", "孙七"}
    assert named(session, case) == PERSONS
    case_merging.merge(session, actor, duplicate, case, "重复登记", duplicate.version)
    session.commit()
    assert named(session, case, duplicate) == [both, both]
    case_merging.unmerge(session, actor, duplicate, "赵六并非本案当事人", duplicate.version)
    session.commit()
    assert named(session, case, duplicate) == [both, both]


def test_nobody_of_any_other_case(session, case, duplicate):
    assert named(session, duplicate) == {"赵六", "孙七"}
    assert people_of(session, []) == {}


def test_a_masked_export_masks_them_too(session, center, actor, case):
    split(session, actor, case, "王五", summary="王五称与张小三无关")
    told = [row["纠纷简要情况"] for row in rows_of(session, center)]
    assert "王*称与张*三无关" in told
