"""Two to five of a kind side by side in the browser: what is chosen, said, and taken along."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import STUDIO, TOWN, make_case, named
from tests.pages import error_beside, form_of, text_of
from tests.statements import engine_of, selects
from tests.views.matrix import center_of
from tests.views.test_summaries import follow_all, links
from tracker.domain.vocabulary import Basis, Outcome, Role
from tracker.models import Center, Organisation

PAGE = "/statistics/comparison"
YEAR = f"{PAGE}?year=2024"
KINDS = ["organisation", "mediator", "village", "dispute_type", "year", "source"]


@pytest.fixture
def keys(ledger: Callable[..., Any], filled_offices: int) -> dict[str, str]:
    """The keys of two organisations of a filled ledger; the center beside has others."""
    with ledger() as session:
        center = session.get_one(Center, filled_offices)
        found = {name: named(session, Organisation, name, center).id for name in (TOWN, STUDIO)}
        return {name: f"{center.id}-{id_}" for name, id_ in found.items()}


@pytest.fixture
def supervisor(keys: dict[str, str], open_as: Callable[..., FlaskClient]) -> FlaskClient:
    return open_as(Role.SUPERVISOR)


def heads(html: str) -> list[str]:
    """What the columns are called, without what is said beneath."""
    head = html.split('<table class="table compared">')[1].split("</thead>", maxsplit=1)[0]
    head = re.sub(r'<span class="small">.*?</span>', "", head)
    return [text_of(cell) for cell in re.findall(r"<th[^>]*>(.*?)</th>", head, re.DOTALL)][1:]


def cells(html: str, label: str) -> list[str]:
    """The texts of a figure's row."""
    body = html.split('<table class="table compared">')[1]
    for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL):
        name, *found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        if text_of(re.sub(r"<span.*?</span>", "", name)) == label:
            return [text_of(cell) for cell in found]
    raise AssertionError(label)


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_every_column_opens_exactly_its_cases(
    supervisor: FlaskClient, kind: str
) -> None:
    assert follow_all(supervisor, f"{YEAR}&compare={kind}") >= 20


def test_so_it_does_on_another_basis_and_for_chosen_rows(
    supervisor: FlaskClient, keys: dict[str, str]
) -> None:
    narrowed = f"{YEAR}&basis=accepted&source=court&of={keys[TOWN]}&of={keys[STUDIO]}"
    assert follow_all(supervisor, narrowed) >= 10
    assert follow_all(supervisor, f"{PAGE}?span=quarter&year=2024&quarter=2&compare=year") >= 20


def test_without_a_choice_those_with_the_most_cases_are_compared(
    supervisor: FlaskClient, keys: dict[str, str]
) -> None:
    html = supervisor.get(YEAR).text
    assert heads(html) == [TOWN, STUDIO]
    form = form_of(html, "of")
    assert form["of"][:3] == [keys[TOWN], keys[STUDIO], ""]
    counts = [int(text.split()[0]) for text in cells(html, "应办件数")]
    assert counts == sorted(counts, reverse=True)


def test_the_columns_stand_in_the_order_of_the_address(
    supervisor: FlaskClient, keys: dict[str, str]
) -> None:
    html = supervisor.get(f"{YEAR}&of={keys[STUDIO]}&of=&of={keys[TOWN]}").text
    assert heads(html) == [STUDIO, TOWN]
    assert form_of(html, "of")["of"][:3] == [keys[STUDIO], "", keys[TOWN]]
    assert "field-wrong" not in html


def test_years_are_those_of_the_ledger_up_to_the_asked_one(supervisor: FlaskClient) -> None:
    assert heads(supervisor.get(f"{YEAR}&compare=year").text) == ["2023", "2024"]
    html = supervisor.get(f"{YEAR}&compare=year&of=2024&of=2023&of=2025").text
    assert heads(html) == ["2024", "2023", "2025"]
    single = [supervisor.get(f"/summaries/{year}.json").json for year in (2024, 2023, 2025)]
    counted = [one["indicators"]["caseload"]["value"] for one in single if one]
    assert [int(text.split()[0]) for text in cells(html, "应办件数")] == counted


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("of=9-9", "不是可选项"),
        ("of=x", "不是可选项"),
        ("of={town}&of={town}", "已在其他列中"),
        ("of={town}", "至少比较两项"),
        ("of={town}&of={studio}&of=&of=&of=&of={town}", "最多比较五项"),
    ],
)
def test_what_makes_no_sense_is_told_beside_its_field_and_replaced(
    supervisor: FlaskClient, keys: dict[str, str], wrong: str, sentence: str
) -> None:
    html = supervisor.get(f"{YEAR}&{wrong.format(town=keys[TOWN], studio=keys[STUDIO])}").text
    assert sentence in "".join(error_beside(html, f"of-{place}") for place in range(1, 6))
    assert heads(html) == [TOWN, STUDIO]


