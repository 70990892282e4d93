"""Saved views in the browser: kept, opened, subscribed and taken along by their owner alone."""

from __future__ import annotations

import io
import re
from html import unescape

import openpyxl
import pypdfium2
import pytest
from sqlalchemy import func, select

from tests.pages import error_beside, form_of, text_of
from tests.statements import noted
from tests.subscriptions import ADDRESS, account_of, ended, saved, subscribed
from tests.views.matrix import center_of
from tracker.domain.saved_views import FileForm, Span, Way
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import ReportRun, SavedView, Subscription
from tracker.queries.scope import actor_of
from tracker.reports.page_reports import PAGE_REPORTS
from tracker.services import audit, report_runs
from tracker.views.statistics.frame import PAGES

VIEWS = "/statistics/views"
YEAR = "span=year&year=2024"


@pytest.fixture
def supervisor(filled_office, open_as):
    return open_as(Role.SUPERVISOR)


@pytest.fixture
def save(supervisor):
    """Fill in the form beneath a page, as it stands there."""

    def sent(address, name="月报", span="fixed"):
        fields = form_of(supervisor.get(address).text, "args")
        return supervisor.post(f"{VIEWS}/new", data={**fields, "name": name, "span": span})

    return sent


@pytest.fixture
def view_id(ledger, supervisor):
    with ledger() as session:
        return saved(session, center_of(session, "LS"), args="basis=closed").id


def opened(html, name):
    """Where the view's name leads."""
    return unescape(re.search(rf'href="([^"]+)">{name}<', html)[1])


def figures(html):
    """Every number that the page shows as a link to its cases."""
    found = re.findall(r'data-figure="([^"]+)" data-value="([^"]+)"', html)
    return {float(value) for _figure, value in found}


def numbers(book):
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return {float(one) for one in cells if isinstance(one, int | float)}


REPORTS = [one for one in PAGES if one.report]


def test_every_report_has_a_page_that_saves_it():
    """That of the subsidies is no tab, but the list of a month."""
    assert {*(one.report for one in REPORTS), "subsidies"} == set(PAGE_REPORTS)


@pytest.mark.parametrize("page", REPORTS, ids=lambda one: one.report)
def test_a_view_opens_the_page_as_it_was_and_its_files_say_the_same(
    app, supervisor, save, ledger, page
):
    with app.test_request_context():
        address = app.url_for(page.endpoint)
    asked = f"{address}?{YEAR}&basis=closed&source=application"
    assert save(asked).location == VIEWS
    link = opened(supervisor.get(VIEWS).text, "月报")
    again = supervisor.get(link)
    assert again.status_code == 200
    with ledger() as session:
        view = session.scalars(select(SavedView)).one()
        assert view.args == "basis=closed&source=application&span=year&year=2024"
        view_id = view.id
    workbook = supervisor.get(f"{VIEWS}/{view_id}.xlsx")
    assert workbook.status_code == 200
    found = numbers(openpyxl.load_workbook(io.BytesIO(workbook.data)))
    assert figures(again.text) <= found
    printed = supervisor.get(f"{VIEWS}/{view_id}.pdf")
    assert printed.content_type == "application/pdf"
    assert printed.data.startswith(b"%PDF")


def test_the_printed_figures_are_those_of_the_page(supervisor, save, ledger):
    save(f"/statistics?{YEAR}")
    with ledger() as session:
        view_id = session.scalars(select(SavedView.id)).one()
    printed = pypdfium2.PdfDocument(supervisor.get(f"{VIEWS}/{view_id}.pdf").data)
    text = "".join(page.get_textpage().get_text_range() for page in printed)
    printed.close()
    html = supervisor.get(f"/statistics?{YEAR}").text
    for figure in ("caseload", "resolved", "mediated_success", "amount_agreed"):
        value = re.search(rf'data-figure="{figure}" data-value="([^"]+)"', html)[1]
        written = f"{float(value):,.2f}" if "." in value else f"{int(value):,}"
        assert written in text, figure
    assert "2024 年度汇总" in text


def test_what_was_asked_comes_back_with_the_columns_of_a_comparison(supervisor, save):
    save(f"/statistics/comparison?{YEAR}&compare=year&of=2023&of=2024", "两年")
    link = opened(supervisor.get(VIEWS).text, "两年")
    assert "compare=year" in link
    assert "of=2023&of=2024" in link


