"""``tracker summary``: the figures of a year, for people, for spreadsheets and for scripts."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import select

from tests.factories import open_office
from tests.small_year import fill
from tracker.models import Center

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
REGISTER_COUNTS = (
    *("publicity_activities", "materials_distributed", "cadre_trainings", "citizen_trainings"),
    *("penalties", "penalties_simple", "penalties_ordinary", "three_documents"),
    *("legality_reviews", "assigned_petitions", "assigned_petitions_resolved"),
    *("petitions_returned", "petition_backlog", "receptions", "reception_visitors"),
    *("reception_petitions", "stability_meetings", "issues_analysed"),
    *("special_meetings", "issues_resolved", "supervision_findings"),
    *("supervision_findings_resolved", "window_services", "lawsuits", "disclosures", "votes"),
)
REGISTER_RATES = (
    *("exam_attendance_rate", "exam_pass_rate", "three_documents_rate"),
    *("assigned_petitions_rate", "survey_satisfaction_rate", "findings_in_time_rate"),
)
REGISTER_MONEY = ("penalties_simple_amount", "penalties_ordinary_amount")
OF_REGISTERS = (*REGISTER_COUNTS, *REGISTER_RATES, *REGISTER_MONEY)
BREAKDOWNS = [
    "month", "dispute_type", "source", "organisation", "mediator", "village", "difficulty",
]  # fmt: skip
AT_A_MOMENT = ("carried_over", "caseload", "pending", "overdue", "parties")
"""By month these stand for the month's own period, so they do not add up."""


def numbers(indicators) -> dict:
    return {key: one["value"] for key, one in indicators.items()}


def test_the_json_has_the_shape_that_scripts_rely_on(figures):
    said = figures()
    assert {"center", "period", "basis", "sample", "frozen", "indicators", "breakdowns",
            "year_on_year"} <= set(said)  # fmt: skip
    assert said["center"] == {"code": "LS", "name": "柳市镇社会治理中心"}
    assert said["period"] == {"start": "2024-01-01", "end": "2024-12-31"}
    assert (said["basis"], said["sample"], said["frozen"]) == ("caseload", False, None)
    assert set(said["indicators"]) == {*OF_CASES, *OF_REGISTERS, "resident_mediators"}
    assert set(said["year_on_year"]) == {*OF_CASES, *OF_REGISTERS}
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
        if key in (*RATES, *REGISTER_RATES):
            assert list(figure) == ["value", "numerator", "denominator"]
            assert type(figure["numerator"]) is type(figure["denominator"]) is int
            assert (value is None) == (figure["denominator"] == 0)
        else:
            assert list(figure) == ["value"]
        if key in (*REGISTER_COUNTS, *REGISTER_MONEY):
            assert value is None, "no register has an entry: that is nothing told, not nothing done"
        elif key in (*COUNTS, "resident_mediators"):
            assert type(value) is int
        elif value is not None:
            assert type(value) is str
            places = 1 if key == "median_days" else 2
            assert value == f"{Decimal(value):.{places}f}"
    absent = {key for key, figure in every_figure(said) if figure["value"] is None}
    absent -= {*REGISTER_COUNTS, *REGISTER_MONEY}
    assert "satisfaction_rate" in absent
    rates = {*RATES, *REGISTER_RATES}
    assert absent <= {*rates, "median_days"}, "a rate of nothing, a median of nothing"


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
    for name in ("dispute_type", "source", "mediator", "village", "difficulty"):
        rows = {row["label"]: row for row in figures()["breakdowns"][name]}
        assert rows["未注明"]["indicators"]["caseload"]["value"] > 0, name


def test_children_are_counted_with_their_parent(figures):
    labels = [row["label"] for row in figures(2023)["breakdowns"]["dispute_type"]]
    assert "拖欠农民工工资" not in labels


def test_the_year_before_stands_beside_each_figure(figures):
    now, before = figures(2024), figures(2023)
    for key in OF_CASES:
        assert now["year_on_year"][key]["previous"] == before["indicators"][key]["value"], key
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
        ("--format docx", "A Word document needs a file to go to: add -o FILE."),
        ("--format pdf", "A PDF needs a file to go to: add -o FILE."),
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


def test_the_sample_gives_the_reference_years_figures(demo_home, tracker):
    said = tracker("--demo", "summary", "2024", "--format", "json").json
    assert said["sample"] is True
    assert said["indicators"]["resolution_rate"] == {
        "value": "99.56", "numerator": 1366, "denominator": 1372,
    }  # fmt: skip
    assert said["indicators"]["amount_agreed"] == {"value": "91600000.00"}
    assert said["indicators"]["mediated_success"] == {"value": 765}
    assert said["year_on_year"]["caseload"] == {"previous": 1481, "change_percent": "-7.36"}
