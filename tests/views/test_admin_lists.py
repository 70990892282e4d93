"""The administrator's lists of organisations, mediators and villages: nothing is ever deleted."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from tests.factories import STUDIO, TOWN, make_case, named
from tests.pages import error_beside, form_of, text_of
from tests.views.matrix import row_of, type_in
from tracker.domain.vocabulary import Role
from tracker.models import Mediator, Organisation, Village

MODELS = {"organisation": Organisation, "mediator": Mediator, "village": Village}
NEW = {
    "organisation": {"name": "河边工作室", "kind": "studio"},
    "mediator": {"name": "周小川", "resident": "y"},
    "village": {"name": "河东村"},
}
SHOWN = {
    "organisation": "河边工作室 个人品牌工作室 0 使用中",
    "mediator": "周小川 — 是 使用中",
    "village": "河东村 使用中",
}
THERE = {"organisation": STUDIO, "mediator": "解春晖", "village": "后横村"}
TAKEN = {"organisation": TOWN, "mediator": "吴和平", "village": "前街社区"}
nouns = pytest.mark.parametrize("noun", list(MODELS))


@pytest.fixture
def admin(open_as):
    return open_as(Role.ADMIN)


@pytest.fixture
def address(look):
    """The page of the entry that stands in the list from the beginning."""

    def of(noun):
        row = look(lambda session, center: named(session, MODELS[noun], THERE[noun], center).id)
        return f"/admin/{noun}s/{row}"

    return of


def size_of(look, noun):
    return look(lambda session, _center: session.scalar(select(func.count(MODELS[noun].id))))


@nouns
def test_an_entry_is_added(admin, last_line, noun):
    answer = type_in(admin, f"/admin/{noun}s/new", "name", **NEW[noun])
    assert answer.location == f"/admin/{noun}s"
    page = admin.get(f"/admin/{noun}s").text
    assert "已添加" in text_of(page)
    assert row_of(page, NEW[noun]["name"]) == SHOWN[noun]
    action, changes = last_line()
    assert action == f"{noun}.add"
    assert changes["name"] == [None, NEW[noun]["name"]]


@nouns
@pytest.mark.parametrize(
    ("name", "said"),
    [("", "请填写"), ("   ", "请填写"), ("长" * 101, "100"), (None, "已被使用")],
    ids=["blank", "only blanks", "too long", "taken"],
)
def test_a_name_that_will_not_do_is_told_beside_it_and_nothing_typed_is_lost(
    admin, look, noun, name, said
):
    before = size_of(look, noun)
    typed = NEW[noun] | {"name": TAKEN[noun] if name is None else name}
    page = type_in(admin, f"/admin/{noun}s/new", "name", **typed)
    assert page.status_code == 422
    assert said in error_beside(page.text, "name")
    assert {key: form_of(page.text, "name")[key].strip() for key in typed} == {
        key: value.strip() for key, value in typed.items()
    }
    assert size_of(look, noun) == before


@nouns
def test_an_entry_is_renamed_with_the_old_name_in_the_trail(admin, last_line, address, noun):
    answer = type_in(admin, address(noun), "name", name=" 改过的名 ")
    assert answer.location == f"/admin/{noun}s"
    assert last_line() == (f"{noun}.change", {"name": [THERE[noun], "改过的名"]})
    assert ">改过的名</a>" in admin.get(f"/admin/{noun}s").text


@nouns
def test_it_cannot_take_the_name_of_another(admin, address, last_line, noun):
    before = last_line()
    page = type_in(admin, address(noun), "name", name=TAKEN[noun])
    assert "已被使用" in error_beside(page.text, "name")
    assert form_of(page.text, "name")["name"] == TAKEN[noun]
    assert last_line() == before


@nouns
def test_a_form_sent_unchanged_leaves_no_line(admin, address, last_line, noun):
    before = last_line()
    assert type_in(admin, address(noun), "name").status_code == 302
    assert last_line() == before


@nouns
def test_an_entry_is_taken_out_of_use_and_back(admin, address, last_line, noun):
    use = f"{address(noun)}/use"
    page = admin.post(use, data={"active": "no"}, follow_redirects=True).text
    assert f"{THERE[noun]}已停用" in text_of(page)
    assert row_of(page, THERE[noun]).endswith("已停用")
    assert last_line()[0] == f"{noun}.deactivate"
    assert "恢复使用" in text_of(admin.get(address(noun)).text)
    admin.post(use, data={"active": "yes"})
    assert last_line()[0] == f"{noun}.activate"
    assert row_of(admin.get(f"/admin/{noun}s").text, THERE[noun]).endswith("使用中")


@nouns
def test_what_is_out_of_use_is_no_longer_offered_but_stays_where_it_is_named(
    admin, open_as, look, address, noun
):
    offered = {"organisation": "/admin/mediators/new", "mediator": "/cases/new"}
    page = offered.get(noun, "/cases/new")
    asker = admin if noun == "organisation" else open_as(Role.MEDIATOR)

    def told(session, center):
        row = named(session, MODELS[noun], THERE[noun], center)
        return make_case(session, center, **{f"{noun}_id": row.id}).id

    case_id = look(told)
    choice = f">{THERE[noun]}</option>"
    assert choice in asker.get(page).text
    admin.post(f"{address(noun)}/use", data={"active": "no"})
    assert choice not in asker.get(page).text
    assert THERE[noun] in text_of(open_as(Role.CLERK).get(f"/cases/{case_id}").text)


@nouns
def test_the_center_beside_keeps_its_own_entry_of_the_same_name(admin, ledger, address, noun):
    type_in(admin, address(noun), "name", name="改过的名")
    with ledger() as session:
        names = session.scalars(select(MODELS[noun].name)).all()
    assert names.count(THERE[noun]) == 1


def test_a_mediator_belongs_to_an_organisation_and_may_sit_at_the_center(admin, look, last_line):
    trade = look(lambda session, center: named(session, Organisation, STUDIO, center).id)
    sent = NEW["mediator"] | {"organisation": str(trade)}
    type_in(admin, "/admin/mediators/new", "name", **sent)
    page = admin.get("/admin/mediators").text
    assert row_of(page, "周小川") == f"周小川 {STUDIO} 是 使用中"
    assert "2" in re.search(rf"{STUDIO}.*?</tr>", admin.get("/admin/organisations").text, re.S)[0]
    link = re.search(r'href="(/admin/mediators/\d+)">周小川', page)[1]
    form = form_of(admin.get(link).text, "name")
    assert (form["organisation"], form["resident"]) == (str(trade), "y")
    del form["resident"]
    admin.post(link, data=form | {"organisation": ""})
    action, changes = last_line()
    assert action == "mediator.change"
    assert changes == {"organisation_id": [trade, None], "resident": [True, False]}


@pytest.mark.parametrize(
    ("noun", "typed", "field"),
    [
        ("organisation", {"kind": ""}, "kind"),
        ("organisation", {"kind": "empire"}, "kind"),
        ("mediator", {"organisation": "7"}, "organisation"),
        ("mediator", {"organisation": "x"}, "organisation"),
    ],
)
def test_what_is_no_entry_of_a_list_is_refused_beside_its_field(admin, look, noun, typed, field):
    before = size_of(look, noun)
    page = type_in(admin, f"/admin/{noun}s/new", "name", **NEW[noun] | typed)
    assert page.status_code == 422
    assert re.search("请从列表中选择|请填写", error_beside(page.text, field))
    assert form_of(page.text, "name")["name"] == NEW[noun]["name"]
    assert size_of(look, noun) == before
