"""Several organisations on one case: the lead one adds, the others see and record."""

from datetime import date

import pytest

from tests.factories import STUDIO, actor_of, make_case, named, trail
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import Organisation
from tracker.permissions import Actor, Forbidden, may_help
from tracker.queries.case_filter import CaseFilter
from tracker.queries.cases import count_cases, find_case
from tracker.queries.desk import helped_cases
from tracker.queries.scope import Scope
from tracker.services import case_helpers


@pytest.fixture
def studio(session, center):
    return named(session, Organisation, STUDIO, center)


@pytest.fixture
def case(session, center):
    return make_case(session, center, accepted=date(2024, 3, 6))


def test_a_helping_organisation_opens_the_case_but_counts_and_lists_it_nowhere(
    session, center, case, studio
):
    theirs = Scope((center.id,), studio.id)
    assert find_case(session, theirs, case.id) is None
    lead = actor_of(session, center, Role.MEDIATOR)
    case_helpers.add(session, lead, case, studio.id, case.version)
    session.commit()
    assert find_case(session, theirs, case.id) is case
    assert count_cases(session, theirs, CaseFilter()) == 0
    assert [one.id for one in helped_cases(session, theirs).rows] == [case.id]
    assert trail(session, case)[-1] == "case.add_helper"
    noise = make_case(session, center, accepted=date(2024, 3, 6))
    assert find_case(session, theirs, noise.id) is None


def test_a_helper_takes_part_and_does_not_lead(session, center, case, studio):
    helper = Actor(center.id, "helper", Role.MEDIATOR, organisation_id=studio.id)
    case_helpers.add(session, Actor.system(center.id), case, studio.id, case.version)
    assert may_help(helper, center.id, case.organisation_id, case.helper_ids)
    with pytest.raises(Forbidden):
        case_helpers.remove(session, helper, case, case.helpers[0], "够了", case.version)


def test_an_organisation_takes_part_once_and_its_help_can_end(session, center, case, studio):
    actor = Actor.system(center.id)
    case_helpers.add(session, actor, case, studio.id, case.version)
    for again in (studio.id, case.organisation_id):
        with pytest.raises(Refused) as refused:
            case_helpers.add(session, actor, case, again, case.version)
        assert refused.value.problems[0].field == "organisation_id"
    case_helpers.remove(session, actor, case, case.helpers[0], "已查明", case.version)
    session.commit()
    assert find_case(session, Scope((center.id,), studio.id), case.id) is None
    assert trail(session, case)[-2:] == ["case.add_helper", "case.remove_helper"]


def test_a_case_that_is_over_gets_no_helpers(session, center, studio):
    closed = make_case(session, center, accepted=date(2024, 3, 6), closed=date(2024, 3, 20))
    with pytest.raises(Refused):
        case_helpers.add(session, Actor.system(center.id), closed, studio.id, closed.version)
