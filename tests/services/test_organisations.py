"""The lists of organisations, mediators and villages."""

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, TOWN, make_case, named, open_office
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import OrganisationKind, Role
from tracker.models import AuditLine, Mediator, Organisation, Village
from tracker.permissions import Forbidden
from tracker.queries import office
from tracker.services import organisations

KIND = OrganisationKind.STUDIO


@pytest.fixture
def admin(actors):
    return actors[Role.ADMIN]


def last_line(session) -> AuditLine:
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()


def test_what_is_added_stands_in_the_trail_with_what_was_entered(session, center, admin):
    town = named(session, Organisation, TOWN)
    mediator = organisations.add_mediator(session, admin, " 周明 ", town.id, resident=True)
    session.commit()
    assert mediator.name == "周明"
    line = last_line(session)
    assert (line.action, line.subject_id) == ("mediator.add", mediator.id)
    assert line.changes == {
        "name": [None, "周明"],
        "organisation_id": [None, town.id],
        "resident": [None, True],
    }


def test_a_change_tells_before_and_after(session, center, admin):
    studio = named(session, Organisation, STUDIO)
    organisations.change_organisation(session, admin, studio, "电气调解工作室", KIND)
    session.commit()
    assert last_line(session).changes == {
        "name": [STUDIO, "电气调解工作室"],
        "kind": ["trade_committee", "studio"],
    }


def test_a_change_without_difference_leaves_no_line(session, center, admin):
    village = named(session, Village, "后横村")
    before = last_line(session).id
    organisations.change_village(session, admin, village, " 后横村 ")
    organisations.set_active(session, admin, village, True)
    assert last_line(session).id == before


@pytest.mark.parametrize("name", ["", "   ", "村" * 101])
def test_a_name_is_needed_and_fits_its_column(session, admin, name):
    with pytest.raises(Refused) as refused:
        organisations.add_village(session, admin, name)
    assert [one.field for one in refused.value.problems] == ["name"]


def test_a_name_is_used_once_in_a_list_even_by_an_inactive_entry(session, center, admin):
    studio = named(session, Organisation, STUDIO)
    organisations.set_active(session, admin, studio, False)
    with pytest.raises(Refused):
        organisations.add_organisation(session, admin, STUDIO, KIND)
    with pytest.raises(Refused):
        organisations.change_organisation(
            session, admin, named(session, Organisation, TOWN), STUDIO, KIND
        )
    assert organisations.add_village(session, admin, STUDIO).name == STUDIO


def test_another_centers_entries_are_out_of_reach(session, center, admin):
    other = open_office(session, "QJ", "虹")
    foreign = named(session, Organisation, TOWN, other)
    with pytest.raises(Forbidden):
        organisations.set_active(session, admin, foreign, False)
    with pytest.raises(Forbidden):
        organisations.change_organisation(session, admin, foreign, "别的", KIND)
    with pytest.raises(Refused):
        organisations.add_mediator(session, admin, "周明", foreign.id)


def test_nobody_but_the_administrator_keeps_the_lists(session, center, actors):
    for role, actor in actors.items():
        if role is not Role.ADMIN:
            with pytest.raises(Forbidden):
                organisations.add_village(session, actor, "前横村")


def test_what_is_out_of_use_is_not_offered_but_stays_with_its_cases(session, center, admin):
    case = make_case(session, center)
    town = named(session, Organisation, TOWN)
    organisations.set_active(session, admin, town, False)
    session.commit()
    assert case.organisation.name == TOWN
    offered = [row.name for row in office.choices(session, Organisation, center.id)]
    assert offered == [STUDIO]
    kept = [row.name for row in office.choices(session, Organisation, center.id, town.id)]
    assert TOWN in kept


def test_the_lists_show_the_center_alone_with_those_in_use_first(session, center, admin):
    open_office(session, "QJ", "虹")
    organisations.set_active(session, admin, named(session, Village, "前街社区", center), False)
    assert [row.name for row in office.villages(session, center.id)] == ["后横村", "前街社区"]
    assert [row.organisation for row in office.mediators(session, center.id)] == [TOWN, STUDIO]
    assert {row.name: row.mediators for row in office.organisations(session, center.id)} == {
        TOWN: 1,
        STUDIO: 1,
    }
    assert named(session, Mediator, "吴和平", center).resident
