"""The case's page on judicial confirmation and return visits: the window, the file, the trail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.afterwards import COURT, import_dates
from tests.pages import text_of
from tests.views.cases.steps import take
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import AuditLine, Case
from tracker.permissions import Actor
from tracker.services import audit

TODAY = date(2024, 4, 16)
OPEN = {"accepted": date(2024, 3, 6)}
APPLY, LAST = "apply-for-confirmation", "2024-04-19"


@pytest.fixture
def on(monkeypatch):
    """The day that it is."""

    def is_day(day):
        monkeypatch.setattr("tracker.clock.today", lambda: day)

    return is_day


def page_of(browser, case_id):
    return text_of(browser.get(f"/cases/{case_id}").text)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "可申请司法确认至 2024-04-19，还有 3 天"),
        (date(2024, 4, 19), "可申请司法确认至 2024-04-19，今天截止"),
        (date(2024, 4, 20), "申请司法确认的期限已于 2024-04-19 届满"),
    ],
)
def test_the_page_says_until_when_confirmation_can_be_applied_for(mediator, closed, on, day, said):
    on(day)
    assert said in page_of(mediator, closed)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.EXPLAINED])
def test_without_an_agreement_it_says_nothing_of_confirmation(mediator, make, on, outcome):
    on(TODAY)
    case_id = make(**OPEN, closed=date(2024, 3, 20), outcome=outcome)
    assert "司法确认" not in page_of(mediator, case_id)


def test_an_application_its_result_and_the_document_stand_in_the_file(mediator, closed, look):
    take(mediator, closed, APPLY, applied_on="2024-4-1", court=COURT)
    page = page_of(mediator, closed)
    assert "法院审查中" in page
    assert "还有" not in page
    application = look(lambda case: case.confirmations[0].id)
    decided = {"result": "confirmed", "decided_on": "2024-4-9", "document_number": "民特12号"}
    take(mediator, closed, f"confirmations/{application}/decide", **decided)
    page = page_of(mediator, closed)
    for words in (COURT, "2024-04-01", "确认有效", "2024-04-09", "民特12号", "登记司法确认结果"):
        assert words in page
    assert mediator.get(f"/cases/{closed}/confirmations/{application}/decide").status_code == 302


def test_visits_stand_in_the_file_with_the_tension_left_masked_for_others(
    open_as, mediator, closed, on
):
    on(date(2024, 6, 1))
    seen = {"performance": "partly", "satisfaction": "satisfied", "tension": "张小三仍有怨言"}
    take(mediator, closed, "visit", visited_on="2024-4-1", manner="in_person", **seen)
    take(mediator, closed, "visit", visited_on="2024-5-1", manner="phone")
    page = page_of(mediator, closed)
    for words in ("上门回访", "电话回访", "部分履行", "遗留矛盾", "张小三仍有怨言", "计入统计"):
        assert words in page
    other = page_of(open_as(Role.SUPERVISOR), closed)
    assert "张*三仍有怨言" in other
    assert "张小三" not in other
    assert "更正" not in other.split("办理记录")[0]


def test_the_page_says_since_when_a_visit_is_due_until_one_is_made(mediator, closed, on):
    on(date(2024, 3, 26))
    assert "2024-03-27 起应回访" in page_of(mediator, closed)
    on(date(2024, 4, 1))
    assert "自 2024-03-27 起应回访" in page_of(mediator, closed)
    take(mediator, closed, "visit", visited_on="2024-4-1", manner="phone")
    assert "应回访" not in page_of(mediator, closed)


def test_dates_of_an_imported_ledger_are_shown_and_can_be_completed(mediator, closed, ledger):
    with ledger() as session:
        import_dates(session, session.scalars(select(Case)).one())
    page = page_of(mediator, closed)
    assert page.count("据导入的台账") == 2
    assert "2024-04-30" in page
    for step in ("complete-confirmation", "complete-visit"):
        assert f'/cases/{closed}/{step}"' in mediator.get(f"/cases/{closed}").text
    take(mediator, closed, "complete-visit", manner="phone", reason="核对回访记录")
    assert page_of(mediator, closed).count("据导入的台账") == 1


def test_a_follow_up_of_an_earlier_version_still_reads_as_words(mediator, closed, ledger, office):
    with ledger() as session:
        case = session.scalars(select(Case)).one()
        changes = {"visited_on": [None, date(2024, 4, 1)], "satisfaction": [None, "satisfied"]}
        audit.record(session, Actor.system(office), "case.follow_up", case, changes=changes)
        session.commit()
    history = text_of(mediator.get(f"/cases/{closed}").text.split('id="history"')[1])
    for words in ("登记回访确认", "2024-04-01", "满意"):
        assert words in history
    assert "follow_up" not in history


def test_the_history_names_who_visited(mediator, closed, look, ledger):
    form = mediator.get(f"/cases/{closed}/visit").text
    who = form.split('name="mediator_id"')[1].split(">吴和平")[0].rsplit('value="', 1)[1]
    take(
        mediator,
        closed,
        "visit",
        visited_on="2024-4-1",
        manner="phone",
        mediator_id=who.split('"')[0],
    )
    history = text_of(mediator.get(f"/cases/{closed}").text.split('id="history"')[1])
    assert "吴和平" in history
    assert "#" not in history
    with ledger() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert line.changes["visit"][1]["mediator_id"] == int(who.split('"')[0])


def test_a_month_after_the_window_a_reader_is_not_told_of_it_any_more(open_as, closed, on):
    on(TODAY + timedelta(days=40))
    assert "司法确认" not in page_of(open_as(Role.SUPERVISOR), closed)
