"""The pages of figures: every number leads to exactly its cases; the files and who takes them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import named
from tests.pages import text_of
from tests.small_year import fill
from tests.statements import engine_of, selects
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, Center, Organisation
from tracker.permissions import Actor
from tracker.services import papers

SUMS = ("amount_claimed", "amount_agreed", "amount_performed", "median_days", "parties")
"""Their values are no numbers of cases; the lists behind them say on how many cases they rest."""


@pytest.fixture
def supervisor(filled_office: int, open_as: Callable[..., FlaskClient]) -> FlaskClient:
    return open_as(Role.SUPERVISOR)


def links(html: str) -> list[tuple[str, str, str]]:
    """(figure, value, address) of every figure's link."""
    found = []
    for tag in re.findall(r"<a [^>]*data-figure=[^>]*>", html):
        attrs = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        found.append((attrs["data-figure"], attrs["data-value"], unescape(attrs["href"])))
    return found


def total_of(html: str) -> int:
    found = re.search(r'data-total="(\d+)"', html)
    assert found is not None
    return int(found[1])


def follow_all(client: FlaskClient, address: str) -> int:
    """Open every link of the page; how many led to as many cases as they said."""
    page = client.get(address).get_data(as_text=True)
    counted = {link for link in links(page) if link[0] not in SUMS and link[2].startswith("/")}
    for figure, value, href in counted:
        listed = client.get(href)
        assert listed.status_code == 200, href
        assert total_of(listed.get_data(as_text=True)) == int(value), (figure, href)
    return len(counted)


@pytest.mark.parametrize("by", ["month", "dispute_type", "source", "organisation", "mediator"])
def test_every_figure_of_the_summary_opens_as_many_cases_as_it_says(
    supervisor: FlaskClient, by: str
) -> None:
    assert follow_all(supervisor, f"/summaries/2024?by={by}") > 60


@pytest.mark.parametrize("basis", ["closed", "accepted"])
def test_so_it_does_on_every_basis(supervisor: FlaskClient, basis: str) -> None:
    assert follow_all(supervisor, f"/summaries/2024?basis={basis}&by=village") > 40


def test_every_figure_of_the_statistics_opens_as_many_cases_as_it_says(
    supervisor: FlaskClient, ledger: Callable[..., Any], filled_office: int
) -> None:
    with ledger() as session:
        center = session.get_one(Center, filled_office)
        id_ = named(session, Organisation, "电气行业调解中心", center).id
    days = "span=custom&from=2023-11-15&to=2024-08-31"
    assert follow_all(supervisor, f"/statistics?{days}") > 60
    organisation = f"{filled_office}-{id_}"
    assert follow_all(supervisor, f"/statistics?{days}&source=court&organisation={organisation}")
    assert follow_all(supervisor, "/statistics?span=month&year=2024&month=3&by=source") > 40


def test_the_page_says_what_the_json_says(supervisor: FlaskClient) -> None:
    plain = json.loads(supervisor.get("/summaries/2024.json").data)["indicators"]
    shown: dict[str, set[str]] = {}
    pages = [
        supervisor.get(f"/{one}/2024").get_data(as_text=True) for one in ("summaries", "annual")
    ]
    for figure, value, _href in (link for page in pages for link in links(page)):
        shown.setdefault(figure, set()).add(value)
    for key, one in plain.items():
        if "denominator" not in one:
            assert one["value"] is None or str(one["value"]) in shown[key], key
        else:
            assert str(one["numerator"]) in shown[f"{key}.numerator"]
            assert str(one["denominator"]) in shown[f"{key}.denominator"]


def test_no_rate_stands_without_its_basis_and_fraction(supervisor: FlaskClient) -> None:
    text = text_of(supervisor.get("/summaries/2024?basis=closed").get_data(as_text=True))
    assert "办结口径" in text
    assert all(word in text for word in ("应办口径", "受理口径", "66.67"))


def test_the_residents_figure_leads_to_the_list_of_them(supervisor: FlaskClient) -> None:
    page = supervisor.get("/summaries/2024").get_data(as_text=True)
    assert ("resident_mediators", "1", "#resident_mediators") in links(page)
    assert 'id="resident_mediators"' in page
    assert total_of(page) == 1


def test_a_mediator_sees_the_figures_of_the_own_organisation_and_is_told_so(
    filled_office: int, open_as: Callable[..., FlaskClient]
) -> None:
    mediator = open_as(Role.MEDIATOR)
    plain = json.loads(mediator.get("/summaries/2024.json").data)
    assert plain["organisation"] == "镇人民调解委员会"
    assert [row["label"] for row in plain["breakdowns"]["organisation"]] == ["镇人民调解委员会"]
    assert "镇人民调解委员会" in mediator.get("/summaries/2024").get_data(as_text=True)
    assert follow_all(mediator, "/summaries/2024") > 40


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "pdf"])
def test_files_are_for_those_who_may_export(
    filled_office: int, open_as: Callable[..., FlaskClient], form: str
) -> None:
    assert open_as(Role.AUDITOR).get(f"/summaries/2024.{form}").status_code == 403
    assert open_as(Role.ADMIN).get("/summaries/2024").status_code == 403
    sent = open_as(Role.CLERK).get(f"/summaries/2024.{form}")
    assert sent.status_code == 200
    assert f"summary-LS-2024.{form}" in sent.headers["Content-Disposition"]


