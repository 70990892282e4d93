"""What an unsure figure is, is said beside it, remembered, listed, and taken back."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.pages import form_of, text_of
from tests.phrases import chosen_phrase
from tests.views.matrix import center_of
from tests.views.test_reconcile import asked, marks
from tracker.domain.vocabulary import Role
from tracker.models import Phrase

TEXT = "全镇妥处矛盾纠纷{}件，\n收到锦旗3面。"


@pytest.fixture
def clerk(filled_office, open_as):
    return open_as(Role.CLERK)


def offered(html, place=1):
    """The values and names of the list beside a figure."""
    found = re.search(rf'name="figure-{place}" form="again">(.*?)</select>', html, re.DOTALL)
    options = re.findall(r'<option value="([^"]*)">([^<]*)</option>', found[1]) if found else []
    return {value: unescape(name) for value, name in options}


def chosen(browser, figure, text=None, **more):
    page = asked(browser, text or TEXT.format(5), **more).text
    sent = form_of(page, "text") | {"figure-1": figure}
    return browser.post("/reconcile/choices", data=sent)


def test_an_unsure_figure_offers_the_figures_of_its_unit_and_none_of_them(clerk):
    found = offered(asked(clerk, TEXT.format(5)).text)
    assert found[""] == "选择含义"
    assert found["none"] == "非上述指标"
    assert found["resolved"] == "化解件数"
    assert not {"resolution_rate", "amount_agreed"} & set(found)


def test_what_was_chosen_is_used_at_once_and_the_next_time_and_says_by_whom(clerk):
    answer = chosen(clerk, "resolved")
    assert answer.status_code == 200
    assert "已记住1项" in text_of(answer.text)
    assert marks(answer.text)[0][2].startswith("1 不一致 台账：")
    again = asked(clerk, TEXT.format(777)).text
    assert marks(again)[0][:2] == ("overdue", "777件")
    assert re.search(r"由clerk于.*选定", text_of(again))
    assert not offered(again)


def test_what_is_none_of_ours_is_said_to_be_so(clerk):
    page = chosen(clerk, "none").text
    assert marks(page)[0][2] == "1 无法计算"
    assert "非上述指标" in text_of(page)


def test_the_choice_holds_for_another_places_report_too(clerk):
    chosen(clerk, "resolved", alone="y")
    assert "化解件数" in text_of(asked(clerk, TEXT.format(777), alone="y").text)


def test_choices_are_listed_and_taken_back(clerk, look):
    chosen(clerk, "resolved")
    page = clerk.get("/reconcile/words")
    assert "全镇妥处矛盾纠纷…件" in text_of(page.text)
    action = re.search(r'action="(/reconcile/words/\d+/forget)"', page.text)[1]
    assert clerk.post(action).status_code == 302
    assert look(lambda session, _center: session.query(Phrase).count()) == 0
    assert marks(asked(clerk, TEXT.format(5)).text)[0][0] == "due"
    assert clerk.post(action).status_code == 404


def test_a_choice_of_another_center_cannot_be_taken_back(clerk, ledger, look):
    with ledger() as session:
        row = chosen_phrase(session, center_of(session, "QJ"))
        address = f"/reconcile/words/{row.id}/forget"
    assert clerk.post(address).status_code == 404
    assert look(lambda session, _center: session.query(Phrase).count()) == 1


@pytest.mark.parametrize("figure", ["nonsense", "resolution_rate", "amount_agreed"])
def test_what_no_list_offers_is_wrong(clerk, figure):
    assert chosen(clerk, figure).status_code == 400


def test_who_may_not_choose_is_offered_nothing(clerk, open_as):
    page = asked(open_as(Role.AUDITOR), TEXT.format(5)).text
    assert not offered(page)
    assert "/reconcile/choices" not in page


@pytest.mark.parametrize(
    "text",
    [
        "派出所接报警情320件。",
        "法律援助中心受理案件120件。",
        "行政处罚731件。",
        "2025年，办理300件。",
    ],
)
def test_no_figure_of_cases_is_kept_for_other_work_or_days_to_come(clerk, text, look):
    assert "resolved" not in offered(asked(clerk, text).text)
    assert chosen(clerk, "resolved", text).status_code == 400
    assert look(lambda session, _center: session.query(Phrase).count()) == 0


def test_figures_of_the_registers_are_offered_for_the_other_work_and_used(clerk):
    text = "全年普法走进校园14场。"
    assert "publicity_activities" in offered(asked(clerk, text).text)
    page = chosen(clerk, "publicity_activities", text).text
    assert "普法活动" in text_of(page)
    assert not offered(page)