def test_days_are_told_anew_unless_they_stay_the_same(supervisor, save):
    save(f"/statistics/cohorts?{YEAR}", "上月的", "last_month")
    save(f"/statistics/cohorts?{YEAR}", "那一年", "fixed")
    html = supervisor.get(VIEWS).text
    month = ended()
    assert f"span=month&year={month.year}&month={month.number}" in opened(html, "上月的")
    assert "span=year&year=2024" in opened(html, "那一年")


def test_the_list_of_a_month_is_saved_and_opens_as_that(supervisor, save):
    save("/statistics/subsidies/2024-03", "补贴")
    assert opened(supervisor.get(VIEWS).text, "补贴") == "/statistics/subsidies/2024-03"


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.CLERK, Role.AUDITOR], ids=str)
def test_who_may_not_subscribe_is_not_offered_to(supervisor, open_as, role):
    html = open_as(role).get("/statistics").text
    assert 'name="args"' not in html
    assert VIEWS not in html


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "请填写此项。"),
        ("长" * 61, "最多 60 字，现为 61 字。"),
        ("每月报表", "您已有同名视图。"),
    ],
)
def test_a_name_that_cannot_be_is_told_and_nothing_typed_is_lost(
    supervisor, save, view_id, name, sentence
):
    answer = save("/statistics/cohorts?source=application", name, "past_year")
    assert answer.status_code == 422
    assert error_beside(answer.text, "name") == sentence
    kept = form_of(answer.text, "args")
    assert (kept["name"], kept["span"]) == (name, "past_year")
    assert "source=application" in kept["args"]


def test_only_what_there_is_can_be_saved(supervisor, view_id):
    for sent in ({"page": "nowhere"}, {"page": "cohorts", "args": "center=QJ"}, {}):
        answer = supervisor.post(f"{VIEWS}/new", data={"name": "x", "span": "fixed", **sent})
        assert answer.status_code == 404, sent


def test_a_question_too_long_to_be_kept_is_refused(supervisor, ledger):
    sent = {"page": "comparison", "args": "&".join(f"of={n}" for n in range(500))}
    answer = supervisor.post(f"{VIEWS}/new", data={"name": "x", "span": "fixed", **sent})
    assert answer.status_code == 422
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(SavedView)) == 0


def test_a_subscription_is_set_changed_and_switched_off(supervisor, view_id, ledger, last_line):
    address = f"{VIEWS}/{view_id}"
    form = form_of(supervisor.get(address).text, "way")
    sent = {**form, "active": "y", "form": "pdf", "way": "mail", "address": ADDRESS}
    assert supervisor.post(address, data=sent).location == VIEWS
    assert last_line()[0] == "view.subscribe"
    assert last_line()[1]["address"] == [None, ADDRESS]
    assert f"PDF 文件 · {ADDRESS}" in text_of(supervisor.get(VIEWS).text)
    sent = form_of(supervisor.get(address).text, "way")
    assert (sent.pop("active"), sent["form"], sent["address"]) == ("y", "pdf", ADDRESS)
    supervisor.post(address, data={**sent, "way": "folder", "name": "改名"})
    with ledger() as session:
        row = session.scalars(select(Subscription)).one()
        assert (row.active, row.way, row.address) == (False, Way.FOLDER, "")
        assert session.scalars(select(SavedView.name)).one() == "改名"


@pytest.mark.parametrize(
    "address",
    [
        *("", "office", "a@b", "a@b.org, c@d.org", "a@b.org\nBcc: c@d.org", "名@例.中国"),
        "x" * 250 + "@b.org",
    ],
)
def test_an_address_that_is_none_is_refused(supervisor, view_id, ledger, address):
    sent = {"name": "月报", "span": "fixed", "active": "y", "form": "pdf", "way": "mail"}
    answer = supervisor.post(f"{VIEWS}/{view_id}", data={**sent, "address": address})
    assert answer.status_code == 422
    assert "请填写一个邮箱地址" in error_beside(answer.text, "address")
    with ledger() as session:
        assert session.scalars(select(Subscription)).all() == []
        assert session.scalars(select(SavedView.name)).one() == "每月报表", "all or nothing"


