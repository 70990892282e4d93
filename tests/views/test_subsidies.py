"""The subsidy per case in the browser: months, lines, approval, files, rules, and who sees what."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select, update

from tests.factories import STUDIO, TOWN, named
from tests.pages import form_of, text_of
from tests.statements import engine_of, selects
from tests.subsidies import FEBRUARY, JANUARY, LEAD, OTHER, approve, closed_case, set_rule
from tests.views.matrix import center_of
from tracker.domain.vocabulary import Role
from tracker.models import (
    Account,
    Case,
    CaseOrganisation,
    Center,
    Mediator,
    Organisation,
    SubsidyRule,
)
from tracker.models.keys import next_id
from tracker.permissions import Actor
from tracker.services import audit, cases

YEAR, MONTH = "/statistics/subsidies?year=2024", "/statistics/subsidies/2024-01"


@pytest.fixture
def filled(ledger, office):
    """January: two cases of one mediator, one of another; the center beside has its own."""
    with ledger() as session:
        for code in ("LS", "QJ"):
            center = center_of(session, code)
            set_rule(session, center, 100 if code == "LS" else 7, note="镇政发1号")
            for day in (3, 31):
                closed_case(session, center, date(2024, 1, day))
            other = named(session, Mediator, OTHER, center).id
            closed_case(session, center, date(2024, 1, 15), mediator_id=other)
    return office


@pytest.fixture
def paid(ledger, filled):
    """The same, with January's list approved."""
    with ledger() as session:
        approve(session, center_of(session, "LS"), JANUARY)
    return filled


def sums(html):
    """(figure, yuan) of every number that leads somewhere."""
    return re.findall(r'data-figure="([\w.]+)" data-value="([^"]*)"', html)


def total(html, id_):
    return int(re.search(r'data-total="(\d+)"', html.split(f'id="{id_}"')[1])[1])


def test_the_year_shows_each_months_state_and_sum_and_what_each_mediator_gets(filled, open_as):
    html = open_as(Role.SUPERVISOR).get(YEAR).text
    assert ("subsidy.month", "300.00") in sums(html)
    assert sorted(one for one in sums(html) if one[0] == "subsidy.mediator") == [
        ("subsidy.mediator", "100.00"),
        ("subsidy.mediator", "200.00"),
    ]
    january = text_of(html.split(">2024-01</a>")[1].split("</tr>")[0])
    assert "待审批" in january
    assert "无应发补贴" in text_of(html.split(">2024-02</a>")[1].split("</tr>")[0])
    assert "镇政发1号" in text_of(html.split('id="rules"')[1])


def test_a_month_shows_its_lines_and_a_mediators_sum_leads_to_the_own_ones(filled, open_as):
    browser = open_as(Role.SUPERVISOR)
    html = browser.get(MONTH).text
    assert total(html, "lines") == 3
    assert "人民币叁佰元整" in text_of(html)
    href = re.search(
        r'href="([^"]+)#lines" data-figure="subsidy.mediator" data-value="200.00"', html
    )
    own = browser.get(href[1]).text
    assert total(own, "lines") == 2
    lines = text_of(own.split('id="lines"')[1])
    assert LEAD in lines
    assert OTHER not in lines
    case = re.search(r'href="(/cases/\d+)"', own.split('id="lines"')[1])[1]
    assert browser.get(case).status_code == 200


def test_a_supervisor_approves_what_the_page_shows(filled, open_as, last_line):
    browser = open_as(Role.SUPERVISOR)
    assert f"{MONTH}/approve" in browser.get(MONTH).text
    sent = form_of(browser.get(f"{MONTH}/approve").text, "note") | {"note": "例会通过"}
    assert browser.post(f"{MONTH}/approve", data=sent).location == MONTH
    assert last_line()[0] == "subsidy.approve"
    html = browser.get(MONTH).text
    assert "例会通过" in html
    assert "已审批" in text_of(html)
    assert f"{MONTH}/approve" not in html
    again = browser.post(f"{MONTH}/approve", data=sent)
    assert again.status_code == 422
    assert "2024-01 的清单已经审批" in text_of(again.text)


