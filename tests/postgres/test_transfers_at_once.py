"""Two centers that write into each other's cases in the same moment."""

from datetime import date

import pytest

from tests.factories import actor_of, make_case, open_office, trail
from tests.postgres.at_once import at_once
from tracker import clock
from tracker.domain.drafts import Closing, TransferDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import TransferState
from tracker.domain.vocabulary import Outcome, Role, Status
from tracker.extensions import db
from tracker.models import Case, Center, Transfer
from tracker.permissions import Actor
from tracker.queries.transfers import find_offer
from tracker.services import case_merging, cases, transfers

pytestmark = pytest.mark.postgres


@pytest.fixture
def other(session, center):
    return open_office(session, "QJ", "虹")


def key(row):
    return row.center_id, row.id


def offered(session, center, to):
    """A case of the center that the other one is asked to take."""
    case = make_case(session, center, accepted=date(2024, 3, 6))
    wanted = TransferDraft(to.id, None, "当事人住在那里")
    offer = transfers.ask(session, Actor.system(center.id), case, wanted, case.version)
    session.commit()
    return offer


def taken(session, center, to):
    """The case of the other center that one of this center goes on as."""
    mediator = actor_of(session, to, Role.MEDIATOR)
    case = transfers.take(session, mediator, offered(session, center, to))
    cases.accept(session, Actor.system(to.id), case, clock.today(), case.version)
    session.commit()
    return case


def taking(offer):
    place, to = key(offer), offer.to_center_id

    def take(session):
        actor = actor_of(session, session.get_one(Center, to), Role.MEDIATOR)
        transfers.take(session, actor, session.get_one(Transfer, place))

    return take


def doing(verb, case):
    place, actor = key(case), Actor.system(case.center_id)

    def do(session):
        found = session.get_one(Case, place)
        verb(session, actor, found)

    return do


def close(session, actor, case):
    closing = Closing(clock.today(), Outcome.EXPLAINED)
    cases.close(session, actor, case, closing, case.version)


def decline(session, actor, case):
    cases.decline(session, actor, case, "不属管辖", case.version)


def fail(session, actor, case):
    cases.accept(session, actor, case, clock.today(), case.version)
    closing = Closing(clock.today(), Outcome.FAILED)
    cases.close(session, actor, case, closing, case.version)


def reopen(session, actor, case):
    cases.reopen(session, actor, case, "反悔", case.version)


def merge(session, actor, case):
    main = session.query(Case).filter_by(center_id=case.center_id, summary="主案").one()
    case_merging.merge(session, actor, case, main, "重复登记", case.version)


def unmerge(session, actor, case):
    case_merging.unmerge(session, actor, case, "两起纠纷", case.version)


def test_two_centers_take_each_others_cases_in_the_same_moment(app, session, center, other):
    offers = offered(session, center, other), offered(session, other, center)
    writes = [taking(one) for one in offers]
    session.rollback()
    assert at_once(app, *writes) == [None, None]
    for offer in offers:
        assert offer.state is TransferState.TAKEN
        assert session.get_one(Case, (offer.center_id, offer.case_id)).outcome is Outcome.REFERRED


@pytest.mark.parametrize(
    ("before", "verb", "outcome"),
    [
        ((), close, Outcome.RESOLVED_ELSEWHERE),
        ((close,), reopen, Outcome.REFERRED),
        ((close,), merge, Outcome.REFERRED),
        ((close, merge), unmerge, Outcome.RESOLVED_ELSEWHERE),
    ],
)
def test_what_each_center_does_is_told_in_the_other_at_once(
    app, session, center, other, before, verb, outcome
):
    here, there = taken(session, other, center), taken(session, center, other)
    for place, case in ((center, here), (other, there)):
        make_case(session, place, accepted=date(2024, 3, 6), summary="主案")
        for earlier in before:
            earlier(session, Actor.system(place.id), case)
            session.commit()
    olds = [(one.origin.from_center_id, one.origin.from_case_id) for one in (here, there)]
    writes = [doing(verb, here), doing(verb, there)]
    session.rollback()
    assert at_once(app, *writes) == [None, None]
    assert [session.get_one(Case, old).outcome for old in olds] == [outcome, outcome]


def test_two_centers_decline_what_came_from_each_other_in_the_same_moment(
    app, session, center, other
):
    taken = [
        transfers.take(session, Actor.system(to.id), offered(session, there, to))
        for there, to in ((center, other), (other, center))
    ]
    session.commit()
    olds = [(one.origin.from_center_id, one.origin.from_case_id) for one in taken]
    writes = [doing(decline, one) for one in taken]
    session.rollback()
    assert at_once(app, *writes) == [None, None]
    assert [trail(session, session.get_one(Case, old))[-1] for old in olds] == [
        "case.follow_elsewhere"
    ] * 2


@pytest.mark.parametrize("given_up", [decline, fail])
def test_a_dispute_is_taken_up_again_in_one_of_two_places_not_in_both(
    app, session, center, other, given_up
):
    offer = offered(session, center, other)
    new = transfers.take(session, Actor.system(other.id), offer)
    given_up(session, Actor.system(other.id), new)
    session.commit()
    old = session.get_one(Case, (offer.center_id, offer.case_id))
    writes = [doing(reopen, old), doing(reopen, new)]
    session.rollback()
    ends = at_once(app, *writes)
    assert [type(end) for end in ends if end is not None] == [Refused]
    lives_there = new.status in (Status.REGISTERED, Status.OPEN)
    assert (old.status is Status.OPEN) is not lives_there


def take(session, there, offer):
    transfers.take(session, there, offer)


def refuse(session, there, offer):
    transfers.refuse(session, there, offer, "人手不足")


def withdraw(session, _there, offer):
    case = session.get_one(Case, (offer.center_id, offer.case_id))
    transfers.withdraw(
        session, Actor.system(offer.center_id), case, offer, "自行调解", case.version
    )


@pytest.mark.parametrize("answer", [take, refuse, withdraw])
def test_an_offer_that_is_answered_meanwhile_is_not_answered_again(
    app, session, center, other, answer
):
    offer, there = offered(session, center, other), Actor.system(other.id)
    place = key(offer)
    session.rollback()
    assert find_offer(session, there, place[1], place[0]).state is TransferState.ASKED
    with app.app_context():
        transfers.refuse(db.session(), there, db.session().get_one(Transfer, place), "不属管辖")
        db.session.commit()
        db.session.remove()
    with pytest.raises(Refused, match="answered already"):
        answer(session, there, offer)
    session.rollback()
    assert (offer.state, offer.answer) == (TransferState.REFUSED, "不属管辖")
    assert session.get_one(Case, (offer.center_id, offer.case_id)).status is Status.OPEN


def test_an_offer_is_answered_by_the_first_of_two_who_answer_at_once(app, session, center, other):
    offer = offered(session, center, other)
    place, there = key(offer), Actor.system(other.id)
    case = offer.center_id, offer.case_id

    def refusing(answering):
        refuse(answering, there, answering.get_one(Transfer, place))

    writes = [taking(offer), refusing]
    session.rollback()
    ends = at_once(app, *writes)
    assert [type(end) for end in ends if end is not None] == [Refused]
    is_taken = offer.state is TransferState.TAKEN
    assert (session.get_one(Case, case).outcome is Outcome.REFERRED) is is_taken