def test_an_unknown_kind_is_taken_for_the_first(supervisor: FlaskClient) -> None:
    assert heads(supervisor.get(f"{YEAR}&compare=colour").text) == [TOWN, STUDIO]


def test_another_kind_of_period_keeps_the_columns(
    supervisor: FlaskClient, keys: dict[str, str]
) -> None:
    html = supervisor.get(f"{YEAR}&of={keys[STUDIO]}&of={keys[TOWN]}").text
    quarter = unescape(re.search(r'href="([^"]*span=quarter[^"]*)"', html)[1])  # type: ignore[index]
    assert heads(supervisor.get(f"{quarter}&quarter=2").text) == [STUDIO, TOWN]
    kind = unescape(re.search(r'href="([^"]*compare=mediator[^"]*)"', html)[1])  # type: ignore[index]
    assert "of=" not in kind


@pytest.fixture
def settled(keys: dict[str, str], ledger: Callable[..., Any]) -> None:
    """In 2022 the studio ended ten mediations, all with agreements, the town twelve, one of them
    without; in 2021 the studio ended nine.
    """
    with ledger() as session:
        center = center_of(session, "LS")
        for name, year, number in ((STUDIO, 2022, 10), (TOWN, 2022, 12), (STUDIO, 2021, 9)):
            for day in range(1, number + 1):
                on = date(year, 5, day)
                failed = name == TOWN and day == 1
                make_case(
                    session,
                    center,
                    registered_on=on,
                    accepted=on,
                    closed=on,
                    outcome=Outcome.FAILED if failed else Outcome.WRITTEN_AGREEMENT,
                    organisation_id=named(session, Organisation, name, center).id,
                )


@pytest.mark.usefixtures("settled")
def test_a_rate_stands_with_its_fraction_its_interval_its_rank_and_the_difference(
    supervisor: FlaskClient, keys: dict[str, str]
) -> None:
    html = supervisor.get(f"{PAGE}?year=2022&of={keys[TOWN]}&of={keys[STUDIO]}").text
    town, studio = cells(html, "调解成功率")
    assert town == "91.67% 11 / 12 · 余 1 95%区间 64.61–98.52 第2名"
    assert studio == "100.00% 10 / 10 · 余 0 95%区间 72.24–100.00 第1名 +8.33个百分点"
    assert 'title="95%置信区间：72.24%至100.00%"' in html
    assert cells(html, "办结件数") == ["12", "10 −2 (−16.67%)"]


@pytest.mark.usefixtures("settled")
def test_a_rate_of_nine_cases_is_marked_in_words_and_not_ranked(supervisor: FlaskClient) -> None:
    html = supervisor.get(f"{PAGE}?year=2022&compare=year&of=2021&of=2022&of=2025").text
    nine, many, none = cells(html, "调解成功率")
    assert nine == "100.00% 9 / 9 · 余 0 95%区间 70.08–100.00 不足10件，不排名"
    assert "名" not in many
    assert none == "— 0 / 0 · 余 0"


def test_the_basis_stands_beside_the_rate(supervisor: FlaskClient) -> None:
    html = supervisor.get(f"{YEAR}&basis=closed").text
    assert re.search(rf'化解率 <span class="small">{Basis.CLOSED.term}</span>', html)


def test_a_mediator_compares_within_the_own_organisation(
    keys: dict[str, str], open_as: Callable[..., FlaskClient]
) -> None:
    mediator = open_as(Role.MEDIATOR)
    html = mediator.get(f"{YEAR}&compare=organisation&of={keys[TOWN]}&of={keys[STUDIO]}").text
    assert STUDIO not in text_of(html)
    tabs = html.split('aria-label="比较对象"')[1].split("</nav>", maxsplit=1)[0]
    assert "compare=mediator" in tabs
    assert "compare=organisation" not in tabs
    own, below = (one.get(f"{YEAR}&compare=year").text for one in (mediator, open_as("supervisor")))
    assert cells(own, "应办件数") != cells(below, "应办件数")
    assert follow_all(mediator, f"{YEAR}&compare=year") >= 20


