"""My desk in the browser: each role finds its own work there."""

import re
from datetime import timedelta

import pytest

from tests.factories import make_case
from tracker import clock
from tracker.domain.vocabulary import Role
from tracker.models import ImportBatch
from tracker.permissions import Actor
from tracker.services import audit, cases


def sections_of(page):
    """The entries of the navigation, in order."""
    column = page.split('<nav class="side-nav"')[1].split("</nav>")[0]
    return re.findall(r"<span>([^<]+)</span>", column)


def overdue_case(session, center):
    day = clock.today() - timedelta(days=35)
    return make_case(session, center, registered_on=day, accepted=day)


def test_without_signing_in_the_desk_leads_to_the_login_page(client):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.location.startswith("/login")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_desk_with_one_heading_and_the_way_out(login, role):
    page = login(role).get("/").text
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["我的工作台"]
    assert 'action="/logout"' in page
    assert len(page.encode()) < 100_000


def test_the_sections_are_those_the_role_may_open(login):
    assert "登记案件" in sections_of(login(Role.MEDIATOR).get("/").text)


def test_the_administrator_is_not_offered_cases(login):
    sections = sections_of(login(Role.ADMIN).get("/").text)
    assert "系统管理" in sections
    assert "案件" not in sections


def test_a_mediator_finds_an_overdue_case_with_its_date_and_a_way_to_register(
    login, session, center
):
    case = overdue_case(session, center)
    page = login(Role.MEDIATOR).get("/").text
    assert f'href="/cases/{case.id}"' in page
    assert "已超期5天" in page
    assert (clock.today() - timedelta(days=5)).isoformat() in page
    assert 'class="button button-primary" href="/cases/new"' in page


def test_a_supervisor_finds_what_is_overdue_without_the_names_of_the_parties(
    login, session, center
):
    case = overdue_case(session, center)
    page = login(Role.SUPERVISOR).get("/").text
    assert case.number in page
    assert "张小三" not in page


def test_a_supervisor_finds_the_years_figures_as_links_to_their_cases(login, session, center):
    make_case(
        session, center, registered_on=clock.today(), accepted=clock.today(), closed=clock.today()
    )
    page = login(Role.SUPERVISOR).get("/").text
    assert 'data-figure="caseload" data-value="1"' in page
    assert "应办口径" in page


def test_a_clerk_finds_the_latest_imports(login, session, center):
    batch = ImportBatch(
        center_id=center.id,
        kind="cases",
        filename="2023年台账.xlsx",
        imported_at=clock.now(),
        actor_name="clerk",
        accepted=1204,
    )
    session.add(batch)
    audit.record(session, Actor.system(center.id), "test.import", batch)
    session.commit()
    page = login(Role.CLERK).get("/").text
    assert "2023年台账.xlsx" in page
    assert "1,204" in page


def test_an_administrator_finds_the_lists_and_their_sizes(login):
    page = login(Role.ADMIN).get("/").text
    assert 'href="/admin/accounts"' in page


def test_an_auditor_finds_the_latest_lines_of_the_trail_without_who_came_and_went(
    login, session, center
):
    case = overdue_case(session, center)
    page = login(Role.AUDITOR).get("/").text
    assert f"受理案件 · {case.number}" in page
    assert "登录</p>" not in page


def test_an_auditor_finds_people_masked_in_the_reasons(login, session, center):
    case = overdue_case(session, center)
    clerk = Actor(center.id, "clerk", Role.CLERK)
    cases.reveal(session, clerk, case, "张小三（13812345678）来电核对")
    session.commit()
    assert "张*三（138****5678）来电核对" in login(Role.AUDITOR).get("/").text


def test_the_ribbon_says_so_where_the_data_are_invented(login, session, center):
    assert "示例数据" not in login(Role.CLERK).get("/").text
    center.is_sample = True
    audit.record(session, Actor.system(center.id), "test.sample")
    session.commit()
    page = login(Role.CLERK).get("/").text
    assert "示例数据" in page


def test_the_login_page_of_a_sample_ledger_says_so_too(client, session, center):
    center.is_sample = True
    audit.record(session, Actor.system(center.id), "test.sample")
    session.commit()
    assert "示例数据" in client.get("/login").text
