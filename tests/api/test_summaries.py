"""``/api/v1/summaries/YEAR``: the very JSON of the terminal, for what the reader may see."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.factories import TOWN
from tracker.cli import main
from tracker.domain.vocabulary import Role
from tracker.models import Center


@pytest.fixture
def terminal(app, filled_offices, monkeypatch):
    """What ``tracker summary --format json`` prints on the same ledger."""
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", app.instance_path)
    monkeypatch.setenv("TRACKER_DATABASE_URI", app.config["DATABASE_URI"])
    monkeypatch.setenv("LANGUAGE", "")

    def run(*words: str) -> dict:
        result = CliRunner().invoke(main, ["summary", *words, "--format", "json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, []),
        ({"basis": "closed"}, ["--basis", "closed"]),
        ({"basis": "accepted"}, ["--basis", "accepted"]),
        (
            {"from_": "2024-02-01", "to": "2024-05-31"},
            ["--from", "2024-02-01", "--to", "2024-05-31"],
        ),
    ],
)
@pytest.mark.parametrize("year", ["2023", "2024"])
def test_it_is_what_the_terminal_prints(ask, terminal, year, query, words):
    if query.get("from_"):
        query = {name: value.replace("2024", year) for name, value in query.items()}
        words = [word.replace("2024", year) for word in words]
    said = ask(f"summaries/{year}", **query)
    assert said == terminal(year, "--center", "LS", *words)
    assert said["indicators"]["caseload"]["value"] > 0


def test_it_is_what_the_page_offers_as_a_file(ask, open_as):
    browser = open_as(Role.CLERK)
    assert browser.get("/summaries/2024.json").json == ask("summaries/2024")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK, Role.AUDITOR])
def test_the_other_center_is_not_counted(ask, role):
    own, other = (ask("summaries/2024", role, center=center) for center in ("LS", "QJ"))
    assert [own["center"]["code"], other["center"]["code"]] == ["LS", "QJ"]
    assert own["indicators"]["registered"] == other["indicators"]["registered"]


def test_a_mediator_sees_the_figures_of_the_own_organisation(ask):
    said = ask("summaries/2024", Role.MEDIATOR)
    assert said["organisation"] == TOWN
    whole = ask("summaries/2024")
    assert "organisation" not in whole
    row = next(row for row in whole["breakdowns"]["organisation"] if row["label"] == TOWN)
    assert said["indicators"]["accepted"] == row["indicators"]["accepted"]
    assert said["indicators"]["accepted"]["value"] < whole["indicators"]["accepted"]["value"]


def test_who_sees_the_centers_below_counts_them_or_picks_one(ask, ledger):
    alone = ask("summaries/2024", Role.SUPERVISOR)["indicators"]["accepted"]["value"]
    with ledger() as session:
        first, second = session.scalars(select(Center.id).order_by(Center.id)).all()
        session.connection().exec_driver_sql(
            f"UPDATE centers SET parent_id = {first} WHERE id = {second}"
        )
        session.commit()
    both = ask("summaries/2024", Role.SUPERVISOR)
    one = ask("summaries/2024", Role.SUPERVISOR, center_="QJ")
    assert both["indicators"]["accepted"]["value"] == 2 * alone
    assert (one["center"]["code"], one["indicators"]["accepted"]["value"]) == ("QJ", alone)


@pytest.mark.parametrize("center", ["QJ", "XX"])
def test_a_center_out_of_sight_is_404_whether_it_is_there_or_not(ask, center):
    ask("summaries/2024", code=404, center_=center)


@pytest.mark.parametrize("year", ["0", "1", "99999", "x", str(10**30)])
def test_a_year_of_no_calendar_is_404(ask, year):
    ask(f"summaries/{year}", code=404)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"basis": "mood"}, "basis"),
        ({"from_": "yesterday"}, "from"),
        ({"to": "2024-02-30"}, "to"),
        ({"from_": "2024-06-01", "to": "2024-05-01"}, "to"),
        ({"from_": "2025-06-01"}, "to"),
        ({"to": "0001-01-01", "from_": "0001-01-01"}, "to"),
    ],
)
def test_what_cannot_be_read_is_named(ask, query, field):
    assert list(ask("summaries/2024", code=422, **query)["problems"]["query"]) == [field]


def test_who_has_no_right_to_figures_is_refused(ask):
    ask("summaries/2024", Role.ADMIN, 403)
