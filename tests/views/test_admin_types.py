"""The administrator's list of dispute types: two levels, in order, each valid for some time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import make_case, named
from tests.pages import error_beside, form_of, text_of
from tests.views.matrix import center_of, row_of, type_in
from tracker import clock
from tracker.domain.vocabulary import Role
from tracker.models import DisputeType

LIST, NEW = "/admin/dispute-types", "/admin/dispute-types/new"
RIVER = {"code": "river", "name": "河道"}


@pytest.fixture
def admin(open_as):
    return open_as(Role.ADMIN)


@pytest.fixture
def id_of(look):
    return lambda name: look(lambda session, center: named(session, DisputeType, name, center).id)


@pytest.fixture
def size(look):
    return lambda: look(lambda session, _center: session.scalar(select(func.count(DisputeType.id))))


def names_of(html):
    """The names in the order of the list."""
    return re.findall(r'href="/admin/dispute-types/\d+">([^<]+)</a>', html)


def test_a_type_is_added_at_the_end_of_the_list(admin, last_line):
    answer = type_in(admin, NEW, "code", **RIVER)
    assert answer.location == LIST
    page = admin.get(LIST).text
    assert "已添加" in text_of(page)
    assert names_of(page)[-1] == "河道"
    assert row_of(page, "河道").startswith("河道 river — — 使用中")
    action, changes = last_line()
    assert action == "dispute_type.add"
    assert (changes["code"], changes["name"]) == ([None, "river"], [None, "河道"])


def test_a_type_below_another_stands_under_it_and_counts_with_it(admin, id_of, open_as, look):
    parent = id_of("邻里")
    type_in(admin, NEW, "code", **RIVER, parent=str(parent))
    names = names_of(admin.get(LIST).text)
    assert names.index("河道") == names.index("邻里") + 1
    river = id_of("河道")
    day = date(2024, 3, 5)
    look(lambda session, center: make_case(session, center, dispute_type_id=river, accepted=day))
    page = open_as(Role.SUPERVISOR).get("/statistics?year=2024&by=dispute_type").text
    assert '<th scope="row" class="card-title">邻里</th>' in page
    assert '<th scope="row" class="card-title">河道</th>' not in page


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"code": ""}, "code", "请填写"),
        ({"code": "River"}, "code", "小写字母"),
        ({"code": "r"}, "code", "小写字母"),
        ({"code": "1river"}, "code", "小写字母"),
        ({"code": "河道"}, "code", "小写字母"),
        ({"code": "neighbours"}, "code", "已被使用"),
        ({"name": ""}, "name", "请填写"),
        ({"name": "长" * 101}, "name", "100"),
        ({"name": "邻里"}, "name", "已被使用"),
        ({"parent": "7"}, "parent", "请从列表中选择"),
        ({"valid_from": "2024-13-1"}, "valid_from", "2024-13-1"),
        ({"valid_to": "从来"}, "valid_to", "无法识别"),
        ({"valid_from": "2024-3-5", "valid_to": "2024-3-4"}, "valid_to", "2024-03-05"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    admin, size, look, typed, field, said
):
    code = look(lambda session, center: named(session, DisputeType, "邻里", center).code)
    typed = {key: code if value == "neighbours" else value for key, value in typed.items()}
    before = size()
    page = type_in(admin, NEW, "code", **RIVER | typed)
    assert page.status_code == 422
    assert said in error_beside(page.text, field)
    kept = form_of(page.text, "code")
    assert {key: kept[key] for key in RIVER | typed if key != "parent"} == {
        key: value for key, value in (RIVER | typed).items() if key != "parent"
    }
    assert size() == before


def test_there_are_two_levels_and_no_more(admin, id_of):
    child, parent = id_of("拖欠农民工工资"), id_of("劳动争议")
    page = type_in(admin, NEW, "code", **RIVER, parent=str(child))
    assert error_beside(page.text, "parent")
    page = type_in(admin, f"{LIST}/{parent}", "name", parent=str(id_of("邻里")))
    assert "下级" in error_beside(page.text, "parent")
    page = type_in(admin, f"{LIST}/{parent}", "name", parent=str(parent))
    assert error_beside(page.text, "parent")


def test_a_type_of_another_center_is_no_parent(admin, ledger):
    with ledger() as session:
        beside = named(session, DisputeType, "邻里", center_of(session, "QJ")).id
    page = type_in(admin, NEW, "code", **RIVER, parent=str(beside))
    assert "请从列表中选择" in error_beside(page.text, "parent")


def test_a_new_name_holds_for_earlier_cases_and_the_trail_keeps_the_old_one(
    admin, id_of, look, last_line, open_as
):
    kind = id_of("物业")
    case_id = look(lambda session, center: make_case(session, center, dispute_type_id=kind).id)
    assert type_in(admin, f"{LIST}/{kind}", "name", name="物业服务").location == LIST
    assert last_line() == ("dispute_type.change", {"name": ["物业", "物业服务"]})
    assert "物业服务" in text_of(open_as(Role.CLERK).get(f"/cases/{case_id}").text)


def test_the_code_is_shown_but_cannot_be_changed(admin, id_of, look):
    def code(session, center):
        return named(session, DisputeType, "物业", center).code

    page = admin.get(f"{LIST}/{id_of('物业')}").text
    before = look(code)
    assert before in text_of(page)
    assert "code" not in form_of(page, "name")
    type_in(admin, f"{LIST}/{id_of('物业')}", "name", code="other")
    assert look(code) == before


@pytest.mark.parametrize(
    ("first", "last", "valid"),
    [(None, None, True), (0, 0, True), (None, -1, False), (1, None, False), (-1, 1, True)],
)
def test_a_type_can_be_chosen_from_its_first_day_to_its_last(
    admin, id_of, open_as, first, last, valid
):
    today = clock.today()
    days = {
        name: (today + timedelta(days=days)).isoformat()
        for name, days in (("valid_from", first), ("valid_to", last))
        if days is not None
    }
    assert type_in(admin, f"{LIST}/{id_of('物业')}", "name", **days).status_code == 302
    page = admin.get(LIST).text
    assert ("使用中" in row_of(page, "物业")) is valid
    assert all(day in row_of(page, "物业") for day in days.values())
    offered = open_as(Role.MEDIATOR).get("/cases/new").text
    assert bool(re.search(r"<option[^>]*>物业</option>", offered)) is valid


def test_types_are_put_in_order_one_place_at_a_time(admin, id_of, last_line):
    before = names_of(admin.get(LIST).text)
    first, second = before[0], before[1]
    page = admin.post(f"{LIST}/{id_of(second)}/up", follow_redirects=True).text
    assert names_of(page)[:2] == [second, first]
    assert last_line()[0] == "dispute_type.move"
    admin.post(f"{LIST}/{id_of(second)}/down")
    assert names_of(admin.get(LIST).text) == before


def test_a_parent_moves_with_its_children_and_a_child_stays_below_its_parent(admin, id_of):
    before = names_of(admin.get(LIST).text)
    place = before.index("劳动争议")
    family = ["劳动争议", "拖欠农民工工资", "其他劳动争议"]
    assert before[place : place + 3] == family
    after = names_of(admin.post(f"{LIST}/{id_of('劳动争议')}/up", follow_redirects=True).text)
    moved = after.index("劳动争议")
    assert moved < place
    assert after[moved : moved + 3] == family
    after = names_of(
        admin.post(f"{LIST}/{id_of('拖欠农民工工资')}/down", follow_redirects=True).text
    )
    moved = after.index("劳动争议")
    assert after[moved : moved + 3] == [family[0], family[2], family[1]]


@pytest.mark.parametrize(("place", "step"), [(0, "up"), (-1, "down")], ids=["first", "last"])
def test_at_the_end_of_the_list_nothing_moves(admin, id_of, last_line, place, step):
    before, line = names_of(admin.get(LIST).text), last_line()
    admin.post(f"{LIST}/{id_of(before[place])}/{step}")
    assert names_of(admin.get(LIST).text) == before
    assert last_line() == line


def test_the_center_beside_keeps_its_own_list(admin, open_as, id_of):
    other = open_as(Role.ADMIN, "QJ")
    before = names_of(other.get(LIST).text)
    type_in(admin, NEW, "code", **RIVER)
    admin.post(f"{LIST}/{id_of('邻里')}/up")
    type_in(admin, f"{LIST}/{id_of('物业')}", "name", name="物业服务")
    assert names_of(other.get(LIST).text) == before
