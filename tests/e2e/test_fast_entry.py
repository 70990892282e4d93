"""A simple case logged from the keyboard alone, and lists found in by typing."""

import re

import pytest

from tests.factories import make_case, named
from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Outcome, Side, Status
from tracker.extensions import db
from tracker.models import Case, Village

pytestmark = pytest.mark.e2e

ID = "11010519491231002X"
STEERING = 21
"""Keys beside the letters of what is written down: initials, arrows, Enter, the one that saves."""


@pytest.fixture
def known(session, center):
    """A person of an earlier case, whose village the next one takes over."""
    person = PartyDraft(
        Side.APPLICANT, "单小明", id_number=ID, phone="13800001234", address="前街 3 号"
    )
    village = named(session, Village, "后横村", center).id
    make_case(session, center, parties=[person], village_id=village)


@pytest.fixture
def form(known, enter):
    page = enter("mediator")
    page.goto("/cases/new")
    return page


def chosen(page, name):
    return page.evaluate(f"document.querySelector('[name={name}]').selectedOptions[0].text.trim()")


def suggestions(page):
    page.wait_for_selector(".listbox:visible")
    return page.locator(".listbox:visible [role=option]").all_inner_texts()


def focus(page):
    return page.evaluate("document.activeElement.id")


class Hands:
    """Presses keys, and counts those that are no part of what is written down."""

    def __init__(self, page):
        self.page, self.steering = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.steering += len(keys)

    def write(self, text):
        self.page.keyboard.insert_text(text)

    def look_for(self, initials):
        self.page.keyboard.type(initials)
        self.steering += len(initials)


def test_a_simple_case_takes_few_keys_beside_what_is_written(form, app):
    hands = Hands(form)
    assert focus(form) == "parties-0-name"
    hands.look_for("sxm")
    suggestions(form)
    hands.press("ArrowDown", "Enter")
    assert form.input_value("#parties-0-id_number") == ID
    hands.press("Enter", "Enter", "Enter")
    assert focus(form) == "parties-1-name"
    hands.write("李四")
    hands.press("Enter", "Enter", "Enter")
    assert focus(form) == "template"
    hands.press("Enter")
    hands.look_for("lljf")
    hands.press("Enter", "Enter", "Enter", "Enter")
    assert focus(form) == "summary"
    hands.write("楼上漏水，要求修复")
    hands.press("Control+Enter")
    form.wait_for_url(re.compile(r"/cases/\d+$"))
    assert hands.steering == STEERING
    with app.app_context():
        case = db.session.query(Case).order_by(Case.id.desc()).first()
        assert case.status is Status.OPEN
        assert (case.registered_on, case.accepted_on) == (clock.today(), clock.today())
        assert case.dispute_type.name == "邻里"
        assert case.village.name == "后横村"
        first, second = case.parties
        assert (first.name, first.id_number, first.phone) == ("单小明", ID, "13800001234")
        assert (second.name, second.side) == ("李四", Side.RESPONDENT)


def test_a_dispute_is_settled_at_once_from_the_keyboard(form, app):
    hands = Hands(form)
    hands.write("王五")
    form.focus("#outcome")
    form.keyboard.press("ArrowDown")
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Control+Enter")
    form.wait_for_url(re.compile(r"/cases/\d+$"))
    with app.app_context():
        case = db.session.query(Case).order_by(Case.id.desc()).first()
        assert (case.status, case.outcome) == (Status.CLOSED, Outcome.ORAL_AGREEMENT)
        assert case.closed_on == clock.today()


def test_a_list_is_found_in_by_characters_and_by_initials(form, app):
    form.fill("#dispute_type_id", "农民工")
    assert suggestions(form) == ["拖欠农民工工资"]
    form.keyboard.press("Escape")
    assert form.locator(".listbox:visible").count() == 0
    form.fill("#dispute_type_id", "邻里纠纷")
    assert suggestions(form) == ["邻里"]
    form.fill("#dispute_type_id", "dljtsg")
    assert suggestions(form) == ["道路交通事故"]
    form.keyboard.press("Tab")
    assert form.input_value("#dispute_type_id") == "道路交通事故"
    assert chosen(form, "dispute_type_id") == "道路交通事故"
    form.fill("#dispute_type_id", "没有这样的类型")
    form.keyboard.press("Tab")
    assert form.input_value("#dispute_type_id") == "道路交通事故"
    form.fill("#dispute_type_id", "")
    form.keyboard.press("Tab")
    assert chosen(form, "dispute_type_id") == "未注明"
    form.fill("#mediator_id", "xch")
    assert suggestions(form) == ["解春晖 电气行业调解中心"]


def test_a_list_says_to_assistive_programs_what_it_does(form):
    field = form.locator("#dispute_type_id")
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "false"
    field.focus()
    form.keyboard.press("ArrowDown")
    form.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    active = field.get_attribute("aria-activedescendant")
    assert form.locator(f"#{active}").get_attribute("aria-selected") == "true"
    box = field.get_attribute("aria-controls")
    assert form.locator(f"#{box}").get_attribute("role") == "listbox"
    named_so = form.get_by_role("combobox", name="纠纷类型")
    assert named_so.get_attribute("id") == "dispute_type_id"


def test_a_person_who_is_chosen_fills_in_only_what_is_blank(form):
    form.fill("#parties-1-phone", "0577-1234")
    form.focus("#parties-1-name")
    form.keyboard.insert_text("单小")
    assert suggestions(form) == ["单小明 …002X · …1234 · 前街 3 号"]
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Enter")
    assert form.input_value("#parties-1-name") == "单小明"
    assert form.input_value("#parties-1-id_number") == ID
    assert form.input_value("#parties-1-phone") == "0577-1234"
    assert form.inner_text("[data-says='parties-1-id_number']") == "女, 1949-12-31"


def test_a_common_dispute_fills_what_is_blank_and_tab_goes_through_its_blanks(form):
    form.fill("#claims", "自己写的")
    form.fill("#template", "llls")
    form.keyboard.press("Enter")
    form.wait_for_selector("#summary:focus")
    assert form.input_value("#claims") == "自己写的"
    assert chosen(form, "dispute_type_id") == "邻里"
    assert form.evaluate("getSelection().toString()") == "【楼栋】"
    form.keyboard.insert_text("8 幢")
    form.keyboard.press("Tab")
    form.keyboard.insert_text("3 月 2 日")
    assert form.input_value("#summary").startswith("双方系8 幢上下层邻居。3 月 2 日起，")
    for _blank in range(2):
        form.keyboard.press("Tab")
    form.keyboard.press("Tab")
    assert focus(form) == "claims"


def test_the_key_that_saves_works_from_anywhere_on_the_page(form):
    form.fill("#parties-0-name", "张小三")
    form.evaluate("document.activeElement.blur()")
    form.keyboard.press("Control+Enter")
    form.wait_for_url(re.compile(r"/cases/\d+$"))
