"""Which cases stand on whose desk, and in which order."""

from datetime import timedelta

import pytest

from tests.factories import STUDIO, extend, make_case, named, open_office
from tests.statements import selects
from tracker import clock
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import Mediator, Organisation
from tracker.permissions import Actor
from tracker.queries import desk
from tracker.queries.scope import Scope, scope_of


@pytest.fixture
def scope(session, actors):
    return scope_of(session, actors[Role.MEDIATOR])


def ago(days):
    return clock.today() - timedelta(days=days)


def accepted(session, center, days, **more):
    """A case registered and accepted that many days ago."""
    return make_case(session, center, registered_on=ago(days), accepted=ago(days), **more)


def of_other_organisation(session, center, days):
    studio = named(session, Organisation, STUDIO, center)
    return accepted(session, center, days, organisation_id=studio.id)


def own(session, scope, mediator_id=None):
    return desk.own_cases(session, scope, mediator_id, clock.today(), ago(-3))


def ids(case_list):
    return [case.id for case in case_list.rows]


def test_what_is_warned_of_is_pressing_the_most_overdue_first(session, center, scope):
    due_soon = accepted(session, center, 27)
    overdue = accepted(session, center, 31)
    due_later = accepted(session, center, 26)
    of_other_organisation(session, center, 40)
    found = own(session, scope)
    assert ids(found.pressing) == [overdue.id, due_soon.id]
    assert ids(found.under_way) == [due_later.id]


def test_an_extended_case_is_pressing_by_its_extended_date(session, center, scope):
    case = accepted(session, center, 31)
    extend(session, case, ago(-8))
    session.commit()
    assert ids(own(session, scope).under_way) == [case.id]
    found = desk.own_cases(session, scope, None, clock.today(), ago(-8))
    assert [(one.id, one.due) for one in found.pressing.rows] == [(case.id, ago(-8))]


def test_a_mediator_sees_the_own_cases_and_those_nobody_leads_yet(session, center, scope):
    mine = named(session, Mediator, "吴和平")
    other = named(session, Mediator, "解春晖")
    led = accepted(session, center, 3, mediator_id=mine.id)
    unled = accepted(session, center, 2)
    accepted(session, center, 1, mediator_id=other.id)
    assert sorted(ids(own(session, scope, mine.id).under_way)) == [led.id, unled.id]


def test_a_registered_case_awaits_acceptance_and_a_declined_one_does_not(session, center, scope):
    waiting = make_case(session, center, registered_on=ago(1))
    make_case(session, center, registered_on=ago(1), declined="不属于受理范围")
    found = own(session, scope)
    assert ids(found.awaiting) == [waiting.id]
    assert (found.pressing.total, found.under_way.total, found.closed.total) == (0, 0, 0)


def test_only_cases_closed_lately_are_listed_as_closed(session, center, scope):
    lately = accepted(session, center, 60, closed=ago(30))
    accepted(session, center, 60, closed=ago(31))
    assert ids(own(session, scope).closed) == [lately.id]


def test_both_sides_stand_beside_a_case(session, center, scope):
    accepted(session, center, 3)
    assert own(session, scope).under_way.rows[0].parties == "张小三 / 李四"


def test_a_long_list_is_cut_and_its_total_told(session, center, scope):
    for _ in range(desk.SHOWN + 1):
        accepted(session, center, 1)
    found = own(session, scope).under_way
    assert (len(found.rows), found.total) == (desk.SHOWN, desk.SHOWN + 1)


def test_a_supervisor_sees_what_is_overdue_in_the_centers_below_and_nowhere_else(session, center):
    below = open_office(session, "LS-1", "桥", parent=center)
    beside = open_office(session, "HT", "塘")
    late = [accepted(session, center, 31), accepted(session, below, 45)]
    accepted(session, center, 30)
    accepted(session, center, 50, closed=ago(1))
    accepted(session, beside, 60)
    scope = scope_of(session, Actor(center.id, "负责人", Role.SUPERVISOR))
    found = desk.overdue_cases(session, scope, clock.today())
    assert ids(found) == [late[1].id, late[0].id]
    assert found.total == 2


def test_a_desk_costs_the_same_number_of_statements_whatever_the_number_of_cases(
    session, center, scope
):
    def statements():
        return selects(db.engine, lambda: own(session, scope))

    accepted(session, center, 3)
    few = statements()
    for days in (40, 30, 20, 10):
        accepted(session, center, days)
    assert statements() == few == 5


def test_a_scope_without_cases_is_an_empty_desk(session, center):
    found = own(session, Scope((center.id,)))
    assert found.pressing.rows == []
    assert found.under_way.total == 0