def test_a_row_of_another_center_is_no_choice(
    supervisor: FlaskClient, ledger: Callable[..., Any]
) -> None:
    with ledger() as session:
        other = center_of(session, "QJ")
        key = f"{other.id}-{named(session, Organisation, STUDIO, other).id}"
    html = supervisor.get(f"{YEAR}&of={key}").text
    assert "不是可选项" in error_beside(html, "of-1")


def test_rows_of_the_centers_below_say_whose_they_are(
    keys: dict[str, str], ledger: Callable[..., Any], open_as: Callable[..., FlaskClient]
) -> None:
    with ledger() as session:
        own, below = (center_of(session, code).id for code in ("LS", "QJ"))
        session.execute(update(Center).where(Center.id == below).values(parent_id=own))
        session.commit()
    html = open_as(Role.SUPERVISOR).get(YEAR).text
    assert len(set(heads(html))) == 4
    assert all("（" in head for head in heads(html))


def test_where_nothing_can_be_compared_it_says_so(supervisor: FlaskClient) -> None:
    html = supervisor.get(f"{PAGE}?year=2019").text
    assert "无法比较" in text_of(html)
    assert '<table class="table compared">' not in html


def test_the_files_say_what_the_page_says(supervisor: FlaskClient, keys: dict[str, str]) -> None:
    asked = f"year=2024&of={keys[TOWN]}&of={keys[STUDIO]}"
    shown = {
        (figure, value) for figure, value, _href in links(supervisor.get(f"{PAGE}?{asked}").text)
    }
    text = supervisor.get(f"{PAGE}.csv?{asked}").data.decode("utf-8-sig")
    _above, columns, *lines = csv.reader(io.StringIO(text))
    rate = dict(zip(columns, next(line for line in lines if line[0] == "化解率"), strict=True))
    assert ("resolution_rate.numerator", rate["分子"]) in shown
    assert ("resolution_rate.denominator", rate["分母"]) in shown
    assert rate["备注"].startswith(Basis.CASELOAD.term)
    assert float(rate["95%置信区间下限"]) <= float(rate["数值"]) <= float(rate["95%置信区间上限"])
    assert {line[1] for line in lines} == {TOWN, STUDIO}
    book = openpyxl.load_workbook(io.BytesIO(supervisor.get(f"{PAGE}.xlsx?{asked}").data))
    assert book.sheetnames == ["比较", "差异与置信区间"]
    rows = {row[0]: row for row in book["比较"].iter_rows(values_only=True)}
    caseload = [value for figure, value in shown if figure == "caseload"]
    assert {str(value) for value in rows["应办件数"] if isinstance(value, int)} == set(caseload)


def test_every_file_that_is_taken_stands_in_the_trail(
    supervisor: FlaskClient, last_line: Callable[[], Any], keys: dict[str, str]
) -> None:
    asked = f"year=2024&basis=closed&of={keys[TOWN]}&of={keys[STUDIO]}"
    for form in ("csv", "xlsx"):
        sent = supervisor.get(f"{PAGE}.{form}?{asked}")
        assert f"comparison-LS-2024.{form}" in sent.headers["Content-Disposition"]
        action, changes = last_line()
        assert action == "summary.compare"
        assert (changes["format"], changes["basis"]) == (form, "closed")
        assert changes["compared"] == f"{TOWN}、{STUDIO}"


def test_the_page_offers_files_only_to_those_who_may_take_them(
    supervisor: FlaskClient, open_as: Callable[..., FlaskClient]
) -> None:
    assert "comparison.xlsx" in supervisor.get(YEAR).text
    assert "comparison.xlsx" not in open_as(Role.AUDITOR).get(YEAR).text


def test_the_page_takes_few_statements_and_stays_light(app: Flask, supervisor: FlaskClient) -> None:
    supervisor.get(f"{YEAR}&compare=year")
    assert selects(engine_of(app), lambda: supervisor.get(YEAR)) <= 24
    assert len(supervisor.get(YEAR).data) < 100_000
