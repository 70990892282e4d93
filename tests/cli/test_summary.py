"""``tracker summary``: the figures of a year, for people, for spreadsheets and for scripts."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pytest
from sqlalchemy import select

from tests.factories import open_office
from tests.small_year import fill
from tracker.models import AuditLine, Center

COUNTS = (
    "registered", "declined", "accepted", "carried_over", "caseload", "closed", "resolved",
    "unresolved", "pending", "overdue", "mediated_success", "mediation_concluded",
    "judicial_confirmations", "parties",
)  # fmt: skip
MONEY = ("amount_claimed", "amount_agreed", "amount_performed")
RATES = (
    "resolution_rate", "mediation_success_rate", "performance_rate", "return_visit_rate",
    "satisfaction_rate",
)  # fmt: skip
OF_CASES = (*COUNTS, *MONEY, *RATES, "median_days")
BREAKDOWNS = ["month", "dispute_type", "source", "organisation", "mediator", "village"]
AT_A_MOMENT = ("carried_over", "caseload", "pending", "overdue", "parties")
"""By month these stand for the month's own period, so they do not add up."""


@pytest.fixture
def filled(ledger):
    with ledger() as session:
        fill(session, session.scalars(select(Center)).one())
    return ledger


@pytest.fixture
def figures(filled, tracker):
    """The summary as a script reads it."""

    def of(year=2024, *more):
        said = tracker("summary", year, "--format", "json", *more)
        assert (said.code, said.err) == (0, "")
        return said.json

    return of


def numbers(indicators) -> dict:
    return {key: one["value"] for key, one in indicators.items()}


def test_the_json_has_the_shape_that_scripts_rely_on(figures):
    said = figures()
    assert {"center", "period", "basis", "sample", "frozen", "indicators", "breakdowns",
            "year_on_year"} <= set(said)  # fmt: skip
    assert said["center"] == {"code": "LS", "name": "柳市镇社会治理中心"}
    assert said["period"] == {"start": "2024-01-01", "end": "2024-12-31"}
    assert (said["basis"], said["sample"], said["frozen"]) == ("caseload", False, None)
    assert set(said["indicators"]) == {*OF_CASES, "resident_mediators"}
    assert set(said["year_on_year"]) == set(OF_CASES)
    assert list(said["breakdowns"]) == BREAKDOWNS
    for rows in said["breakdowns"].values():
        assert all(list(row) == ["key", "label", "indicators"] for row in rows)
        assert all(set(row["indicators"]) == set(OF_CASES) for row in rows)


def every_figure(said):
    yield from said["indicators"].items()
    for rows in said["breakdowns"].values():
        for row in rows:
            yield from row["indicators"].items()


def test_counts_are_integers_rates_and_money_decimal_texts_and_absent_is_null(figures):
    said = figures()
    for key, figure in every_figure(said):
        value = figure["value"]
        if key in RATES:
            assert list(figure) == ["value", "numerator", "denominator"]
            assert type(figure["numerator"]) is type(figure["denominator"]) is int
            assert (value is None) == (figure["denominator"] == 0)
        else:
            assert list(figure) == ["value"]
        if key in (*COUNTS, "resident_mediators"):
            assert type(value) is int
        elif value is not None:
            assert type(value) is str
            places = 1 if key == "median_days" else 2
            assert value == f"{Decimal(value):.{places}f}"
    absent = {key for key, figure in every_figure(said) if figure["value"] is None}
    assert absent == {*RATES, "median_days"}, "a rate of nothing, a median of nothing"


@pytest.mark.parametrize("name", BREAKDOWNS)
def test_every_case_stands_in_one_row_so_the_counts_add_up(figures, name):
    said = figures()
    rows = [numbers(row["indicators"]) for row in said["breakdowns"][name]]
    whole = numbers(said["indicators"])
    assert len(rows) > 1
    for key in COUNTS:
        if name != "month" or key not in AT_A_MOMENT:
            assert sum(row[key] for row in rows) == whole[key], key
    for key in MONEY:
        assert sum(Decimal(row[key] or 0) for row in rows) == Decimal(whole[key]), key
    assert len({row["key"] for row in said["breakdowns"][name]}) == len(rows)


def test_months_are_those_of_the_year_each_with_what_stood_at_its_time(figures):
    rows = figures()["breakdowns"]["month"]
    assert [row["key"] for row in rows] == [f"2024-{month:02}" for month in range(1, 13)]
    found = [numbers(row["indicators"]) for row in rows]
    assert found[0]["carried_over"] == figures()["indicators"]["carried_over"]["value"]
    for earlier, later in pairwise(found):
        assert later["carried_over"] == earlier["pending"]
    assert all(one["caseload"] == one["carried_over"] + one["accepted"] for one in found)


def test_what_states_nothing_stands_in_a_row_of_its_own(figures):
    for name in ("dispute_type", "source", "mediator", "village"):
        rows = {row["label"]: row for row in figures()["breakdowns"][name]}
        assert rows["未注明"]["indicators"]["caseload"]["value"] > 0, name


def test_children_are_counted_with_their_parent(figures):
    labels = [row["label"] for row in figures(2023)["breakdowns"]["dispute_type"]]
    assert "拖欠农民工工资" not in labels


