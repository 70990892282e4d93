"""What the pages of a case say of its time limit."""

import re
from datetime import date, timedelta

import pytest

from tests.factories import extend
from tests.pages import error_beside, form_of, text_of
from tests.views.cases.steps import EXTENDED, only_case, take
from tracker import clock
from tracker.domain.vocabulary import Role, Source
from tracker.domain.working_days import working_days_before
from tracker.models import Center


@pytest.fixture
def warn(ledger, office):
    """Warn so many working days before, and give a court's cases 45 days."""

    def put(days):
        with ledger() as session:
            center = session.get_one(Center, office)
            center.warning_days, center.court_mediation_days = days, 45
            session.info["trail"] = {"rows": 0, "lines": 1}
            session.commit()

    return put


def badge_of(page):
    return page.split('class="due-date"')[1].split("</span>")[0]


def test_the_accept_page_tells_the_day_that_will_be_the_last(mediator, make, warn):
    warn(3)
    today = clock.today()
    ordinary, court = make(), make(source=Source.COURT)
    for case_id, days in ((ordinary, 30), (court, 45)):
        words = text_of(mediator.get(f"/cases/{case_id}/accept").text)
        assert f"调解期限至{today + timedelta(days=days)}止（共{days}日）" in words


def test_the_case_page_shows_every_extension_with_consent_and_reason(mediator, accepted, look):
    take(mediator, accepted, "extend", **EXTENDED)
    take(mediator, accepted, "extend", **EXTENDED | {"until": "2024-6-1", "reason": "补充证据"})
    assert look(lambda case: case.due_on) == date(2024, 6, 1)
    words = text_of(mediator.get(f"/cases/{accepted}").text)
    for said in ("延长至2024-05-01", "延长至2024-06-01", "双方当事人书面同意", "补充证据"):
        assert said in words


def removals_of(page):
    return re.findall(r'href="/cases/\d+/(extensions/\d+/remove)"', page)


def test_the_case_page_takes_the_last_extension_back_with_its_reason(mediator, accepted, look):
    take(mediator, accepted, "extend", **EXTENDED)
    take(mediator, accepted, "extend", **EXTENDED | {"until": "2024-6-1"})
    (remove,) = removals_of(mediator.get(f"/cases/{accepted}").text)
    again = take(mediator, accepted, remove, reason=" ")
    assert "请填写此项" in error_beside(again.text, "reason")
    assert look(lambda case: len(case.extensions)) == 2
    take(mediator, accepted, remove, reason="日期录错")
    page = mediator.get(f"/cases/{accepted}").text
    for said in ("移除延长期限记录", "日期录错", "该次延长已移除"):
        assert said in text_of(page)
    assert look(lambda case: (case.due_on, len(case.extensions))) == (date(2024, 5, 1), 1)
    assert removals_of(page) not in ([], [remove])


def test_an_earlier_extension_or_an_outdated_page_takes_nothing_back(mediator, accepted, look):
    take(mediator, accepted, "extend", **EXTENDED)
    (first,) = removals_of(mediator.get(f"/cases/{accepted}").text)
    sent = form_of(mediator.get(f"/cases/{accepted}/{first}").text, "version")
    sent |= {"reason": "录错"}
    take(mediator, accepted, "extend", **EXTENDED | {"until": "2024-6-1"})
    page = mediator.post(f"/cases/{accepted}/{first}", data=sent)
    assert page.status_code == 409
    version = str(look(lambda case: case.version))
    page = mediator.post(f"/cases/{accepted}/{first}", data=sent | {"version": version})
    assert page.status_code == 422
    assert "请先移除最后一次延长" in text_of(page.text)
    assert mediator.get(f"/cases/{accepted}/{first}").location == f"/cases/{accepted}"
    assert look(lambda case: (case.due_on, len(case.extensions))) == (date(2024, 6, 1), 2)


def test_only_those_who_can_take_it_back_are_offered_to(mediator, accepted, open_as):
    take(mediator, accepted, "extend", **EXTENDED)
    assert removals_of(open_as(Role.SUPERVISOR).get(f"/cases/{accepted}").text) == []
    take(mediator, accepted, "close", closed_on="2024-4-20", outcome="failed")
    page = mediator.get(f"/cases/{accepted}").text
    assert "延长至2024-05-01" in text_of(page)
    assert removals_of(page) == []


def test_readers_outside_the_organisation_see_no_names_in_an_extension(
    open_as, accepted, ledger, mediator
):
    sent = EXTENDED | {"consent": "张小三、李四均书面同意", "reason": "张小三住院"}
    take(mediator, accepted, "extend", **sent)
    page = open_as(Role.SUPERVISOR).get(f"/cases/{accepted}").text
    assert "2024-05-01" in page
    assert "张小三" not in page
    with ledger() as session:
        assert only_case(session).extensions[0].reason == "张小三住院"


def test_the_badge_warns_from_so_many_working_days_before_on(mediator, make, ledger, warn):
    today = clock.today()
    due = today + timedelta(days=20)
    case_id = make(registered_on=today, accepted=today)
    with ledger() as session:
        case = only_case(session)
        case.due_on = due
        session.info["trail"] = {"rows": 0, "lines": 1}
        session.commit()
    far = next(n for n in range(1, 30) if working_days_before(due, n) <= today)
    for days, tone in ((far, "due"), (far - 1, "muted")):
        warn(days)
        assert f"badge-{tone}" in mediator.get(f"/cases/{case_id}").text
        on_desk = text_of(mediator.get("/").text)
        assert ("近期没有到期的案件" in on_desk) is (tone == "muted")


def test_an_extended_case_is_due_on_the_day_agreed_in_lists_too(mediator, make, ledger):
    today = clock.today()
    start = today - timedelta(days=40)
    make(registered_on=start, accepted=start)
    with ledger() as session:
        extend(session, only_case(session), today + timedelta(days=1))
        session.commit()
    assert "明天到期" in text_of(mediator.get("/cases").text)
    assert 'data-total="0"' in mediator.get("/cases?overdue=1").text
