"""The life of a case through the services."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import draft, make_case, named, trail
from tracker.domain.drafts import Closing, PartyDraft, PaymentDraft, VisitDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import VisitManner
from tracker.domain.vocabulary import Outcome, Role, Sex, Side, Status
from tracker.models import Case, Mediator
from tracker.permissions import Actor, Forbidden
from tracker.queries.search import matching
from tracker.services import cases, performance, visits


def test_a_case_goes_from_registration_to_the_return_visit_and_leaves_a_trail(session, center):
    case = make_case(
        session,
        center,
        accepted=date(2024, 3, 6),
        closed=date(2024, 3, 20),
        agreed=Decimal("800.50"),
    )
    actor = Actor.system(center.id)
    performance.record_payment(
        session, actor, case, PaymentDraft(date(2024, 4, 1), Decimal("800.50")), case.version
    )
    visit = VisitDraft(date(2024, 4, 2), VisitManner.PHONE)
    visits.record(session, actor, case, visit, case.version)
    session.commit()
    assert case.number == "（2024）柳人调字第0001号"
    assert case.status is Status.CLOSED
    assert case.amount_agreed == Decimal("800.50")
    assert trail(session, case) == [
        "case.register",
        "case.accept",
        "case.close",
        "case.pay",
        "case.visit",
    ]


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(session, center):
    case = make_case(session, center)
    actor = Actor.system(center.id)
    seen = case.version
    cases.edit(session, actor, case, draft(session, center, summary="first"), seen)
    session.commit()
    with pytest.raises(cases.Stale):
        cases.edit(session, actor, case, draft(session, center, summary="second"), seen)
    assert case.summary == "first"


def test_a_change_of_parties_alone_raises_the_version(session, center):
    case = make_case(session, center)
    before = case.version
    people = [PartyDraft(Side.APPLICANT, "王五", id_number="11010519491231002x")]
    cases.edit(
        session, Actor.system(center.id), case, draft(session, center, parties=people), before
    )
    session.commit()
    assert case.version > before
    assert case.parties[0].birth_date == date(1949, 12, 31)
    assert case.parties[0].sex is Sex.FEMALE
    assert len(case.parties) == 1


def test_submitting_twice_makes_one_case(session, center):
    actor = Actor.system(center.id)
    first = cases.register(session, actor, draft(session, center), "key-1")
    session.commit()
    again = cases.register(session, actor, draft(session, center), "key-1")
    assert again is first


def test_all_problems_are_told_at_once(session, center):
    bad = draft(
        session,
        center,
        amount_claimed=Decimal(-1),
        parties=[PartyDraft(Side.APPLICANT, "", id_number="110105194912310021")],
    )
    with pytest.raises(Refused) as refused:
        cases.register(session, Actor.system(center.id), bad)
    assert [p.field for p in refused.value.problems] == [
        "amount_claimed",
        "parties-0-name",
        "parties-0-id_number",
    ]


def test_a_declined_case_has_no_number_and_can_come_back(session, center):
    case = make_case(session, center, declined="不属于受理范围")
    assert case.status is Status.DECLINED
    assert case.number is None
    cases.reopen(session, Actor.system(center.id), case, "new evidence", case.version)
    assert case.status is Status.REGISTERED


def test_the_order_in_which_helpers_are_ticked_is_no_change(session, center):
    helpers = [named(session, Mediator, name, center).id for name in ("吴和平", "解春晖")]
    case = make_case(session, center, co_mediator_ids=tuple(helpers))
    same = [PartyDraft(one.side, one.name, id=one.id) for one in case.parties]
    paper = draft(session, center, co_mediator_ids=tuple(reversed(helpers)), parties=same)
    cases.edit(session, Actor.system(center.id), case, paper, case.version)
    session.commit()
    assert trail(session, case) == ["case.register"]


def test_reopening_keeps_the_number_and_tells_what_stood(session, center):
    case = make_case(session, center, accepted=date(2024, 3, 6), closed=date(2024, 3, 20))
    cases.reopen(session, Actor.system(center.id), case, "one party went back on it", case.version)
    session.commit()
    assert case.status is Status.OPEN
    assert case.number == "（2024）柳人调字第0001号"
    assert trail(session, case)[-1] == "case.reopen"


@pytest.mark.parametrize("outcome", [o for o in Outcome if not o.is_agreement and o.is_chosen])
def test_an_agreed_amount_without_an_agreement_is_refused(session, center, outcome):
    case = make_case(session, center, accepted=date(2024, 3, 6))
    closing = Closing(date(2024, 3, 7), outcome, Decimal(1))
    with pytest.raises(Refused):
        cases.close(session, Actor.system(center.id), case, closing, case.version)


def test_the_outcomes_of_old_ledgers_cannot_be_chosen(session, center):
    case = make_case(session, center, accepted=date(2024, 3, 6))
    closing = Closing(date(2024, 3, 7), Outcome.RESOLVED_MANNER_UNSTATED)
    with pytest.raises(Refused):
        cases.close(session, Actor.system(center.id), case, closing, case.version)


def test_only_the_mediators_of_the_organisation_write_its_cases(session, center, actors):
    case = make_case(session, center)
    for role, actor in actors.items():
        if role is Role.MEDIATOR:
            continue
        with pytest.raises(Forbidden):
            cases.accept(session, actor, case, date(2024, 3, 6), case.version)
    cases.accept(session, actors[Role.MEDIATOR], case, date(2024, 3, 6), case.version)
    assert case.status is Status.OPEN


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("张", True),
        ("小三", True),
        ("张小三", True),
        ("张三", False),
        ("漏水", True),
        ("楼上漏水损坏装修", True),
        ("三李", False),
        ("0001", True),
        ("2024柳人调", True),
        ("张小三 漏水", True),
        ("张小三 货款", False),
        ("李四、张小三", True),
        ("张小三，李四；漏水", True),
        ("张小三、王五", False),
        ("（2024）柳人调字第1号", True),
        ("(2024)柳人调字第００１号", True),
        ("第1号", True),
        ("第10号", False),
        ("%", False),
        ("'\"", False),
    ],
)
def test_search_finds_any_run_of_characters_and_only_that(session, center, query, found):
    make_case(session, center, accepted=date(2024, 3, 6))
    hits = session.scalars(select(Case).where(matching(session, query))).all()
    assert bool(hits) is found


def test_a_search_tells_nobody_the_hidden_digits_of_a_number(session, center):
    make_case(session, center, summary="来电13812345678称漏水")
    hits = {
        query: len(session.scalars(select(Case).where(matching(session, query))).all())
        for query in ("13812345678", "13812", "234567", "1385678")
    }
    assert hits == {"13812345678": 1, "13812": 0, "234567": 0, "1385678": 1}


def test_a_party_sent_twice_becomes_two(session, center):
    case = make_case(session, center)
    same, actor = case.parties[0].id, Actor.system(center.id)
    people = [PartyDraft(Side.APPLICANT, name, id=same) for name in ("张小三", "张小四")]
    cases.edit(session, actor, case, draft(session, center, parties=people), case.version)
    session.commit()
    session.refresh(case)
    assert [one.name for one in case.parties] == ["张小三", "张小四"]