def test_the_year_before_stands_beside_each_figure(figures):
    now, before = figures(2024), figures(2023)
    for key, compared in now["year_on_year"].items():
        assert compared["previous"] == before["indicators"][key]["value"], key
    caseload = now["year_on_year"]["caseload"]
    value = now["indicators"]["caseload"]["value"]
    change = Decimal(100 * (value - caseload["previous"])) / caseload["previous"]
    assert Decimal(caseload["change_percent"]) == round(change, 2)
    nothing = figures(2022)["year_on_year"]
    assert {compared["previous"] for compared in nothing.values()} == {None}
    assert {compared["change_percent"] for compared in nothing.values()} == {None}


def test_the_basis_chooses_the_denominator_and_nothing_else(figures):
    by = {basis: figures(2024, "--basis", basis) for basis in ("caseload", "closed", "accepted")}
    rates = {basis: said["indicators"].pop("resolution_rate") for basis, said in by.items()}
    whole = numbers(by["closed"]["indicators"])
    assert rates["caseload"]["denominator"] == whole["caseload"]
    assert rates["closed"]["denominator"] == whole["closed"]
    assert rates["accepted"]["denominator"] == whole["accepted"]
    assert len({rate["denominator"] for rate in rates.values()}) == 3
    assert (
        by["caseload"]["indicators"] == by["closed"]["indicators"] == by["accepted"]["indicators"]
    )
    assert [said["basis"] for said in by.values()] == list(by)


def test_from_and_to_replace_the_first_and_the_last_day(figures):
    said = figures(2024, "--from", "2024-03-01", "--to", "2024-06-30")
    assert said["period"] == {"start": "2024-03-01", "end": "2024-06-30"}
    assert [row["key"] for row in said["breakdowns"]["month"]] == [
        "2024-03", "2024-04", "2024-05", "2024-06",
    ]  # fmt: skip
    whole = figures()["breakdowns"]["month"]
    for key in ("accepted", "closed", "registered"):
        parts = sum(row["indicators"][key]["value"] for row in whole[2:6])
        assert said["indicators"][key]["value"] == parts
    assert figures(2024, "--to", "2024-06-30")["period"]["start"] == "2024-01-01"
    assert figures(2024, "--from", "2024-03-01")["period"]["end"] == "2024-12-31"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--from 2024-06-30 --to 2024-06-01", "The first day is after the last day."),
        ("--format xlsx", "A workbook needs a file to go to: add -o FILE."),
    ],
)
def test_what_cannot_be_given_is_wrong_use(filled, tracker, english, words, sentence):
    said = tracker("summary", 2024, *words.split())
    assert (said.code, said.error) == (2, f"Error: {sentence}")


def test_a_center_is_counted_with_those_below_it(filled, tracker):
    with filled() as session:
        upper = session.scalars(select(Center)).one()
        fill(session, open_office(session, "QJ", "虹", parent=upper))
    assert tracker("summary", 2024).code == 2
    both, lower = (
        numbers(tracker("summary", 2024, "--center", code, "--format", "json").json["indicators"])
        for code in ("LS", "QJ")
    )
    assert {key: both[key] for key in COUNTS} == {key: 2 * lower[key] for key in COUNTS}


def test_csv_has_every_figure_of_every_row(figures, tracker):
    lines = list(csv.reader(io.StringIO(tracker("summary", 2024, "--format", "csv").out)))
    said = figures()
    whole = {line[3]: line[4] for line in lines if line[0] == line[1]}
    expected = {key: "—" if one is None else str(one) for key, one in
                numbers(said["indicators"]).items()}  # fmt: skip
    assert whole == expected
    rows = sum(len(rows) for rows in said["breakdowns"].values())
    assert len(lines) == 2 + len(said["indicators"]) + rows * len(OF_CASES)


def test_text_puts_the_fraction_beside_every_rate(figures, tracker):
    said, out = figures()["indicators"], tracker("summary", 2024).out
    for key in RATES:
        rate = said[key]
        assert f"{rate['value']}%（{rate['numerator']}/{rate['denominator']}）" in out
    assert f"{said['amount_agreed']['value']}元" in out


def test_a_workbook_holds_the_figures_and_the_masked_cases(figures, tracker, tmp_path):
    path = tmp_path / "summary.xlsx"
    assert tracker("summary", 2024, "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert len(book.sheetnames) >= 3
    assert figures()["indicators"]["caseload"]["value"] in values
    assert "张*三" in values
    assert not any("张小三" in str(value) for value in values)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("s.json", b"{"), ("s.csv", b"\xef\xbb\xbf"), ("s.txt", b"2024"), ("s.xlsx", b"PK")],
)
def test_the_files_name_says_its_form_and_the_trail_who_took_it(
    filled, tracker, tmp_path, name, begins
):
    assert tracker("summary", 2024, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    with filled() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert (line.action, line.changes["chosen"]) == ("export.cases", {"summary": 2024})


def test_the_file_and_the_terminal_say_the_same(figures, tracker, tmp_path):
    tracker("summary", 2024, "-o", tmp_path / "s.json")
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == figures()


def test_the_sample_gives_the_reference_years_figures(demo_home, tracker):
    said = tracker("--demo", "summary", "2024", "--format", "json").json
    assert said["sample"] is True
    assert said["indicators"]["resolution_rate"] == {
        "value": "99.56", "numerator": 1366, "denominator": 1372,
    }  # fmt: skip
    assert said["indicators"]["amount_agreed"] == {"value": "91600000.00"}
    assert said["indicators"]["mediated_success"] == {"value": 765}
    assert said["year_on_year"]["caseload"] == {"previous": 1481, "change_percent": "-7.36"}
