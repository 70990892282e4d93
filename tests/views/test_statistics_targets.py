"""Targets in the browser: set, changed, removed, copied; how far they are, and who sees that."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape

import openpyxl
import pytest

from tests.factories import STUDIO, TOWN, make_case, named, open_office
from tests.pages import text_of
from tests.targets import set_target
from tests.views.matrix import center_of
from tracker import clock
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import AuditLine, Organisation, Target

PAGE = "/statistics/targets"
DAY = date(2024, 3, 5)


@pytest.fixture
def aims(ledger, office):
    """Two of three cases of 2024 resolved; targets of the center and of both organisations."""
    with ledger() as session:
        for code in ("LS", "QJ"):
            center = center_of(session, code)
            for outcome in (Outcome.EXPLAINED, Outcome.EXPLAINED, Outcome.FAILED):
                make_case(session, center, accepted=DAY, closed=DAY, outcome=outcome)
            set_target(session, center, "66.67", "resolution_rate")
            set_target(session, center, "2")
            set_target(session, center, "3", organisation=TOWN)
            set_target(session, center, "1.5", "median_days", organisation=STUDIO)


@pytest.fixture
def supervisor(aims, open_as):
    return open_as(Role.SUPERVISOR)


@pytest.fixture
def targets(look):
    """What is set in center LS: (organisation or none, year, figure) and the steps."""

    def stand():
        def read(session, center):
            rows = session.query(Target).filter(Target.center_id == center.id)
            names = {one.id: one.name for one in session.query(Organisation)}
            return {
                (names.get(one.organisation_id), one.year, one.figure): one.value for one in rows
            }

        return look(read)

    return stand


def table_of(html):
    """Of each target whose it is, and the texts of its row."""
    found, whose = [], ""
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html.split('id="targets"')[1], re.DOTALL)[1:]:
        texts = [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        if "rowgroup" in row:
            (whose,) = texts
        else:
            found.append([whose, *texts])
    return found


def id_of(look, figure, organisation=None):
    def read(session, center):
        rows = session.query(Target).filter(Target.center_id == center.id)
        named_so = organisation and named(session, Organisation, organisation, center).id
        return next(
            one.id for one in rows if (one.figure, one.organisation_id) == (figure, named_so)
        )

    return look(read)


def test_each_target_says_what_is_and_what_is_missing(supervisor):
    rows = table_of(supervisor.get(f"{PAGE}?year=2024").text)
    assert [row[0] for row in rows] == ["全中心", "全中心", STUDIO, TOWN]
    assert rows[0][1] == "化解率 · 应办口径"
    assert rows[0][2] == "≥ 66.67%"
    assert rows[0][3].startswith("66.67% 2 / 3")
    assert rows[0][4] == "未达成 还差不到0.01个百分点（现有3件，还差1件）"
    assert rows[1][2:5] == ["≥ 2 件", "2", "已达成"]
    assert rows[2][2:5] == ["≤ 1.5 天", "—", "暂无数据"]
    assert rows[3][2:5] == ["≥ 3 件", "2", "未达成 还差1件"]


def test_every_number_opens_as_many_cases(supervisor):
    html = supervisor.get(f"{PAGE}?year=2024").text
    found = re.findall(r'<a href="([^"]+)" data-figure="([^"]+)" data-value="([\d.]+)"', html)
    assert len(found) == 5
    for href, _figure, value in found:
        listed = supervisor.get(unescape(href)).text
        assert re.search(r'data-total="(\d+)"', listed)[1] == value


def test_of_the_running_year_the_page_says_where_it_should_stand(supervisor, ledger):
    year = clock.today().year
    with ledger() as session:
        center = center_of(session, "LS")
        make_case(session, center, registered_on=clock.today(), accepted=clock.today())
        set_target(session, center, "5000", year=year)
    (row,) = table_of(supervisor.get(PAGE).text)
    assert row[4].startswith("推进中 还差5,000件 按时间进度应达")
    assert row[4].endswith("进度滞后")


def test_a_year_to_come_has_targets_and_no_figures(supervisor, ledger):
    year = clock.today().year + 1
    with ledger() as session:
        set_target(session, center_of(session, "LS"), year=year)
    (row,) = table_of(supervisor.get(f"{PAGE}?year={year}").text)
    assert row[3:5] == ["—", "年度未开始"]


def test_a_target_is_set(supervisor, targets, last_line, look):
    town = look(lambda session, center: named(session, Organisation, TOWN, center).id)
    sent = {"year": "2024", "organisation_id": town, "figure": "satisfaction_rate"}
    answer = supervisor.post(f"{PAGE}/new", data={**sent, "value": "98.5%"})
    assert answer.location == f"{PAGE}?year=2024"
    assert targets()[TOWN, 2024, "satisfaction_rate"] == 9850
    assert last_line()[0] == "target.set"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"value": "许多"}, "无法识别为数字，请按1366的写法填写。"),
        ({"value": ""}, "请填写"),
        ({"value": "-3"}, "目标不能为负数。"),
        ({"value": "2.5"}, "件数应为整数。"),
        ({"figure": "performance_rate", "value": "100.1"}, "比率最高为百分之100。"),
        ({"year": "1949"}, "1950"),
        ({"year": "二〇二四"}, "1950"),
        ({"figure": "luck"}, "请从列表中选择"),
        ({"organisation_id": "999"}, "请从列表中选择"),
        ({"year": "2024"}, "2024年已有这项指标的目标，请直接修改。"),
    ],
)
def test_what_is_no_target_is_told_and_nothing_typed_is_lost(supervisor, targets, sent, sentence):
    before = targets()
    whole = {"year": "2031", "figure": "resolved", "value": "2", **sent}
    answer = supervisor.post(f"{PAGE}/new", data=whole)
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert f'value="{whole["value"]}"' in answer.text
    assert targets() == before


def test_another_centers_organisation_is_not_among_the_choices(supervisor, targets, ledger):
    with ledger() as session:
        foreign = named(session, Organisation, TOWN, center_of(session, "QJ")).id
    before = targets()
    sent = {"year": "2031", "figure": "resolved", "value": "2", "organisation_id": foreign}
    assert supervisor.post(f"{PAGE}/new", data=sent).status_code == 422
    assert targets() == before


def test_a_target_is_changed_by_who_saw_it_as_it_is(supervisor, targets, look):
    here = f"{PAGE}/{id_of(look, 'resolved', TOWN)}"
    assert "≥ 3 件" in text_of(supervisor.get(here).text)
    first = supervisor.post(here, data={"value": "4", "version": "1"})
    assert first.location == f"{PAGE}?year=2024"
    late = supervisor.post(here, data={"value": "9", "version": "1"})
    assert late.status_code == 422
    assert "该目标已被他人修改" in late.text
    assert "≥ 4 件" in text_of(late.text)
    assert 'value="9"' in late.text
    assert targets()[TOWN, 2024, "resolved"] == 4
    again = supervisor.post(here, data={"value": "9", "version": "2"})
    assert again.status_code == 302


def test_a_target_is_removed_by_who_saw_it_as_it_is(supervisor, targets, look):
    here = f"{PAGE}/{id_of(look, 'resolved', TOWN)}/remove"
    supervisor.post(here, data={"version": "7"})
    assert (TOWN, 2024, "resolved") in targets()
    supervisor.post(here, data={"version": "1"})
    assert (TOWN, 2024, "resolved") not in targets()
    assert supervisor.post(here, data={"version": "1"}).status_code == 404


def test_last_years_targets_are_copied_in_one_step(supervisor, targets):
    asked = supervisor.get(f"{PAGE}?year=2025").text
    assert "沿用2024年目标" in asked
    assert f"{PAGE}/copy" in asked
    supervisor.post(f"{PAGE}/copy", data={"year": "2025"})
    copied = {key: value for key, value in targets().items() if key[1] == 2025}
    assert len(copied) == 4
    assert copied[None, 2025, "resolution_rate"] == 6667
    assert f"{PAGE}/copy" not in supervisor.get(f"{PAGE}?year=2025").text
    again = supervisor.post(f"{PAGE}/copy", data={"year": "2025"}, follow_redirects=True)
    assert "2024年没有可沿用的目标。" in again.text


def test_a_mediator_sees_the_own_organisations_targets_and_sets_none(aims, open_as):
    mediator = open_as(Role.MEDIATOR)
    html = mediator.get(f"{PAGE}?year=2024").text
    assert [row[0] for row in table_of(html)] == [TOWN]
    assert "设定目标" not in html
    assert mediator.get(f"{PAGE}/new").status_code == 403


def test_another_centers_targets_are_nobodys_business(supervisor, ledger, targets):
    assert supervisor.get(f"{PAGE}?year=2024&center=QJ").status_code == 404
    with ledger() as session:
        others = session.query(Target).filter(Target.center_id == center_of(session, "QJ").id)
        foreign = [one.id for one in others]
    before = targets()
    for id_ in foreign:
        assert supervisor.get(f"{PAGE}/{id_}").status_code == 404
        assert (
            supervisor.post(f"{PAGE}/{id_}", data={"value": "9", "version": "1"}).status_code == 404
        )
        assert supervisor.post(f"{PAGE}/{id_}/remove", data={"version": "1"}).status_code == 404
    assert targets() == before
    with ledger() as session:
        assert session.query(Target).filter(Target.value == 9).count() == 0


def test_the_supervisor_above_sees_the_targets_below_and_sets_none(aims, ledger, open_as):
    with ledger() as session:
        below = open_office(session, "HX", "湖", parent=center_of(session, "LS"))
        set_target(session, below)
    supervisor = open_as(Role.SUPERVISOR)
    html = supervisor.get(f"{PAGE}?year=2024&center=HX").text
    assert len(table_of(html)) == 1
    assert "设定目标" not in html
    assert 'name="center"' in html


def test_the_files_say_the_same_as_the_page(supervisor, ledger):
    page = table_of(supervisor.get(f"{PAGE}?year=2024").text)
    lines = list(csv.reader(io.StringIO(supervisor.get(f"{PAGE}.csv?year=2024").text)))[-4:]
    assert [line[0] for line in lines] == [row[0] for row in page]
    assert lines[0][2:10] == ["不低于", "66.67", "%", "66.67", "2", "3", "未达成", "1"]
    assert [line[8] for line in lines] == [row[4].split(" ")[0] for row in page]
    book = openpyxl.load_workbook(io.BytesIO(supervisor.get(f"{PAGE}.xlsx?year=2024").data))
    *_above, last = book.worksheets[0].iter_rows(values_only=True)
    assert last[0] == TOWN
    assert last[3] == 3
    with ledger() as session:
        actions = [line.action for line in session.query(AuditLine)]
    assert actions.count("target.export") == 2


def test_the_trail_tells_targets_in_words(supervisor, open_as):
    supervisor.post(f"{PAGE}/new", data={"year": "2026", "figure": "median_days", "value": "12"})
    told = text_of(open_as(Role.AUDITOR).get("/trail").text)
    assert "设定目标" in told
    assert "办理天数中位数" in told
    assert "12.0" in told
