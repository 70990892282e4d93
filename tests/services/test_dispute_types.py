"""The list of dispute types: two levels, in an order of its own, ended but never deleted."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import named, open_office
from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, DisputeType
from tracker.permissions import Forbidden
from tracker.queries import office
from tracker.services import dispute_types
from tracker.services.dispute_types import TypeDraft


@pytest.fixture
def admin(actors):
    return actors[Role.ADMIN]


def names(session, center) -> list[str]:
    return [row.name for row in office.dispute_types(session, center.id)]


def fields(refused) -> list[str]:
    return [problem.field for problem in refused.value.problems]


def test_a_new_child_stands_at_the_end_of_its_parents_children(session, center, admin):
    labour = named(session, DisputeType, "劳动争议", center)
    dispute_types.add(session, admin, "labour_injury", TypeDraft("工伤", labour.id))
    session.commit()
    shown = names(session, center)
    assert shown[shown.index("劳动争议") : shown.index("消费")] == [
        "劳动争议",
        "拖欠农民工工资",
        "其他劳动争议",
        "工伤",
    ]
    assert len(shown) == len(STANDARD_TYPES) + 1


def test_a_type_moves_among_its_own_level_with_its_children(session, center, admin):
    before = names(session, center)
    consumption = named(session, DisputeType, "消费", center)
    dispute_types.move(session, admin, consumption, up=True)
    session.commit()
    shown = names(session, center)
    assert shown.index("消费") < shown.index("劳动争议")
    assert shown[shown.index("消费") + 1] == "旅游"
    dispute_types.move(session, admin, consumption, up=False)
    assert names(session, center) == before


def test_at_the_end_of_the_list_a_move_changes_nothing(session, center, admin):
    before = names(session, center)
    lines = len(session.scalars(select(AuditLine)).all())
    dispute_types.move(session, admin, named(session, DisputeType, "婚姻家庭", center), up=True)
    dispute_types.move(session, admin, named(session, DisputeType, "其他消费", center), up=False)
    session.commit()
    assert names(session, center) == before
    assert len(session.scalars(select(AuditLine)).all()) == lines


def test_there_are_two_levels_only(session, center, admin):
    child = named(session, DisputeType, "旅游", center)
    parent = named(session, DisputeType, "消费", center)
    other = named(session, DisputeType, "邻里", center)
    with pytest.raises(Refused) as under_a_child:
        dispute_types.add(session, admin, "third", TypeDraft("三级", child.id))
    with pytest.raises(Refused) as a_parent_under_another:
        dispute_types.change(session, admin, parent, TypeDraft("消费", other.id))
    with pytest.raises(Refused) as under_itself:
        dispute_types.change(session, admin, other, TypeDraft("邻里", other.id))
    assert [fields(one) for one in (under_a_child, a_parent_under_another, under_itself)] == [
        ["parent"]
    ] * 3


def test_renaming_and_ending_stand_in_the_trail(session, center, admin):
    kind = named(session, DisputeType, "互联网", center)
    dispute_types.change(session, admin, kind, TypeDraft("网络", None, None, date(2024, 12, 31)))
    session.commit()
    line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert line.action == "dispute_type.change"
    assert line.changes == {"name": ["互联网", "网络"], "valid_to": [None, "2024-12-31"]}
    assert kind.valid_on(date(2024, 12, 31))
    assert not kind.valid_on(date(2025, 1, 1))
    assert kind.code == "internet"


@pytest.mark.parametrize("code", ["", "x", "Labour", "劳动", "1a", "a-b", "a" * 33])
def test_a_code_that_other_programs_could_stumble_over_is_refused(session, center, admin, code):
    with pytest.raises(Refused) as refused:
        dispute_types.add(session, admin, code, TypeDraft("新类型"))
    assert fields(refused) == ["code"]


def test_everything_wrong_with_an_entry_is_said_at_once(session, center, admin):
    draft = TypeDraft("邻里", 999, date(2024, 2, 1), date(2024, 1, 31))
    with pytest.raises(Refused) as refused:
        dispute_types.add(session, admin, "family", draft)
    assert fields(refused) == ["code", "name", "parent", "valid_to"]


def test_another_centers_types_are_out_of_reach(session, center, admin):
    other = open_office(session, "QJ", "虹")
    foreign = named(session, DisputeType, "邻里", other)
    with pytest.raises(Forbidden):
        dispute_types.change(session, admin, foreign, TypeDraft("别的"))
    with pytest.raises(Forbidden):
        dispute_types.move(session, admin, foreign, up=True)
    with pytest.raises(Refused):
        dispute_types.add(session, admin, "new", TypeDraft("新类型", foreign.id))


def test_nobody_but_the_administrator_keeps_the_list(session, center, actors):
    for role, actor in actors.items():
        if role is not Role.ADMIN:
            with pytest.raises(Forbidden):
                dispute_types.add(session, actor, "new", TypeDraft("新类型"))