def test_a_list_that_changed_meanwhile_is_shown_again_and_keeps_the_note(filled, open_as, ledger):
    browser = open_as(Role.SUPERVISOR)
    sent = form_of(browser.get(f"{MONTH}/approve").text, "note") | {"note": "例会通过"}
    with ledger() as session:
        closed_case(session, center_of(session, "LS"), date(2024, 1, 20))
    answer = browser.post(f"{MONTH}/approve", data=sent)
    assert answer.status_code == 422
    assert "打开之后清单有变化" in text_of(answer.text)
    fresh = form_of(answer.text, "note")
    assert (fresh["note"], fresh["seal"] != sent["seal"]) == ("例会通过", True)
    assert browser.post(f"{MONTH}/approve", data=fresh).location == MONTH


def test_a_mediator_sees_the_own_lines_and_sums_only(paid, open_as, ledger):
    with ledger() as session:
        own = named(session, Mediator, OTHER, center_of(session, "LS")).id
        is_mediator = (Account.center_id == paid) & (Account.role == Role.MEDIATOR)
        session.execute(update(Account).where(is_mediator).values(mediator_id=own))
        session.commit()
    browser = open_as(Role.MEDIATOR)
    html = browser.get(MONTH).text
    assert total(html, "lines") == 1
    assert LEAD not in html
    assert set(sums(browser.get(YEAR).text)) == {
        ("subsidy.month", "100.00"),
        ("subsidy.mediator", "100.00"),
    }
    assert LEAD not in browser.get(f"{MONTH}?person={lead_id(ledger)}").text


def test_a_mediators_line_leads_to_its_case_only_where_the_case_is_opened(filled, open_as, ledger):
    """The mediator is of the town committee: one case is there, one is helped in, one elsewhere."""
    with ledger() as session:
        center = center_of(session, "LS")
        trade, town = (named(session, Organisation, name, center) for name in (STUDIO, TOWN))
        helped, _out_of_reach = (
            closed_case(session, center, date(2024, 1, day), organisation_id=trade.id)
            for day in (20, 21)
        )
        session.add(
            CaseOrganisation(
                center_id=center.id,
                id=next_id(session, center.id),
                case_id=helped.id,
                organisation_id=town.id,
                joined_on=date(2024, 1, 5),
            )
        )
        mediator = (Account.center_id == center.id) & (Account.role == Role.MEDIATOR)
        own = named(session, Mediator, LEAD, center).id
        session.execute(update(Account).where(mediator).values(mediator_id=own))
        audit.record(session, Actor.system(center.id), "test.help", helped)
        session.commit()
    browser = open_as(Role.MEDIATOR)
    html = browser.get(MONTH).text.split('id="lines"')[1]
    assert total(f'id="lines"{html}', "lines") == 4
    links = re.findall(r'href="(/cases/\d+)"', html)
    assert [browser.get(link).status_code for link in links] == [200] * 3
    assert len(re.findall("柳人调字第", text_of(html))) == 4


def lead_id(ledger):
    with ledger() as session:
        return named(session, Mediator, LEAD, center_of(session, "LS")).id


def test_a_mediator_without_a_place_on_the_roster_sees_nothing(paid, open_as):
    browser = open_as(Role.MEDIATOR)
    assert sums(browser.get(MONTH).text) == sums(browser.get(YEAR).text) == []


def test_a_supervisor_sees_centers_below_and_approves_the_own_one_only(filled, open_as, ledger):
    with ledger() as session:
        below, above = center_of(session, "QJ"), center_of(session, "LS")
        session.execute(update(Center).where(Center.id == below.id).values(parent_id=above.id))
        session.commit()
    browser = open_as(Role.SUPERVISOR)
    html = browser.get(f"{MONTH}?center=QJ").text
    assert "21.00" in html
    assert "/approve" not in html
    assert open_as(Role.SUPERVISOR, "QJ").get(f"{MONTH}?center=LS").status_code == 404


def test_a_draft_is_no_file_to_pay_by(filled, open_as):
    browser = open_as(Role.CLERK)
    assert ".xlsx" not in browser.get(MONTH).text
    assert browser.get(f"{MONTH}.xlsx").status_code == 404


def test_the_workbook_has_a_line_to_sign_for_each_mediator_and_every_case(paid, open_as, last_line):
    answer = open_as(Role.CLERK).get(f"{MONTH}.xlsx")
    assert last_line()[0] == "subsidy.export"
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    people, lines = ([[cell.value for cell in row] for row in sheet] for sheet in book)
    assert any("人民币叁佰元整" in str(row[0]) for row in people)
    rows = {row[0]: row[1:5] for row in people}
    assert rows[LEAD] == [2, 200, 0, 200]
    assert rows["合计"] == [3, 300, 0, 300]
    assert [row[3] for row in lines if row[2] == "发放"] == [100, 100, 100]


