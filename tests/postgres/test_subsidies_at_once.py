"""Two supervisors who approve the same list in the same moment, and a case changed meanwhile."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import actor_of, named
from tests.postgres.at_once import at_once
from tests.subsidies import JANUARY, closed_case, set_rule
from tracker.domain.problems import Refused
from tracker.domain.subsidies import RuleDraft
from tracker.domain.vocabulary import Role
from tracker.models import Mediator, SubsidyLine, SubsidyList
from tracker.services import cases, subsidies, subsidy_rules

pytestmark = pytest.mark.postgres
IN_JANUARY = date(2024, 1, 20)


@pytest.fixture
def supervisor(session, center):
    set_rule(session, center)
    return actor_of(session, center, Role.SUPERVISOR)


def approving(supervisor):
    return lambda session: subsidies.approve(session, supervisor, JANUARY)


def written(session):
    lists = session.scalar(select(func.count()).select_from(SubsidyList))
    return lists, session.scalars(select(SubsidyLine.amount)).all()


def test_a_case_is_paid_once_and_the_second_one_is_told(app, session, center, supervisor):
    closed_case(session, center, IN_JANUARY)
    session.rollback()
    ends = at_once(app, approving(supervisor), approving(supervisor))
    (refused,) = (end for end in ends if end is not None)
    assert isinstance(refused, Refused)
    assert str(refused) == "The list of 2024-01 is approved already."
    assert written(session) == (1, [100])


def test_a_case_that_is_reopened_meanwhile_is_paid_or_not_and_never_both(
    app, session, center, supervisor
):
    case = closed_case(session, center, IN_JANUARY)
    key, mediator = (case.center_id, case.id), actor_of(session, center, Role.MEDIATOR)
    session.rollback()

    def reopen(other):
        found = other.get_one(type(case), key)
        cases.reopen(other, mediator, found, "反悔", found.version)

    approved, reopened = at_once(app, approving(supervisor), reopen)
    assert reopened is None
    if approved is None:
        assert written(session) == (1, [100])
    else:
        assert "Nothing is due" in str(approved)
        assert written(session) == (0, [])


def test_a_rule_that_comes_meanwhile_pays_the_whole_list_or_begins_too_late(
    app, session, center, supervisor
):
    closed_case(session, center, IN_JANUARY)
    closed_case(session, center, IN_JANUARY, mediator_id=named(session, Mediator, "解春晖").id)
    admin = actor_of(session, center, Role.ADMIN)
    session.rollback()

    def add(other):
        subsidy_rules.add(other, admin, RuleDraft(500, date(2024, 1, 1)))

    approved, added = at_once(app, approving(supervisor), add)
    assert approved is None
    assert written(session) == (1, [100, 100] if isinstance(added, Refused) else [500, 500])