def test_every_file_that_is_taken_stands_in_the_trail(
    supervisor: FlaskClient, ledger: Callable[..., Any]
) -> None:
    for form in ("csv", "xlsx", "docx", "pdf", "json", "txt"):
        assert supervisor.get(f"/summaries/2024.{form}?basis=closed").status_code == 200
    with ledger() as session:
        lines = session.scalars(
            select(AuditLine).where(AuditLine.action == "summary.export").order_by(AuditLine.id)
        ).all()
    taken = [(line.actor_name, line.changes["format"], line.changes["basis"]) for line in lines]
    forms = ("csv", "xlsx", "docx", "pdf", "json", "text")
    assert taken == [("supervisor", form, "closed") for form in forms]
    assert lines[1].changes["cases"] == 16


def test_every_form_is_linked_for_those_who_may_take_it(
    filled_office: int, open_as: Callable[..., FlaskClient]
) -> None:
    for role, forms in (
        (Role.SUPERVISOR, ("docx", "pdf", "csv", "xlsx", "txt", "json")),
        (Role.AUDITOR, ("txt", "json")),
    ):
        page = open_as(role).get("/summaries/2024?basis=closed").get_data(as_text=True)
        for form in ("docx", "pdf", "csv", "xlsx", "txt", "json"):
            assert (f'href="/summaries/2024.{form}?basis=closed' in page) == (form in forms), form


def test_a_template_that_does_not_fit_any_more_is_told_on_the_page(
    supervisor: FlaskClient, ledger: Callable[..., Any], filled_office: int
) -> None:
    document, content = docx.Document(), io.BytesIO()
    document.add_paragraph("{{ 没有的字段 }}")
    document.save(content)
    with ledger() as session:
        actor = Actor.system(filled_office)
        papers.replace_template(session, actor, "year_summary", "本镇.docx", content.getvalue())
        session.commit()
    sent = supervisor.get("/summaries/2024.docx", follow_redirects=True)
    assert "本单位模板无法填写，请告知管理员。" in text_of(sent.get_data(as_text=True))


@pytest.mark.parametrize("address", ["/summaries/1800", "/summaries/2024?center=QJ"])
def test_what_is_not_there_for_the_reader_is_not_found(
    supervisor: FlaskClient, address: str
) -> None:
    assert supervisor.get(address).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        "span=custom&from=2024-05-01&to=2024-04-01",
        "span=custom&from=x&to=y",
        "span=quarter&quarter=9&year=2024",
        "span=month&month=13&year=2024",
        "span=year&year=二〇二四年x",
        "span=year&year=99999",
    ],
)
def test_a_period_that_cannot_be_is_told_beside_its_field(
    supervisor: FlaskClient, wrong: str
) -> None:
    page = supervisor.get(f"/statistics?{wrong}")
    assert page.status_code == 200
    assert "field-wrong" in page.get_data(as_text=True)


@pytest.mark.parametrize("odd", ["by=colour", "basis=x", "span=x", "source=x", "mediator=9-9-9"])
def test_an_unknown_choice_breaks_nothing(supervisor: FlaskClient, odd: str) -> None:
    assert supervisor.get(f"/statistics?{odd}").status_code == 200


def test_what_narrows_the_figures_can_be_taken_back(supervisor: FlaskClient) -> None:
    page = supervisor.get("/statistics?year=2024&source=court").get_data(as_text=True)
    assert 'href="/statistics?year=2024"' in page


def test_the_running_year_says_that_it_is_not_over(supervisor: FlaskClient) -> None:
    assert "本期尚未结束" in supervisor.get("/statistics").get_data(as_text=True)


def test_figures_of_another_center_with_the_same_names_are_not_counted(
    supervisor: FlaskClient, ledger: Callable[..., Any]
) -> None:
    before = supervisor.get("/summaries/2024.json").data
    with ledger() as session:
        fill(session, session.scalars(select(Center).where(Center.code == "QJ")).one())
    assert supervisor.get("/summaries/2024.json").data == before


def test_a_supervisor_sees_the_centers_below_and_can_choose_one(
    supervisor: FlaskClient, ledger: Callable[..., Any], filled_office: int
) -> None:
    with ledger() as session:
        below = session.scalars(select(Center).where(Center.code == "QJ")).one()
        session.execute(
            Center.__table__.update().where(Center.id == below.id).values(parent_id=filled_office)
        )
        session.commit()
        fill(session, below)
    both = json.loads(supervisor.get("/summaries/2024.json").data)["indicators"]
    one = json.loads(supervisor.get("/summaries/2024.json?center=QJ").data)
    assert both["caseload"]["value"] == 2 * one["indicators"]["caseload"]["value"]
    assert one["center"]["code"] == "QJ"
    assert follow_all(supervisor, "/summaries/2024?by=organisation") > 60
    assert follow_all(supervisor, "/summaries/2024?center=QJ&by=organisation") > 60
    assert follow_all(supervisor, "/statistics?year=2024&center=QJ&source=court") > 40


def test_a_page_of_figures_takes_few_statements(app: Flask, supervisor: FlaskClient) -> None:
    supervisor.get("/summaries/2024")
    assert selects(engine_of(app), lambda: supervisor.get("/summaries/2024")) <= 18


def test_the_help_page_explains_every_figure_in_the_readers_language(
    supervisor: FlaskClient,
) -> None:
    page = supervisor.get("/help/figures").get_data(as_text=True)
    for key in ("resolution_rate", "parties", "resident_mediators"):
        assert f'id="{key}"' in page
    assert "应办口径、办结口径、受理口径" in text_of(page)
