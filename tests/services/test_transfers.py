"""A case changes hands with the receiver's consent; elsewhere it lives on as another case."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.agreements import PAPERS
from tests.factories import STUDIO, TOWN, actor_of, make_case, named, open_office, trail
from tests.links import referred
from tracker import clock
from tracker.domain.drafts import Closing, TransferDraft, VisitDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import LinkKind, TransferState, VisitManner
from tracker.domain.vocabulary import Outcome, Role, Status
from tracker.models import Agreement, AuditLine, CaseLink, DisputeType, Organisation
from tracker.permissions import Actor, Forbidden
from tracker.queries.case_links import links_of
from tracker.queries.scope import Scope
from tracker.queries.transfers import find_offer, offers_from, offers_to
from tracker.services import (
    agreements,
    audit,
    case_helpers,
    case_merging,
    cases,
    transfers,
    visits,
)


@pytest.fixture
def other(session, center):
    return open_office(session, "QJ", "虹")


@pytest.fixture
def case(session, center):
    type_id = named(session, DisputeType, "物业", center).id
    return make_case(session, center, accepted=date(2024, 3, 6), dispute_type_id=type_id)


@pytest.fixture
def lead(session, center):
    return actor_of(session, center, Role.MEDIATOR)


@pytest.fixture
def studio(session, center):
    return named(session, Organisation, STUDIO, center)


def of(organisation):
    return Actor(organisation.center_id, "receiver", Role.MEDIATOR, organisation_id=organisation.id)


def offered(session, actor, case, organisation):
    wanted = TransferDraft(organisation.center_id, organisation.id, "属其专业")
    return transfers.ask(session, actor, case, wanted, case.version)


def end(session, case, outcome=Outcome.ORAL_AGREEMENT):
    actor = Actor.system(case.center_id)
    if case.accepted_on is None:
        cases.accept(session, actor, case, clock.today(), case.version)
    cases.close(session, actor, case, Closing(clock.today(), outcome), case.version)
    session.commit()


def test_a_case_stays_until_another_organisation_takes_it(session, lead, case, studio):
    before = case.organisation_id
    offer = offered(session, lead, case, studio)
    assert case.organisation_id == before
    assert [one.id for one in offers_to(session, of(studio))] == [offer.id]
    assert [one.id for one in offers_from(session, lead)] == [offer.id]
    transfers.take(session, of(studio), offer)
    session.commit()
    assert (case.organisation_id, case.mediator_id) == (studio.id, None)
    assert offers_to(session, of(studio)) == []
    line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert line.action == "case.take_transfer"
    assert line.changes["organisation_id"] == [before, studio.id]


def test_the_taker_leads_it_and_helps_in_it_no_more(session, center, lead, case, studio):
    case_helpers.add(session, lead, case, studio.id, case.version)
    transfers.take(session, of(studio), offered(session, lead, case, studio))
    session.commit()
    assert case.helpers == []


def test_only_the_one_who_is_asked_may_answer(session, lead, case, studio, other):
    offer = offered(session, lead, case, studio)
    for stranger in (lead, actor_of(session, other, Role.MEDIATOR)):
        with pytest.raises(Forbidden):
            transfers.take(session, stranger, offer)
        with pytest.raises(Forbidden):
            transfers.refuse(session, stranger, offer, "不归我们")
    nobody = actor_of(session, other, Role.MEDIATOR)
    assert find_offer(session, nobody, offer.id, offer.center_id) is None
    assert find_offer(session, lead, offer.id, offer.center_id) is offer
    assert find_offer(session, of(studio), offer.id, offer.center_id) is offer


def test_a_refusal_says_why_and_another_may_be_asked(session, lead, case, studio):
    offer = offered(session, lead, case, studio)
    with pytest.raises(Refused):
        transfers.refuse(session, of(studio), offer, " ")
    transfers.refuse(session, of(studio), offer, "人手不足")
    assert (offer.state, offer.answer) == (TransferState.REFUSED, "人手不足")
    with pytest.raises(Refused):
        transfers.take(session, of(studio), offer)
    assert offered(session, lead, case, studio).state is TransferState.ASKED


def test_one_offer_waits_at_a_time_and_keeps_the_case_as_it_is(session, lead, case, studio):
    offer = offered(session, lead, case, studio)
    with pytest.raises(Refused):
        offered(session, lead, case, studio)
    with pytest.raises(Refused):
        cases.close(session, lead, case, Closing(date(2024, 3, 20), Outcome.FAILED), case.version)
    transfers.withdraw(session, lead, case, offer, "自行调解", case.version)
    session.commit()
    assert offer.state is TransferState.TAKEN_BACK
    with pytest.raises(Refused):
        transfers.take(session, of(studio), offer)
    cases.close(session, lead, case, Closing(date(2024, 3, 20), Outcome.FAILED), case.version)


def test_a_case_is_not_given_to_whom_it_belongs_nor_to_nobody(session, lead, case, center):
    own = named(session, Organisation, TOWN, center)
    for wanted in (
        TransferDraft(center.id, own.id, "原因"),
        TransferDraft(center.id, None, "原因"),
        TransferDraft(center.id, 5, "原因"),
        TransferDraft(999, None, "原因"),
    ):
        with pytest.raises(Refused):
            transfers.ask(session, lead, case, wanted, case.version)


def test_another_center_goes_on_with_a_case_of_its_own(session, case, other):
    new = referred(session, case, other)
    assert (new.center_id, new.status, new.number) == (other.id, Status.REGISTERED, None)
    assert new.registered_on == clock.today()
    assert (new.summary, new.amount_claimed) == (case.summary, case.amount_claimed)
    assert [one.name for one in new.parties] == ["张小三", "李四"]
    assert new.dispute_type.code == case.dispute_type.code
    assert new.organisation.name == TOWN
    link = session.scalars(select(CaseLink)).one()
    assert (link.kind, link.case_id, link.from_case_id) == (LinkKind.TRANSFER, new.id, case.id)
    assert (case.outcome, case.closed_on) == (Outcome.REFERRED, clock.today())
    assert trail(session, case)[-2:] == ["case.refer", "case.close"]
    of_case = select(AuditLine).where(AuditLine.subject_id == case.id).order_by(AuditLine.id)
    closing = session.scalars(of_case).all()[-1]
    assert (closing.actor_name, closing.actor_id) == ("mediator@QJ", None)


@pytest.mark.parametrize("days", [{"valid_to": date(2025, 1, 1)}, {"valid_from": date(9999, 1, 1)}])
def test_a_type_that_is_not_in_force_there_today_is_not_given_to_the_new_case(
    session, case, other, days
):
    theirs = named(session, DisputeType, "物业", other)
    for name, day in days.items():
        setattr(theirs, name, day)
    audit.record(session, Actor.system(other.id), "test.type", theirs)
    assert referred(session, case, other).dispute_type is None


def test_only_an_accepted_case_goes_to_another_center(session, center, other):
    waiting = make_case(session, center)
    with pytest.raises(Refused):
        referred(session, waiting, other)


def test_the_old_case_is_resolved_exactly_while_the_new_one_is(session, case, other):
    new = referred(session, case, other)
    closed_on = case.closed_on
    end(session, new, Outcome.FAILED)
    assert case.outcome is Outcome.REFERRED
    actor = Actor.system(other.id)
    cases.reopen(session, actor, new, "重新调解", new.version)
    end(session, new)
    assert (case.outcome, case.closed_on) == (Outcome.RESOLVED_ELSEWHERE, closed_on)
    assert trail(session, case)[-1] == "case.follow_referral"
    cases.reopen(session, actor, new, "反悔", new.version)
    session.commit()
    assert case.outcome is Outcome.REFERRED


def test_a_chain_of_transfers_is_resolved_from_its_end(session, case, other):
    third = open_office(session, "YQ", "乐")
    second_case = referred(session, case, other)
    actor = Actor.system(other.id)
    cases.accept(session, actor, second_case, clock.today(), second_case.version)
    third_case = referred(session, second_case, third)
    assert (case.outcome, second_case.outcome) == (Outcome.REFERRED, Outcome.REFERRED)
    end(session, third_case)
    assert (case.outcome, second_case.outcome) == (Outcome.RESOLVED_ELSEWHERE,) * 2
    cases.reopen(session, Actor.system(third.id), third_case, "反悔", third_case.version)
    assert (case.outcome, second_case.outcome) == (Outcome.REFERRED, Outcome.REFERRED)


def test_a_new_case_that_is_merged_away_resolves_nothing(session, case, other):
    new = referred(session, case, other)
    end(session, new, Outcome.EXPLAINED)
    assert case.outcome is Outcome.RESOLVED_ELSEWHERE
    main = make_case(session, other, accepted=date(2024, 3, 6))
    actor = Actor.system(other.id)
    case_merging.merge(session, actor, new, main, "重复登记", new.version)
    assert case.outcome is Outcome.REFERRED
    case_merging.unmerge(session, actor, new, "并非同一纠纷", new.version)
    assert case.outcome is Outcome.RESOLVED_ELSEWHERE


def test_a_dispute_lives_in_one_place(session, case, other):
    new = referred(session, case, other)
    here, there = Actor.system(case.center_id), Actor.system(other.id)
    with pytest.raises(Refused):
        cases.reopen(session, here, case, "拿回来", case.version)
    cases.decline(session, there, new, "不属管辖", new.version)
    cases.reopen(session, here, case, "对方不予受理", case.version)
    session.commit()
    assert case.status is Status.OPEN
    with pytest.raises(Refused):
        cases.reopen(session, there, new, "再受理", new.version)


def test_a_case_that_was_declined_and_then_merged_away_lives_no_more(session, case, other):
    new = referred(session, case, other)
    here, there = Actor.system(case.center_id), Actor.system(other.id)
    cases.decline(session, there, new, "不属管辖", new.version)
    main = make_case(session, other)
    case_merging.merge(session, there, new, main, "重复登记", new.version)
    cases.reopen(session, here, case, "对方不予受理", case.version)
    end(session, case)
    case_merging.unmerge(session, there, new, "两起纠纷", new.version)
    with pytest.raises(Refused, match="taken it up again"):
        cases.reopen(session, there, new, "再受理", new.version)
    assert case.outcome is Outcome.ORAL_AGREEMENT


def test_readers_of_one_center_learn_of_the_other_case_its_number_and_center_only(
    session, case, other
):
    new = referred(session, case, other)
    end(session, new)
    seen = links_of(session, Scope((case.center_id,)), case).followers
    assert [(one.number, one.center, one.case) for one in seen] == [(new.number, other.name, None)]
    both = links_of(session, Scope((case.center_id, other.id)), case).followers
    assert both[0].case is new
    assert links_of(session, Scope((other.id,)), new).origin.case is None


def test_a_case_with_an_agreement_goes_to_no_other_center(session, case, other):
    system = Actor.system(case.center_id)
    agreements.draw_up(session, system, case, PAPERS, case.version)
    with pytest.raises(Refused, match="withdraw it first"):
        referred(session, case, other)
    agreements.withdraw(session, system, case, "一方反悔", case.version)
    wanted = TransferDraft(other.id, None, "当事人住在那里")
    transfers.ask(session, system, case, wanted, case.version)
    with pytest.raises(Refused, match="take it back first"):
        agreements.draw_up(session, system, case, PAPERS, case.version)


def test_nor_is_it_taken_where_it_was_offered_before_its_agreement(session, case, other):
    system = Actor.system(case.center_id)
    wanted = TransferDraft(other.id, None, "当事人住在那里")
    offer = transfers.ask(session, system, case, wanted, case.version)
    papers = Agreement(center_id=case.center_id, facts="", manner="", place="")
    papers.form, papers.agreed_on = PAPERS.form, PAPERS.agreed_on
    case.agreements.append(papers)
    session.commit()
    with pytest.raises(Refused, match="withdraw it first"):
        transfers.take(session, actor_of(session, other, Role.MEDIATOR), offer)


def test_a_visit_of_the_day_on_which_the_case_is_taken_counts_as_after_any_closing(
    session, case, other
):
    actor = Actor.system(case.center_id)
    end(session, case, Outcome.FAILED)
    made = VisitDraft(clock.today(), VisitManner.PHONE)
    visits.record(session, actor, case, made, case.version)
    cases.reopen(session, actor, case, "再次调解", case.version)
    referred(session, case, other)
    assert case.outcome is Outcome.REFERRED
    assert case.visited_on == clock.today()
