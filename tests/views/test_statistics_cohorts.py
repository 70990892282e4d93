"""Cohorts in the browser: what stands there, what is not told yet, and what is taken along."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.factories import make_case
from tests.pages import text_of
from tests.views.matrix import center_of
from tracker import clock
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import AuditLine, Village

PAGE = "/statistics/cohorts"


@pytest.fixture
def days_ago():
    return lambda days: clock.today() - timedelta(days=days)


@pytest.fixture
def question(ledger, office, days_ago):
    """A case resolved on the seventh day, one on the eighth, one failed, and a young one."""
    old, young = days_ago(100), days_ago(3)
    ends = (
        (old, 7, Outcome.EXPLAINED),
        (old, 8, Outcome.ORAL_AGREEMENT),
        (old, 1, Outcome.FAILED),
        (young, 1, Outcome.EXPLAINED),
    )
    with ledger() as session:
        for code in ("LS", "QJ"):
            for accepted, days, outcome in ends:
                make_case(
                    session,
                    center_of(session, code),
                    registered_on=accepted,
                    accepted=accepted,
                    closed=accepted + timedelta(days=days),
                    outcome=outcome,
                )
    return f"span=custom&from={old}&to={clock.today()}"


@pytest.fixture
def supervisor(question, open_as):
    return open_as(Role.SUPERVISOR)


def whole(html):
    """The cells of the row of the whole period."""
    row = html.split("<tfoot>")[1].split("</tfoot>")[0]
    return [text_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def test_the_seventh_day_is_within_seven_days_and_the_eighth_is_not(supervisor, question):
    accepted, seven, fifteen, *_more = whole(supervisor.get(f"{PAGE}?{question}").text)
    assert accepted == "4"
    assert seven.startswith("33.33% 1 / 3")
    assert fifteen.startswith("66.67% 2 / 3")


def test_what_is_too_young_is_not_told_yet(supervisor, days_ago):
    html = supervisor.get(f"{PAGE}?span=custom&from={days_ago(5)}&to={days_ago(0)}").text
    assert whole(html) == ["1", "未满期", "未满期", "未满期", "未满期"]
    assert "<svg" not in html.split('id="cohorts"')[1]
    assert (
        supervisor.get(f"{PAGE}.svg?span=custom&from={days_ago(5)}&to={days_ago(0)}").status_code
        == 404
    )


def test_every_number_opens_as_many_cases(supervisor, question):
    html = supervisor.get(f"{PAGE}?{question}").text
    found = re.findall(r'<a href="([^"]+)" data-figure="([^"]+)" data-value="(\d+)"', html)
    assert len({figure for _href, figure, _value in found}) >= 13
    for href, _figure, value in set(found):
        listed = supervisor.get(unescape(href)).text
        assert re.search(r'data-total="(\d+)"', listed)[1] == value


def test_the_files_say_the_same(supervisor, question, ledger):
    lines = list(csv.reader(io.StringIO(supervisor.get(f"{PAGE}.csv?{question}").text)))
    total = [line for line in lines if "33.33" in line]
    assert total
    book = openpyxl.load_workbook(io.BytesIO(supervisor.get(f"{PAGE}.xlsx?{question}").data))
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 33.33 in values or "33.33" in map(str, values)
    with ledger() as session:
        actions = [line.action for line in session.query(AuditLine)]
    assert actions.count("summary.cohorts") == 2


def test_the_files_say_to_which_rows_they_are_narrowed_and_no_basis(supervisor, ledger, question):
    with ledger() as session:
        village = session.query(Village).filter_by(name="后横村").first()
        narrowed = f"{question}&basis=closed&village={village.center_id}-{village.id}"
    text = supervisor.get(f"{PAGE}.csv?{narrowed}").text
    assert "后横村" in text.splitlines()[0]
    book = openpyxl.load_workbook(io.BytesIO(supervisor.get(f"{PAGE}.xlsx?{narrowed}").data))
    above = [str(book.worksheets[0].cell(row, 1).value) for row in range(1, 5)]
    assert "后横村" in above
    assert not any("口径" in line for line in above)


def test_the_curve_is_valid_xml_and_says_whose_it_is(supervisor, question):
    drawn = supervisor.get(f"{PAGE}.svg?{question}")
    assert drawn.content_type.startswith("image/svg+xml")
    texts = "".join(ElementTree.fromstring(drawn.data).itertext())  # noqa: S314 - our own file
    assert "受理后逐日累计化解率" in texts
    assert "66.67%" in texts
    assert supervisor.get(f"{PAGE}.png?{question}").data.startswith(b"\x89PNG")
