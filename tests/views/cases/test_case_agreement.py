"""The agreement in the browser: drawn up, divided, closed by, revised, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.agreements import PAPERS, agreed_case
from tests.factories import make_case, trail
from tests.pages import error_beside, form_of, text_of
from tests.views.cases.steps import PERSON, take
from tracker.domain.agreements import TermDraft
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Outcome, Role, Side
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.services import agreements

TYPED = {
    "form": "written",
    "agreed_on": "2024-3-20",
    "facts": "楼上漏水",
    "terms-0-text": "乙方赔偿甲方",
    "terms-1-text": "乙方当面道歉",
    "terms-1-in_kind": "y",
    "terms-1-due_on": "2024-4-1",
    "instalments-0-due_on": "2024-5-1",
    "instalments-0-amount": "0.08万",
}


@pytest.fixture
def agreed(ledger, office):
    with ledger() as session:
        return agreed_case(session, session.get_one(Center, office)).id


def page_of(browser, case_id, step="draw-up-agreement"):
    """The address of the step and what its form would send."""
    address = f"/cases/{case_id}/{step}"
    return address, form_of(browser.get(address).text, "version")


def test_the_form_begins_with_the_facts_and_a_copy_for_each_party_and_the_committee(mediator, make):
    parties = [PERSON, PartyDraft(Side.RESPONDENT, "李四"), PartyDraft(Side.AGENT, "王律师")]
    _address, begun = page_of(mediator, make(accepted=date(2024, 3, 6), parties=parties))
    assert begun["facts"] == "楼上漏水损坏装修"
    assert begun["copies"] == "3"
    assert {"terms-0-text", "instalments-0-amount"} <= begun.keys()


def test_an_agreement_is_drawn_up_shown_and_the_case_is_closed_as_it_says(mediator, accepted, look):
    assert take(mediator, accepted, "draw-up-agreement", **TYPED).location == f"/cases/{accepted}"
    page = mediator.get(f"/cases/{accepted}").text
    shown = text_of(page)
    assert shown.index("乙方赔偿甲方") < shown.index("乙方当面道歉")
    assert "尚未签名盖章" in shown
    assert "¥ 800.00" in shown
    begun = form_of(mediator.get(f"/cases/{accepted}/close").text, "version")
    assert (begun["closed_on"], begun["outcome"]) == ("2024-03-20", "written_agreement")
    assert begun["amount_agreed"] == "800.00"
    take(mediator, accepted, "close")
    assert look(lambda case: (case.outcome, case.amount_agreed)) == (
        Outcome.WRITTEN_AGREEMENT,
        Decimal(800),
    )


def test_closing_otherwise_than_the_agreement_says_is_refused_beside_the_entry(mediator, accepted):
    take(mediator, accepted, "draw-up-agreement", **TYPED)
    wrong = take(mediator, accepted, "close", amount_agreed="700")
    assert wrong.status_code == 422
    assert "800.00" in error_beside(wrong.text, "amount_agreed")
    other = take(mediator, accepted, "close", outcome="failed", amount_agreed="")
    assert "撤回" in error_beside(other.text, "outcome")


def test_rows_come_and_go_and_nothing_typed_is_lost(mediator, accepted):
    address, sent = page_of(mediator, accepted)
    sent |= TYPED | {"copies": "三"}
    more = mediator.post(address, data=sent | {"add_row": "terms"})
    assert more.status_code == 200
    kept = form_of(more.text, "version")
    assert (kept["terms-1-text"], kept["terms-2-text"]) == ("乙方当面道歉", "")
    assert (kept["copies"], kept["instalments-0-amount"]) == ("三", "0.08万")
    less = mediator.post(address, data=kept | {"remove_row": "terms-0"})
    left = form_of(less.text, "version")
    assert (left["terms-0-text"], left["terms-0-due_on"]) == ("乙方当面道歉", "2024-4-1")
    assert "terms-2-text" not in left
    stay = mediator.post(address, data=sent | {"stay": "1"})
    assert form_of(stay.text, "version")["terms-0-text"] == "乙方赔偿甲方"
    for nonsense in ("terms-9", "terms", "nothing-0", "instalments-x", f"terms-{'9' * 5000}"):
        odd = mediator.post(address, data=sent | {"remove_row": nonsense})
        assert odd.status_code == 200


def test_a_sum_is_divided_evenly_into_the_rows(mediator, accepted, look):
    address, sent = page_of(mediator, accepted)
    even = {"even-amount": "1000", "even-count": "３", "even-first": "2024-5-31"}
    page = mediator.post(address, data=sent | TYPED | even | {"divide": "1"})
    plan = form_of(page.text, "version")
    rows = [(plan[f"instalments-{n}-due_on"], plan[f"instalments-{n}-amount"]) for n in range(3)]
    assert rows == [
        ("2024-05-31", "333.33"), ("2024-06-30", "333.33"), ("2024-07-31", "333.34"),
    ]  # fmt: skip
    assert plan["even-amount"] == ""
    assert "¥ 1,000.00" in text_of(page.text)
    assert mediator.post(address, data=plan).status_code == 302
    assert look(lambda case: case.agreement.amount) == Decimal(1000)


@pytest.mark.parametrize(
    ("even", "field"),
    [
        ({"even-amount": "很多", "even-count": "3", "even-first": "2024-5-1"}, "even-amount"),
        ({"even-amount": "10", "even-count": "121", "even-first": "2024-5-1"}, "even-count"),
        ({"even-amount": "0.02", "even-count": "3", "even-first": "2024-5-1"}, "even-count"),
        ({"even-amount": "10", "even-count": "3", "even-first": ""}, "even-first"),
    ],
)
def test_what_cannot_be_divided_leaves_the_plan_alone(mediator, accepted, even, field):
    address, sent = page_of(mediator, accepted)
    page = mediator.post(address, data=sent | TYPED | even | {"divide": "1"})
    assert error_beside(page.text, field)
    assert form_of(page.text, "version")["instalments-0-amount"] == "0.08万"


def test_a_division_that_was_typed_and_not_pressed_is_not_passed_over(mediator, accepted, look):
    page = take(mediator, accepted, "draw-up-agreement", **TYPED, **{"even-amount": "900"})
    assert page.status_code == 422
    assert "平均分期" in error_beside(page.text, "even-amount")
    assert look(lambda case: case.agreement) is None


def test_what_is_wrong_stands_beside_its_row_also_when_a_blank_row_came_before(mediator, accepted):
    typed = TYPED | {"terms-0-text": "", "terms-1-due_on": "2024-3-1", "copies": "0"}
    page = take(mediator, accepted, "draw-up-agreement", **typed)
    assert page.status_code == 422
    assert "整数" in error_beside(page.text, "copies")
    again = take(mediator, accepted, "draw-up-agreement", **typed | {"copies": ""})
    assert "2024-03-20" in error_beside(again.text, "terms-0-due_on")
    left_out = TYPED | {"terms-0-text": "", "terms-1-text": "", "terms-1-in_kind": ""}
    none = take(mediator, accepted, "draw-up-agreement", **left_out | {"terms-1-due_on": ""})
    assert "至少有一项" in error_beside(none.text, "terms-0-text")


def test_revising_shows_what_stands_and_moves_the_amount_of_a_closed_case(
    mediator, agreed, look, ledger
):
    address, sent = page_of(mediator, agreed, "revise-agreement")
    assert sent["terms-1-in_kind"] == "y"
    assert (sent["instalments-1-due_on"], sent["instalments-1-amount"]) == ("2024-05-01", "500.25")
    assert mediator.post(address, data=sent | {"instalments-1-amount": "400"}).status_code == 302
    assert look(lambda case: case.amount_agreed) == Decimal("700.25")
    history = text_of(mediator.get(f"/cases/{agreed}").text.split('id="history"')[1])
    assert "¥ 800.50" in history
    assert "¥ 700.25" in history
    with ledger() as session:
        assert trail(session, session.scalars(select(Case)).one())[-1] == "case.revise_agreement"


def test_a_withdrawn_agreement_stays_in_the_file(mediator, agreed):
    take(mediator, agreed, "withdraw-agreement", reason="录错案件")
    shown = text_of(mediator.get(f"/cases/{agreed}").text)
    assert "撤回" in shown
    assert "乙方修好楼板" in shown
    assert mediator.get(f"/cases/{agreed}/revise-agreement").status_code == 302
    assert mediator.get(f"/cases/{agreed}/draw-up-agreement").status_code == 200


def test_drawn_up_twice_by_a_double_click_is_drawn_up_once(mediator, accepted, ledger):
    address, sent = page_of(mediator, accepted)
    for _turn in range(2):
        assert mediator.post(address, data=sent | TYPED).location == f"/cases/{accepted}"
    with ledger() as session:
        taken = trail(session, session.scalars(select(Case)).one())
    assert taken.count("case.draw_up_agreement") == 1


def test_two_people_at_one_agreement_see_both_versions(mediator, agreed, look):
    address, sent = page_of(mediator, agreed, "revise-agreement")
    first = sent | {"terms-0-text": "乙方一次付清", "instalments-0-amount": "300.26"}
    assert mediator.post(address, data=first).status_code == 302
    page = mediator.post(address, data=sent | {"place": "社区"})
    assert page.status_code == 409
    shown = text_of(page.text.split('id="conflict"')[1].split("</section>")[0])
    assert "乙方一次付清" in shown
    assert "乙方分两期赔偿" in shown
    assert "300.26" in shown
    again = form_of(page.text, "version")
    assert mediator.post(address, data=again).status_code == 302
    assert look(lambda case: case.agreement.place) == "社区"


def test_readers_outside_see_the_people_of_an_agreement_masked(open_as, ledger, office):
    papers = replace(
        PAPERS,
        facts="张小三家漏水",
        terms=(TermDraft("李四向张小三道歉", in_kind=True),),
        manner="张小三到场",
        place="张小三家",
    )
    with ledger() as session:
        parties = [PERSON, PartyDraft(Side.RESPONDENT, "李四")]
        center = session.get_one(Center, office)
        case = make_case(session, center, accepted=date(2024, 3, 6), parties=parties)
        system, case_id = Actor.system(office), case.id
        agreements.draw_up(session, system, case, papers, case.version)
        session.commit()
    page = open_as(Role.SUPERVISOR).get(f"/cases/{case_id}").text
    assert "张小三" not in page
    assert "李*向张*三道歉" in text_of(page)
    assert "/terms/" not in page
