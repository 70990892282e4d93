"""The list of common disputes: a standard one to begin with, then the office's own."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.factories import named, open_office
from tracker.domain.case_templates import STANDARD_TEMPLATES
from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Difficulty, Role
from tracker.models import AuditLine, CaseTemplate, DisputeType
from tracker.permissions import Actor, Forbidden
from tracker.queries.case_forms import find_template, offered_templates
from tracker.services import case_templates
from tracker.services.case_templates import TemplateDraft


@pytest.fixture
def admin(actors):
    return actors[Role.ADMIN]


def last_line(session) -> AuditLine:
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()


def test_every_standard_template_names_a_standard_type_and_has_blanks_to_fill_in(session, center):
    codes = {code for code, _name, _parent in STANDARD_TYPES}
    assert {one.type_code for one in STANDARD_TEMPLATES} <= codes
    assert len({one.name for one in STANDARD_TEMPLATES}) == len(STANDARD_TEMPLATES)
    for one in STANDARD_TEMPLATES:
        for text in (one.summary, one.claims):
            assert text.count("【") == text.count("】")
        assert "【" in one.summary


def test_a_new_center_has_the_standard_templates_with_their_types(session, center):
    of_center = select(CaseTemplate).where(CaseTemplate.center_id == center.id)
    found = session.scalars(of_center.order_by(CaseTemplate.id)).all()
    assert [one.name for one in found] == [one.name for one in STANDARD_TEMPLATES]
    types = {code: name for code, name, _parent in STANDARD_TYPES}
    assert [one.dispute_type.name for one in found] == [
        types[one.type_code] for one in STANDARD_TEMPLATES
    ]


def test_what_the_office_left_out_does_not_come_back(session, center, admin):
    system = Actor.system(center.id)
    kept, *others = session.scalars(select(CaseTemplate).order_by(CaseTemplate.id)).all()
    for one in others:
        session.delete(one)
    case_templates.change(session, admin, kept, TemplateDraft("自家常用"))
    session.commit()
    assert case_templates.add_standard(session, system, center) == 0
    session.delete(kept)
    session.flush()
    assert case_templates.add_standard(session, system, center) == len(STANDARD_TEMPLATES)


def test_what_is_added_and_changed_stands_in_the_trail(session, center, admin):
    kind = named(session, DisputeType, "消费", center)
    draft = TemplateDraft(" 预付卡 ", kind.id, None, Difficulty.SIMPLE, "商家【名称】停业", "")
    row = case_templates.add(session, admin, draft)
    session.commit()
    assert (row.name, last_line(session).action) == ("预付卡", "case_template.add")
    assert last_line(session).changes["dispute_type_id"] == [None, kind.id]
    case_templates.change(session, admin, row, TemplateDraft("预付卡退费", kind.id))
    session.commit()
    assert last_line(session).changes["name"] == ["预付卡", "预付卡退费"]


def test_out_of_use_it_is_offered_no_more(session, center, admin):
    row = named(session, CaseTemplate, "邻里漏水", center)
    case_templates.set_active(session, admin, row, False)
    session.commit()
    assert last_line(session).action == "case_template.deactivate"
    assert "邻里漏水" not in [one.name for one in offered_templates(session, center.id)]
    assert find_template(session, center.id, row.id) is None


def test_everything_that_is_wrong_is_said_at_once(session, center, admin):
    elsewhere = open_office(session, "QJ", "虹")
    foreign = named(session, DisputeType, "消费", elsewhere)
    with pytest.raises(Refused) as refused:
        case_templates.add(session, admin, TemplateDraft(" ", foreign.id, summary="长" * 4001))
    assert {one.field for one in refused.value.problems} == {"name", "dispute_type_id", "summary"}
    with pytest.raises(Refused) as refused:
        case_templates.add(session, admin, TemplateDraft("物业费"))
    assert [one.field for one in refused.value.problems] == ["name"]


def test_it_is_the_administrators_of_the_center(session, center, actors, admin):
    row = named(session, CaseTemplate, "邻里漏水", center)
    with pytest.raises(Forbidden):
        case_templates.add(session, actors[Role.MEDIATOR], TemplateDraft("占道"))
    other = named(session, CaseTemplate, "邻里漏水", open_office(session, "QJ", "虹"))
    with pytest.raises(Forbidden):
        case_templates.change(session, admin, other, TemplateDraft("改名"))
    with pytest.raises(Forbidden):
        case_templates.set_active(session, actors[Role.CLERK], row, False)