def test_the_csv_guards_what_a_spreadsheet_would_run(open_as, ledger, office):
    with ledger() as session:
        center = session.get_one(Center, office)
        set_rule(session, center)
        closed_case(session, center, date(2024, 1, 3))
        lead = named(session, Mediator, LEAD, center).id
        session.execute(update(Mediator).where(Mediator.id == lead).values(name="=cmd|calc"))
        session.commit()
        approve(session, center, JANUARY)
    text = open_as(Role.CLERK).get(f"{MONTH}.csv").text
    assert text.startswith("\ufeff")
    (line,) = [row for row in csv.reader(io.StringIO(text)) if "发放" in row]
    assert line[1] == "'=cmd|calc"
    assert line[3] == "100.00"


def test_a_samples_files_say_that_it_is_one(paid, open_as, ledger, office):
    with ledger() as session:
        session.execute(update(Center).values(is_sample=True))
        session.commit()
    assert "示例数据" in open_as(Role.CLERK).get(f"{MONTH}.csv").text.splitlines()[0]


def test_a_correction_is_marked_with_its_reason(paid, open_as, ledger):
    with ledger() as session:
        center = center_of(session, "LS")
        case = session.scalars(
            select(Case).where(Case.center_id == center.id, Case.closed_on == date(2024, 1, 3))
        ).one()
        cases.reopen(session, Actor.system(center.id), case, "反悔", case.version)
        session.commit()
    html = open_as(Role.SUPERVISOR).get(f"/statistics/subsidies/{FEBRUARY}").text
    line = text_of(html.split('id="lines"')[1].split("</table>")[0])
    assert "差额更正" in line
    assert "月末未结案" in line
    assert "-100.00" in line
    assert "负数，人民币壹佰元整" in text_of(html)


@pytest.mark.parametrize("month", ["2024-13", "1949-12", "2024-1a", "二〇二四一月"])
def test_a_month_that_is_none_is_not_found(open_as, month):
    assert open_as(Role.SUPERVISOR).get(f"/statistics/subsidies/{month}").status_code == 404


def test_a_rule_in_force_is_shown_and_ended_but_not_edited(paid, open_as, look):
    browser = open_as(Role.ADMIN)
    rule = look(
        lambda session, center: session.scalars(
            select(SubsidyRule.id).where(SubsidyRule.center_id == center.id)
        ).one()
    )
    address = f"/admin/subsidy-rules/{rule}"
    html = browser.get(address).text
    assert 'name="amount"' not in html
    assert f"{address}/end" in html
    edited = {"amount": "1", "paid_for": "closed", "valid_from": "2024-1-1"}
    assert browser.post(address, data=edited).status_code == 422
    early = browser.post(f"{address}/end", data={"valid_to": "2024-1-30"})
    assert early.status_code == 422
    assert "最早到 2024-01-31 停用" in text_of(early.text)
    assert browser.post(f"{address}/end", data={"valid_to": "2024-1-31"}).status_code == 302
    assert "已停用" in text_of(browser.get("/admin/subsidy-rules").text)


def test_a_wrong_rule_is_told_beside_its_fields_and_nothing_typed_is_lost(office, open_as):
    typed = {"amount": "0", "paid_for": "mediated", "valid_from": "2024-2-1", "note": "一号文"}
    answer = open_as(Role.ADMIN).post("/admin/subsidy-rules/new", data=typed)
    assert answer.status_code == 422
    assert "金额应大于 0" in text_of(answer.text)
    assert form_of(answer.text, "amount")["note"] == "一号文"


def test_the_pages_ask_the_database_as_often_for_many_cases_as_for_few(
    app, filled, open_as, ledger
):
    browser = open_as(Role.SUPERVISOR)

    def statements(address):
        return selects(engine_of(app), lambda: browser.get(address))

    few = [statements(one) for one in (YEAR, MONTH)]
    with ledger() as session:
        center = center_of(session, "LS")
        for place in range(20):
            closed_case(session, center, date(2024, 1 + place % 3, 5))
    assert [statements(one) for one in (YEAR, MONTH)] == few