def test_a_view_is_removed_with_all_that_is_known_of_it(supervisor, view_id, ledger, trail_lines):
    with ledger() as session:
        subscription = subscribed(session, session.scalars(select(SavedView)).one())
        report_runs.claim(session, subscription.center_id, subscription.id, ended(), "月报")
        session.commit()
    supervisor.post(f"{VIEWS}/{view_id}/remove")
    with ledger() as session:
        for table in (SavedView, Subscription, ReportRun):
            assert session.scalars(select(table)).all() == []
    assert trail_lines()[-1] == ("view.remove", "supervisor")


def test_somebody_elses_view_is_not_there(supervisor, view_id, ledger, open_as):
    """Neither to the supervisor of another center nor to another one of the same."""
    with ledger() as session:
        other = saved(session, center_of(session, "QJ"), "别处").id
    with ledger() as session:
        clerk = account_of(session, center_of(session, "LS"), Role.CLERK)
        clerk.role = Role.SUPERVISOR
        audit.record(session, actor_of(clerk), "test.account", clerk)
        session.commit()
    colleague, elsewhere = open_as(Role.CLERK), open_as(Role.SUPERVISOR, "QJ")
    for browser, id_ in ((supervisor, other), (elsewhere, view_id), (colleague, view_id)):
        for address in (f"{VIEWS}/{id_}", f"{VIEWS}/{id_}.xlsx", f"{VIEWS}/{id_}.pdf"):
            assert browser.get(address).status_code == 404
        assert browser.post(f"{VIEWS}/{id_}", data={"name": "x"}).status_code == 404
        assert browser.post(f"{VIEWS}/{id_}/remove").status_code == 404
    assert "别处" not in supervisor.get(VIEWS).text
    assert "每月报表" not in colleague.get(VIEWS).text
    assert supervisor.get(f"{VIEWS}/{2**70}").status_code == 404


def test_past_reports_are_listed_and_made_anew(supervisor, view_id, ledger):
    month = ended().later(-3)
    with ledger() as session:
        subscription = subscribed(session, session.scalars(select(SavedView)).one())
        held = report_runs.claim(session, subscription.center_id, subscription.id, month, "月报")
        report_runs.failed(session, held, "邮件服务器没有应答", {})
        session.commit()
    for address in (VIEWS, f"{VIEWS}/{view_id}"):
        html = supervisor.get(address).text
        assert f"{month}" in html
        assert "未发送 邮件服务器没有应答" in text_of(html)
    link = opened(supervisor.get(VIEWS).text, "xlsx")
    answer = supervisor.get(link)
    assert f"-{month}.xlsx" in answer.headers["Content-Disposition"]
    days = f"{month.start} 至 {month.end}"
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert any(days in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


@pytest.mark.parametrize("month", ["2024-13", "x", str(ended().later(1))])
def test_a_month_that_cannot_be_is_not_there(supervisor, view_id, month):
    assert supervisor.get(f"{VIEWS}/{view_id}.xlsx?month={month}").status_code == 404


def test_the_list_asks_as_many_statements_for_many_views_as_for_one(app, supervisor, ledger):
    def asked(how_many):
        with ledger() as session:
            for place in range(how_many):
                view = saved(
                    session, center_of(session, "LS"), f"{how_many}-{place}", span=Span.PAST_YEAR
                )
                subscribed(session, view, form=FileForm.PDF)
        with app.app_context():
            engine = db.engine
        with noted(engine) as statements:
            supervisor.get(VIEWS)
        return len(statements)

    assert asked(1) == asked(20)


def test_a_file_says_what_narrows_its_figures(supervisor, save, ledger):
    """Where nothing narrows them, as on the list of subsidies, it says nothing."""
    save(f"/statistics/cohorts?{YEAR}&source=application", "申请的")
    save("/statistics/subsidies/2024-03?source=application", "补贴")
    with ledger() as session:
        ids = dict(session.execute(select(SavedView.name, SavedView.id)).all())
    above = {}
    for name, id_ in ids.items():
        book = openpyxl.load_workbook(io.BytesIO(supervisor.get(f"{VIEWS}/{id_}.xlsx").data))
        above[name] = " ".join(str(book.worksheets[0].cell(row, 1).value) for row in range(1, 5))
    assert "当事人申请" in above["申请的"]
    assert "当事人申请" not in above["补贴"]
