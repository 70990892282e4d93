"""What waits in a register: listed with what it lacks and its days, the longest first."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from tests.pages import text_of
from tests.registers.entries import entry
from tests.views.test_declared_register import columns_of
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Role
from tracker.indicators.register_figures import register_figures
from tracker.permissions import Actor
from tracker.queries.registers import watch_counts
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.penalties import DOCUMENTS, Procedure
from tracker.services import registers

DUE = "/registers/penalties/waiting/three_documents"


@pytest.fixture
def add(session, center):
    def add(kind, **stated):
        register = REGISTERS[kind]
        row = registers.add(session, Actor.system(center.id), register, entry(register, **stated))
        session.commit()
        return row

    return add


@pytest.fixture
def penalties(add):
    """By number: of a person, and of enterprises with all, two and none of the documents."""
    days = dict.fromkeys(DOCUMENTS, date(2024, 3, 8))
    for number, stated in {
        "人": {},
        "齐": {"enterprise": True, **days},
        "缺二": {"enterprise": True, "decision_delivered_on": date(2024, 3, 8)},
        "缺三": {"enterprise": True, "decided_on": date(2024, 2, 1)},
        "来年": {"enterprise": True, "decided_on": date(2025, 1, 1)},
    }.items():
        add("penalties", number=number, procedure=Procedure.ORDINARY, **stated)


def test_documents_not_delivered_are_listed_with_their_days_the_longest_first(penalties, open_as):
    page = open_as(Role.SUPERVISOR).get(f"{DUE}?to=2024-03-10").text
    assert 'data-total="2"' in page
    assert columns_of(page) == ["处罚决定书文号", "处罚日期", "所缺", "已等天数"]
    told = text_of(page.split("<tbody>")[1].split("</tbody>")[0])
    assert told.index("缺三") < told.index("缺二")
    assert "处罚决定书送达日期、合规建议书送达日期、信用修复告知书送达日期 38" in told
    assert "合规建议书送达日期、信用修复告知书送达日期 5" in told


def test_a_document_delivered_later_was_missing_before(penalties, open_as):
    assert 'data-total="3"' in open_as(Role.CLERK).get(f"{DUE}?to=2024.3.7").text


def test_a_day_that_is_none_is_told_beside_its_field(penalties, open_as):
    page = open_as(Role.CLERK).get(f"{DUE}?to=2024-02-30")
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text


def test_the_register_reminds_of_them_as_of_the_day_that_its_list_asks_for(penalties, open_as):
    clerk = open_as(Role.CLERK)
    assert 'data-figure="three_documents" data-value="3"' in clerk.get("/registers/penalties").text
    page = clerk.get("/registers/penalties?until=2024-12-31").text
    assert f'href="{DUE}?to=2024-12-31" data-figure="three_documents" data-value="2"' in page
    assert "三书未齐" not in clerk.get("/registers/penalties?until=2024-01-31").text


def test_the_file_has_what_is_missing_and_the_days_beside_the_entry(penalties, open_as):
    done = open_as(Role.AUDITOR).post(f"{DUE}.xlsx?to=2024-03-10")
    sheet = openpyxl.load_workbook(io.BytesIO(done.data)).active
    heads, *rows = list(sheet.iter_rows(values_only=True))
    assert sheet.title == "三书未齐"
    assert heads[-2:] == ("所缺", "已等天数")
    assert [(row[0], row[-1]) for row in rows] == [("缺三", 38), ("缺二", 5)]


def test_findings_wait_from_the_day_after_their_own(session, center, add):
    register, scope = REGISTERS["findings"], Scope((center.id,))
    add("findings", due_on=date(2024, 4, 1))
    add("findings", due_on=date(2024, 4, 1), resolved_on=date(2024, 4, 1))
    late = add("findings", due_on=date(2024, 4, 1), resolved_on=date(2024, 4, 9))
    add("findings")
    found = [
        watch_counts(session, register, scope, day)["overdue"]
        for day in (date(2024, 4, 1), date(2024, 4, 2), date(2024, 4, 9))
    ]
    assert found == [0, 2, 1]
    (year,) = register_figures(session, scope, [Period.year(2024)])
    rate = year["findings_in_time_rate"]
    assert (rate.numerator, rate.denominator) == (1, 3)
    registers.void(session, Actor.system(center.id), register, late, "登错")
    assert watch_counts(session, register, scope, date(2024, 4, 2))["overdue"] == 1


def test_petitions_that_wait_are_the_backlog_of_that_day(session, center, add):
    add("petitions", number="1")
    add("petitions", number="2", resolved_on=date(2024, 12, 31))
    add("petitions", number="3", resolved_on=date(2025, 1, 1))
    add("petitions", number="4", received_on=date(2025, 1, 1))
    scope = Scope((center.id,))
    (year,) = register_figures(session, scope, [Period.year(2024)])
    found = watch_counts(session, REGISTERS["petitions"], scope, date(2024, 12, 31))
    assert found["unresolved"] == year["petition_backlog"].value == 2


def test_what_is_not_declared_is_not_there(center, open_as):
    clerk = open_as(Role.CLERK)
    assert clerk.get("/registers/penalties/waiting/overdue").status_code == 404
    assert clerk.post("/registers/exams/waiting/overdue.csv").status_code == 404
