"""A dispute that went to another center goes on in one place, and counts once in each."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, actor_of, make_case, named, open_office
from tests.links import ACCEPTED, referred
from tracker import clock
from tracker.domain.drafts import Closing, SplitDraft, TransferDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import Elsewhere
from tracker.domain.vocabulary import Outcome, Role, Status
from tracker.models import AuditLine, Case, Organisation
from tracker.permissions import Actor
from tracker.queries.transfers import offers_from
from tracker.services import case_merging, case_splitting, cases, transfers


@pytest.fixture
def other(session, center):
    return open_office(session, "QJ", "虹")


@pytest.fixture
def case(session, center):
    return make_case(session, center, accepted=ACCEPTED)


@pytest.fixture
def taken(session, case, other):
    """The same dispute in the other center."""
    return referred(session, case, other)


def of(case):
    return Actor.system(case.center_id)


def accept(session, case):
    cases.accept(session, of(case), case, clock.today(), case.version)
    session.commit()


def end(session, case, outcome=Outcome.FAILED):
    if case.accepted_on is None:
        accept(session, case)
    cases.close(session, of(case), case, Closing(clock.today(), outcome), case.version)
    session.commit()


def decline(session, case):
    cases.decline(session, of(case), case, "不属管辖", case.version)
    session.commit()


def reopen(session, case):
    cases.reopen(session, of(case), case, "重新调解", case.version)
    session.commit()


def merge(session, case, into):
    case_merging.merge(session, of(case), case, into, "重复登记", case.version)
    session.commit()


def split(session, case):
    """Another dispute of the same people, with nothing of the amount."""
    everybody = tuple(one.id for one in case.parties)
    wanted = SplitDraft(everybody, (), "另一起纠纷", "", Decimal(0), "两起")
    new = case_splitting.split(session, of(case), case, wanted, case.version)
    session.commit()
    return new


def test_a_dispute_is_not_referred_to_where_it_came_from(session, case, taken, center):
    accept(session, taken)
    with pytest.raises(Refused, match="can then reopen its own case") as refused:
        referred(session, taken, center)
    assert [one.field for one in refused.value.problems] == ["to"]


def test_nor_to_any_center_of_a_longer_way_or_of_a_case_it_was_split_from(
    session, case, taken, center
):
    accept(session, taken)
    third = open_office(session, "YQ", "乐")
    theirs = referred(session, taken, third)
    accept(session, theirs)
    for one in (theirs, split(session, theirs)):
        for before in (center, session.get_one(type(center), taken.center_id)):
            with pytest.raises(Refused, match="can then reopen its own case"):
                referred(session, one, before)


def test_the_way_home_is_an_end_without_a_resolution(session, case, taken, other, center):
    accept(session, taken)
    with pytest.raises(Refused, match="declined or ended unresolved there"):
        reopen(session, case)
    end(session, taken)
    reopen(session, case)
    assert (case.status, taken.outcome) == (Status.OPEN, Outcome.FAILED)
    with pytest.raises(Refused, match="taken it up again"):
        reopen(session, taken)
    session.rollback()
    end(session, case, Outcome.ORAL_AGREEMENT)
    found = session.scalars(select(Case)).all()
    resolved = [one.center_id for one in found if one.outcome and one.outcome.resolved]
    assert resolved == [center.id]


def test_what_was_resolved_elsewhere_does_not_come_home(session, case, taken):
    end(session, taken, Outcome.EXPLAINED)
    with pytest.raises(Refused, match="declined or ended unresolved there"):
        reopen(session, case)


def test_a_center_that_has_ended_the_dispute_does_not_get_it_again(session, case, taken, other):
    third = open_office(session, "YQ", "乐")
    end(session, taken)
    reopen(session, case)
    with pytest.raises(Refused, match="has had the dispute already"):
        referred(session, case, other)
    session.rollback()
    theirs = referred(session, case, third)
    accept(session, theirs)
    with pytest.raises(Refused, match="has had the dispute already"):
        referred(session, theirs, other)


def test_a_center_that_declined_it_may_be_asked_again(session, case, taken, other):
    decline(session, taken)
    reopen(session, case)
    again = referred(session, case, other)
    end(session, again, Outcome.EXPLAINED)
    assert case.outcome is Outcome.RESOLVED_ELSEWHERE


@pytest.mark.parametrize("give_up", [decline, end])
def test_an_outcome_that_somebody_chose_is_not_overwritten_from_elsewhere(
    session, case, taken, other, give_up
):
    main = make_case(session, other, accepted=ACCEPTED)
    give_up(session, taken)
    reopen(session, case)
    end(session, case, Outcome.RESOLVED_ELSEWHERE)
    with pytest.raises(Refused, match="taken it up again"):
        reopen(session, taken)
    session.rollback()
    merge(session, taken, main)
    assert case.outcome is Outcome.RESOLVED_ELSEWHERE
    case_merging.unmerge(session, of(taken), taken, "两起纠纷", taken.version)
    assert case.outcome is Outcome.RESOLVED_ELSEWHERE


def test_what_was_declined_is_not_reopened_where_its_origin_lives_on_in_another_case(
    session, center, case, taken
):
    decline(session, taken)
    main = make_case(session, center, accepted=ACCEPTED)
    merge(session, case, main)
    with pytest.raises(Refused, match="merged it into another one"):
        reopen(session, taken)
    session.rollback()
    case_merging.unmerge(session, of(case), case, "两起纠纷", case.version)
    reopen(session, taken)
    assert (case.outcome, taken.status) == (Outcome.REFERRED, Status.REGISTERED)


def test_what_was_split_off_elsewhere_keeps_the_dispute_there(session, case, taken):
    part = split(session, taken)
    decline(session, taken)
    with pytest.raises(Refused, match="all that was split off from it"):
        reopen(session, case)
    session.rollback()
    decline(session, part)
    reopen(session, case)
    for one in (taken, part):
        with pytest.raises(Refused, match="taken it up again"):
            reopen(session, one)


def test_a_part_is_reopened_beside_the_case_it_was_split_from(session, case, taken):
    part = split(session, taken)
    end(session, part)
    end(session, taken, Outcome.EXPLAINED)
    reopen(session, part)
    assert (case.outcome, part.status) == (Outcome.RESOLVED_ELSEWHERE, Status.OPEN)


def told_elsewhere(session, case):
    """What the trail of the case says of the one in the other center, in order; by whom."""
    lines = select(AuditLine).where(
        AuditLine.subject_id == case.id, AuditLine.action == "case.follow_elsewhere"
    )
    found = session.scalars(lines.order_by(AuditLine.id)).all()
    assert {one.actor_name for one in found} <= {"tracker@QJ"}
    return [one.changes["elsewhere"][1] for one in found]


def test_the_trail_of_the_old_case_tells_what_became_of_it_in_the_other_center(
    session, case, taken
):
    decline(session, taken)
    assert told_elsewhere(session, case) == ["declined"]
    reopen(session, taken)
    end(session, taken)
    assert told_elsewhere(session, case) == ["declined", "registered", "unresolved"]
    reopen(session, taken)
    end(session, taken, Outcome.EXPLAINED)
    assert told_elsewhere(session, case)[3:] == ["open"], "the outcome says the rest"
    assert case.outcome is Outcome.RESOLVED_ELSEWHERE


def test_once_it_is_taken_up_again_it_hears_no_more_from_there(session, case, taken, other):
    decline(session, taken)
    reopen(session, case)
    main = make_case(session, other, accepted=ACCEPTED)
    merge(session, taken, main)
    assert told_elsewhere(session, case) == ["declined"]


def test_each_transfer_says_what_the_receiver_made_of_it(session, center, other, monkeypatch):
    case = make_case(session, center, accepted=ACCEPTED)
    lead = actor_of(session, center, Role.MEDIATOR)
    later = iter(range(100))
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(minutes=next(later)))
    decline(session, referred(session, case, other))
    reopen(session, case)
    again = referred(session, case, other)
    assert became(session, lead) == [Elsewhere.REGISTERED, Elsewhere.DECLINED]
    accept(session, again)
    assert became(session, lead)[0] is Elsewhere.OPEN
    end(session, again)
    assert became(session, lead)[0] is Elsewhere.UNRESOLVED
    reopen(session, case)
    transfers.ask(session, lead, case, to_the_studio(session, center), case.version)
    assert became(session, lead)[0] is None


def became(session, actor):
    return [one.elsewhere for one in offers_from(session, actor)]


def to_the_studio(session, center):
    return TransferDraft(center.id, named(session, Organisation, STUDIO, center).id, "属其专业")
