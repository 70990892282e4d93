"""The workload in the browser: who stands there, where numbers lead, what is taken along."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape

import openpyxl
import pytest

from tests.factories import STUDIO, make_case, named, open_office
from tests.pages import text_of
from tests.subsidies import LEAD, OTHER
from tests.views.matrix import center_of
from tracker import clock
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import AuditLine, Mediator, Organisation

PAGE = "/statistics/workload"


@pytest.fixture
def desks(ledger, office):
    """Of each mediator a case due today, one overdue and one closed; and a case of nobody's."""
    today = clock.today()
    with ledger() as session:
        for code in ("LS", "QJ"):
            center = center_of(session, code)
            for name in (LEAD, OTHER):
                person = named(session, Mediator, name, center)
                own = {"mediator_id": person.id, "organisation_id": person.organisation_id}
                for days, closed in ((30, None), (31, None), (4, today)):
                    day = today - timedelta(days=days)
                    make_case(
                        session,
                        center,
                        registered_on=day,
                        accepted=day,
                        closed=closed,
                        outcome=Outcome.EXPLAINED,
                        **own,
                    )
            make_case(session, center, registered_on=today, accepted=today)
    return f"year={today.year}"


@pytest.fixture
def supervisor(desks, open_as):
    return open_as(Role.SUPERVISOR)


def table_of(html):
    """The texts of each row, the total last."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.split('id="workload"')[1], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[text_of(cell) for cell in row] for row in cells][1:]


def test_everybody_stands_there_with_the_total_beneath(supervisor, desks):
    rows = table_of(supervisor.get(f"{PAGE}?{desks}").text)
    assert [row[0] for row in rows] == [LEAD, OTHER, "未注明", "合计"]
    for row in rows[:2]:
        assert row[1:6] == ["2", "1", "1", "1", "4.0"]
    assert rows[2][1:6] == ["1", "0", "0", "0", "—"]
    assert rows[3][1:6] == ["5", "2", "2", "2", "4.0"]


def test_every_number_opens_as_many_cases(supervisor, desks):
    html = supervisor.get(f"{PAGE}?{desks}").text
    found = re.findall(r'<a href="([^"]+)" data-figure="([^"]+)" data-value="([\d.]+)"', html)
    assert {figure for _href, figure, _value in found} == {
        *("pending", "due", "overdue", "closed", "median_days")
    }
    for href, figure, value in found:
        listed = re.search(r'data-total="(\d+)"', supervisor.get(unescape(href)).text)
        total = listed[1] if listed else "0"
        assert total == value or figure == "median_days"


def test_the_period_is_that_of_what_was_closed_only(supervisor):
    rows = table_of(supervisor.get(f"{PAGE}?year=2020").text)
    assert [row[1:6] for row in rows if row[0] == LEAD] == [["2", "1", "1", "0", "—"]]


def test_a_filter_narrows_the_lines_and_the_total(supervisor, desks, look):
    trade = look(lambda session, center: named(session, Organisation, STUDIO, center).id)
    center = look(lambda _session, center: center.id)
    rows = table_of(supervisor.get(f"{PAGE}?{desks}&organisation={center}-{trade}").text)
    assert [row[0] for row in rows] == [OTHER, "合计"]
    assert rows[1][1:6] == ["2", "1", "1", "1", "4.0"]


def test_a_mediator_sees_the_own_organisation_only(desks, open_as):
    rows = table_of(open_as(Role.MEDIATOR).get(f"{PAGE}?{desks}").text)
    assert [row[0] for row in rows] == [LEAD, "未注明", "合计"]
    assert rows[-1][1:6] == ["3", "1", "1", "1", "4.0"]


def test_with_centers_below_each_name_says_of_which_center(ledger, desks, open_as):
    with ledger() as session:
        below = open_office(session, "HX", "湖", parent=center_of(session, "LS"))
        name = below.name
    supervisor = open_as(Role.SUPERVISOR)
    names = [row[0] for row in table_of(supervisor.get(f"{PAGE}?{desks}").text)]
    assert f"{LEAD}（{name}）" in names
    assert not any("虹" in one for one in names)
    only = table_of(supervisor.get(f"{PAGE}?{desks}&center=HX").text)
    assert [row[0] for row in only] == [LEAD, OTHER, "合计"]
    assert supervisor.get(f"{PAGE}?center=QJ").status_code == 404


def test_the_files_say_the_same_as_the_page(supervisor, desks, ledger):
    page = table_of(supervisor.get(f"{PAGE}?{desks}").text)
    lines = list(csv.reader(io.StringIO(supervisor.get(f"{PAGE}.csv?{desks}").text)))
    assert str(clock.today()) in lines[0][3]
    people = [[cell or "—" for cell in line] for line in lines[-3:]]
    assert people == page[:-1]
    book = openpyxl.load_workbook(io.BytesIO(supervisor.get(f"{PAGE}.xlsx?{desks}").data))
    *_rows, total = book.worksheets[0].iter_rows(values_only=True)
    assert [str(float(cell)) for cell in total[1:6]] == [str(float(cell)) for cell in page[-1][1:6]]
    with ledger() as session:
        actions = [line.action for line in session.query(AuditLine)]
    assert actions.count("summary.workload") == 2
