"""Lists of the subsidy per case: approved once and in order, corrected by later ones."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, inspect, select
from sqlalchemy.exc import IntegrityError

from tests.factories import named, open_office
from tests.subsidies import (
    APRIL,
    FEBRUARY,
    JANUARY,
    LEAD,
    MARCH,
    OTHER,
    amounts,
    approve,
    closed_case,
    draft_of,
    paid,
    set_rule,
)
from tracker import clock
from tracker.domain.drafts import Closing
from tracker.domain.months import Month
from tracker.domain.problems import Refused
from tracker.domain.subsidies import Because, LineKind, PaidFor
from tracker.domain.subsidy_lists import seal_of
from tracker.domain.vocabulary import Difficulty, Outcome, Role
from tracker.models import AuditLine, Mediator, SubsidyLine, SubsidyList
from tracker.permissions import Actor, Forbidden
from tracker.queries.subsidies import approvals, lines_of, shares_by_month
from tracker.services import case_merging, cases, subsidies

IN_JANUARY = date(2024, 1, 20)


@pytest.fixture
def supervisor(actors):
    return actors[Role.SUPERVISOR]


@pytest.fixture
def system(center):
    return Actor.system(center.id)


@pytest.fixture
def paid_case(session, center):
    """A case of January that its approved list has paid with 100 yuan."""
    set_rule(session, center, paid_for=PaidFor.RESOLVED)
    case = closed_case(session, center, IN_JANUARY, outcome=Outcome.EXPLAINED)
    approve(session, center, JANUARY)
    return case


def sentence(refused) -> str:
    (problem,) = refused.value.problems
    return str(problem)


def test_an_approved_list_says_who_approved_what_and_stands_in_the_trail(
    session, center, supervisor
):
    rule = set_rule(session, center)
    case = closed_case(session, center, IN_JANUARY)
    row = subsidies.approve(session, supervisor, JANUARY, note="三月例会")
    session.commit()
    approval = approvals(session, center.id, 2024)[JANUARY]
    assert (approval.by, approval.note) == ("supervisor", "三月例会")
    (line,) = lines_of(session, center.id, row.id)
    assert (line.case_id, line.rule_id, line.amount) == (case.id, rule.id, Decimal(100))
    (share,) = shares_by_month(session, center.id, 2024)[JANUARY]
    assert (share.mediator, share.lines, share.amount) == (LEAD, 1, Decimal(100))
    told = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (told.action, told.subject_id, told.actor_name) == (
        "subsidy.approve",
        row.id,
        "supervisor",
    )
    assert told.changes == {
        "month": [None, "2024-01"],
        "lines": [None, 1],
        "amount": [None, "100.00"],
    }


def test_a_month_is_approved_once(session, center, paid_case):
    with pytest.raises(Refused) as refused:
        approve(session, center, JANUARY)
    assert sentence(refused) == "The list of 2024-01 is approved already."
    assert paid(session, paid_case) == [100]


def test_what_was_paid_is_in_no_later_draft(session, center, paid_case):
    assert not any(draft_of(session, center, one) for one in (JANUARY, FEBRUARY, MARCH))


def test_lists_are_approved_in_the_order_of_their_months(session, center):
    set_rule(session, center)
    closed_case(session, center, IN_JANUARY)
    closed_case(session, center, date(2024, 4, 2))
    with pytest.raises(Refused) as refused:
        approve(session, center, APRIL)
    assert "The list of 2024-01 comes first" in sentence(refused)
    approve(session, center, JANUARY, APRIL)  # nothing is due between


def test_nothing_due_is_nothing_to_approve(session, center):
    set_rule(session, center)
    with pytest.raises(Refused) as refused:
        approve(session, center, FEBRUARY)
    assert "Nothing is due in 2024-02" in sentence(refused)


def test_a_month_that_is_not_over_is_not_approved(session, center):
    today = clock.today()
    set_rule(session, center)
    closed_case(session, center, today)
    with pytest.raises(Refused) as refused:
        approve(session, center, Month.of(today))
    assert "is not over yet" in sentence(refused)


def test_only_what_was_looked_at_is_approved(session, center, supervisor):
    set_rule(session, center)
    closed_case(session, center, IN_JANUARY)
    seen = seal_of(draft_of(session, center, JANUARY))
    closed_case(session, center, IN_JANUARY)
    with pytest.raises(Refused) as refused:
        subsidies.approve(session, supervisor, JANUARY, seen)
    assert "has changed since you opened it" in sentence(refused)
    subsidies.approve(session, supervisor, JANUARY, seal_of(draft_of(session, center, JANUARY)))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR], ids=str)
def test_only_a_supervisor_approves(session, center, actors, role):
    with pytest.raises(Forbidden):
        subsidies.approve(session, actors[role], JANUARY)


def test_a_supervisor_approves_the_own_center_only(session, center):
    county = open_office(session, "YQ", "县")
    center.parent_id = county.id
    set_rule(session, center)
    closed_case(session, center, IN_JANUARY)
    above = Actor(county.id, "supervisor", Role.SUPERVISOR, 1)
    with pytest.raises(Refused):  # of the county itself nothing is due
        subsidies.approve(session, above, JANUARY)
    assert session.scalars(select(SubsidyList)).all() == []


def test_the_database_itself_pays_a_case_once(session, center, paid_case):
    line = session.scalars(select(SubsidyLine)).one()
    columns = [one.key for one in inspect(SubsidyLine).columns]
    values = {name: getattr(line, name) for name in columns}
    row = SubsidyList(
        center_id=center.id, year=2024, month=2, approved_at=clock.now(), approved_by="x"
    )
    session.add(row)
    session.flush()
    again = values | {"id": line.id + 1, "list_id": row.id}
    with pytest.raises(IntegrityError):
        session.execute(insert(SubsidyLine).values(**again))


def test_a_reopened_case_is_taken_back_and_paid_again_once_it_is_closed(
    session, center, system, paid_case
):
    cases.reopen(session, system, paid_case, "反悔", paid_case.version)
    session.commit()
    (line,) = draft_of(session, center, FEBRUARY)
    assert (line.kind, line.amount) == (LineKind.CORRECTION, Decimal(-100))
    assert (line.because, line.rule_id) == (Because.NOT_CLOSED, None)
    approve(session, center, FEBRUARY)
    again = Closing(date(2024, 4, 9), Outcome.EXPLAINED)
    cases.close(session, system, paid_case, again, paid_case.version)
    session.commit()
    assert draft_of(session, center, MARCH) == []
    (line,) = draft_of(session, center, APRIL)
    assert (line.kind, line.because, line.amount) == (
        LineKind.CORRECTION,
        Because.AGAIN,
        Decimal(100),
    )
    approve(session, center, APRIL)
    assert paid(session, paid_case) == [100, -100, 100]


def test_a_case_closed_again_later_is_taken_back_until_then(session, center, system, paid_case):
    cases.reopen(session, system, paid_case, "反悔", paid_case.version)
    again = Closing(date(2024, 3, 9), Outcome.EXPLAINED)
    cases.close(session, system, paid_case, again, paid_case.version)
    session.commit()
    (taken,), (given,) = (draft_of(session, center, one) for one in (FEBRUARY, MARCH))
    assert (taken.amount, taken.because) == (Decimal(-100), Because.NOT_CLOSED)
    assert (given.amount, given.because) == (Decimal(100), Because.AGAIN)


def test_another_outcome_is_paid_the_difference(session, center, system, paid_case):
    better = set_rule(session, center, 300, valid_from=date(2024, 2, 1))
    cases.reopen(session, system, paid_case, "补签协议", paid_case.version)
    ended = Closing(date(2024, 2, 3), Outcome.WRITTEN_AGREEMENT)
    cases.close(session, system, paid_case, ended, paid_case.version)
    session.commit()
    (line,) = draft_of(session, center, FEBRUARY)
    assert (line.amount, line.rule_id) == (Decimal(200), better.id)
    assert (line.kind, line.because) == (LineKind.CORRECTION, Because.OTHER_RULE)


def test_an_outcome_that_no_rule_pays_is_taken_back(session, center, system, paid_case):
    cases.reopen(session, system, paid_case, "反悔", paid_case.version)
    failed = Closing(date(2024, 2, 3), Outcome.FAILED)
    cases.close(session, system, paid_case, failed, paid_case.version)
    session.commit()
    (line,) = draft_of(session, center, FEBRUARY)
    assert (line.amount, line.because) == (Decimal(-100), Because.NO_RULE)


def test_another_lead_mediator_gets_what_the_first_one_gives_back(
    session, center, system, paid_case
):
    paid_case.mediator_id = named(session, Mediator, OTHER, center).id
    session.flush()
    lines = draft_of(session, center, FEBRUARY)
    assert sorted(amounts(lines)) == sorted([(LEAD, "-100.00"), (OTHER, "100.00")])
    assert {(one.kind, one.because) for one in lines} == {(LineKind.CORRECTION, Because.MEDIATOR)}
    subsidies.approve(session, system, FEBRUARY)
    assert sum(paid(session, paid_case)) == 100
    paid_case.mediator_id = named(session, Mediator, LEAD, center).id
    session.flush()
    back = draft_of(session, center, MARCH)
    assert sorted(amounts(back)) == sorted([(LEAD, "100.00"), (OTHER, "-100.00")])


def test_a_case_merged_away_is_taken_back(session, center, system, paid_case):
    kept = closed_case(session, center, IN_JANUARY)
    case_merging.merge(session, system, paid_case, kept, "重复登记", paid_case.version)
    session.commit()
    lines = {one.case_id: one for one in draft_of(session, center, FEBRUARY)}
    assert lines[paid_case.id].because is Because.MERGED
    assert lines[paid_case.id].amount == -100
    assert lines[kept.id].kind is LineKind.PAYMENT


def test_a_case_found_late_stands_in_the_next_list_that_is_open(session, center, paid_case):
    late = closed_case(session, center, IN_JANUARY)
    (line,) = draft_of(session, center, FEBRUARY)
    assert (line.case_id, line.kind) == (late.id, LineKind.PAYMENT)


def test_a_closing_day_moved_before_all_rules_is_taken_back(session, center, paid_case):
    paid_case.accepted_on = paid_case.registered_on = date(2023, 12, 1)
    paid_case.closed_on = date(2023, 12, 31)
    session.flush()
    (line,) = draft_of(session, center, FEBRUARY)
    assert (line.amount, line.because) == (Decimal(-100), Because.NO_RULE)


def test_a_changed_difficulty_is_corrected(session, center):
    set_rule(session, center, 100)
    set_rule(session, center, 400, difficulty=Difficulty.MAJOR)
    case = closed_case(session, center, IN_JANUARY, difficulty=Difficulty.MAJOR)
    approve(session, center, JANUARY)
    case.difficulty = Difficulty.SIMPLE
    session.flush()
    (line,) = draft_of(session, center, FEBRUARY)
    assert (line.amount, line.because) == (Decimal(-300), Because.OTHER_RULE)


def test_approved_lines_never_change(session, center, system, paid_case):
    before = [one.amount for one in session.scalars(select(SubsidyLine))]
    cases.reopen(session, system, paid_case, "反悔", paid_case.version)
    session.commit()
    listed = approvals(session, center.id, 2024)[JANUARY].list_id
    assert [one.amount for one in lines_of(session, center.id, listed)] == before


def test_the_draft_of_a_later_month_supposes_that_the_earlier_ones_are_approved(session, center):
    set_rule(session, center)
    closed_case(session, center, IN_JANUARY)
    later = closed_case(session, center, IN_JANUARY + timedelta(days=31))
    assert [one.case_id for one in draft_of(session, center, FEBRUARY)] == [later.id]
