"""Every number of every file is that of the JSON: each file is read back and held against it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from tests.registers.entries import entry
from tests.reports.workbook.books import annual_in, opened, shown_in
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators import INDICATORS
from tracker.indicators.register_figures import declared
from tracker.indicators.year import Summary, summarise
from tracker.models import Center
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.declaring import Shape
from tracker.registers.figures import RowUnit
from tracker.reports.summary_files import summary_file
from tracker.reports.summary_json import summary_json
from tracker.services import registers

Made = Callable[..., tuple[Summary, bytes]]
NOTHING = "—"


@pytest.fixture
def made(session: Session, filled_center: Center) -> Made:
    """The summary of 2024 and its file in a form."""
    center = filled_center

    def make(form: str, basis: Basis = Basis.CASELOAD, year: int = 2024) -> tuple[Summary, bytes]:
        scope = Scope((center.id,))
        summary = summarise(session, scope, center, Period.year(year), basis)
        target = io.BytesIO()
        summary_file(session, scope, summary, form, target)
        return summary, target.getvalue()

    return make


def numbers(figures: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Each figure's value, numerator and denominator as numbers, to be compared with files."""
    return {
        key: tuple(number(one.get(part)) for part in ("value", "numerator", "denominator"))
        for key, one in figures.items()
    }


def number(value: Any) -> Decimal | None:
    return None if value in (None, "", NOTHING) else Decimal(str(value))


def test_the_json_has_the_shape_that_scripts_rely_on(made: Made) -> None:
    _summary, file = made("json", Basis.CLOSED)
    found = json.loads(file)
    assert found["center"] == {"code": "LS", "name": "柳市镇社会治理中心"}
    assert found["period"] == {"start": "2024-01-01", "end": "2024-12-31"}
    assert (found["basis"], found["sample"], found["frozen"]) == ("closed", False, None)
    assert set(found["indicators"]) == {*INDICATORS, *declared()}
    assert found["indicators"]["registered"] == {"value": 12}
    assert found["indicators"]["caseload"] == {"value": 11}
    assert found["indicators"]["resolution_rate"] == {
        "value": "66.67",
        "numerator": 6,
        "denominator": 9,
    }
    assert found["indicators"]["amount_agreed"] == {"value": "4029.07"}
    assert list(found["breakdowns"]) == [
        "month",
        "dispute_type",
        "source",
        "organisation",
        "mediator",
        "village",
        "difficulty",
    ]
    assert found["year_on_year"]["caseload"] == {"previous": 4, "change_percent": "175.00"}


def test_a_rate_of_nothing_is_null_and_a_sum_of_nothing_is_nothing(
    session: Session, center: Center
) -> None:
    scope = Scope((center.id,))
    empty = summary_json(summarise(session, scope, center, Period.year(2024), Basis.CASELOAD))
    rate = {"value": None, "numerator": 0, "denominator": 0}
    assert empty["indicators"]["resolution_rate"] == rate
    assert empty["indicators"]["amount_agreed"] == {"value": "0.00"}
    assert empty["indicators"]["median_days"] == {"value": None}
    assert empty["breakdowns"]["source"] == []
    assert len(empty["breakdowns"]["month"]) == 12


@pytest.mark.parametrize("basis", list(Basis))
def test_the_csv_has_every_number_of_the_json(made: Made, basis: Basis) -> None:
    _summary, file = made("csv", basis)
    text = file.decode("utf-8-sig")
    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text)))
    plain = json.loads(made("json", basis)[1])
    found: dict[tuple[str, str], dict[str, tuple[Any, ...]]] = {}
    for group, label, _name, key, value, _unit, above, below, *_more in rows[2:]:
        parts = (number(value), number(above), number(below))
        found.setdefault((group, label), {})[key] = parts
    tables = list(found.values())
    expected = [numbers(plain["indicators"])] + [
        numbers(row["indicators"]) for table in plain["breakdowns"].values() for row in table
    ]
    readings = [{"resolution_rate": one} for one in plain["resolution_rate_by_basis"].values()]
    assert tables == expected + [numbers(one) for one in readings]


def test_the_csv_has_what_stands_beside_the_figures_too(made: Made) -> None:
    _summary, file = made("csv")
    plain = json.loads(made("json")[1])
    columns = ("previous", "change_percent", "change_points", "previous_numerator",
               "previous_denominator")  # fmt: skip
    shares = []
    for row in list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))[2:]:
        group, label, _name, key, *_rest = row
        if group == label and key in plain["year_on_year"]:
            beside = plain["year_on_year"][key]
            assert list(map(number, row[9:14])) == [number(beside.get(one)) for one in columns], key
        stated = plain["amounts_stated"].get(key)
        if group == label and stated:
            assert row[14:16] == [str(stated["stated"]), str(stated["asked"])]
        shares += [row[16]] if row[16] else []
    expected = [one["value"] for rows in plain["caseload_shares"].values() for one in rows.values()]
    assert shares == expected


def test_the_shares_of_the_caseload_stand_in_the_json_with_their_fractions(made: Made) -> None:
    plain = summary_json(made("json")[0])
    whole = plain["indicators"]["caseload"]["value"]
    assert "month" not in plain["caseload_shares"]
    for name, shares in plain["caseload_shares"].items():
        rows = {row["key"]: row["indicators"] for row in plain["breakdowns"][name]}
        assert set(shares) == set(rows)
        for key, share in shares.items():
            assert share["numerator"] == rows[key]["caseload"]["value"]
            assert share["denominator"] == whole
        assert sum(share["numerator"] for share in shares.values()) == whole


def test_the_csv_guards_what_a_spreadsheet_would_run(session: Session, center: Center) -> None:
    center.name = "=cmd|' /C calc'!A0"
    session.flush()
    summary = summarise(session, Scope((center.id,)), center, Period.year(2024), Basis.CASELOAD)
    target = io.BytesIO()
    summary_file(session, Scope((center.id,)), summary, "csv", target)
    first = next(csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig"))))
    assert first[1].startswith("'=")


@pytest.mark.parametrize("basis", list(Basis))
def test_the_workbook_has_every_number_of_the_json(
    made: Made, basis: Basis, tmp_path: Path
) -> None:
    summary, file = made("xlsx", basis)
    path = tmp_path / "summary.xlsx"
    path.write_bytes(file)
    shown, plain = shown_in(opened(path)), summary_json(summary)
    for key, figure in shown.overview.items():
        assert figure == numbers(plain["indicators"])[key], key
    assert set(shown.breakdowns) == set(plain["breakdowns"])
    for name, rows in plain["breakdowns"].items():
        *lines, whole = shown.breakdowns[name]
        assert lines == [numbers(row["indicators"]) for row in rows], name
        assert whole == shown.overview
    for key, one in plain["year_on_year"].items():
        if key in declared():
            continue
        previous, change, _points, _direction = shown.before[key]
        assert (previous, change) == (number(one["previous"]), number(one["change_percent"])), key


def test_the_workbook_has_the_figures_of_the_registers_beside_those_of_the_year_before(
    session: Session, filled_center: Center, made: Made, tmp_path: Path
) -> None:
    actor = Actor.system(filled_center.id)
    for register in REGISTERS.values():
        for number_of, year in enumerate((2023, 2024, 2024)):
            own = {register.day: date(year, 3, 5)}
            own |= dict.fromkeys(register.once[-1:], f"{register.kind}-{number_of}")
            numbers_of = (one.name for one in register.of_shape(Shape.NUMBER))
            own = dict.fromkeys(numbers_of, 2) | own
            registers.add(session, actor, register, entry(register, **own))
    summary, file = made("xlsx")
    path = tmp_path / "summary.xlsx"
    path.write_bytes(file)
    shown, plain = annual_in(opened(path)), summary_json(summary)
    for key, (_register, figure) in declared().items():
        value, above, below, previous, change, points = shown[figure.term]
        one = plain["year_on_year"][key]
        assert (value, above, below) == numbers(plain["indicators"])[key], key
        told, decimal = plain["indicators"][key], figure.unit in (RowUnit.YUAN, RowUnit.PERCENT)
        if told.get("denominator") != 0:
            assert type(told["value"]) is (str if decimal else int), key
        assert (previous, change) == (number(one["previous"]), number(one["change_percent"])), key
        assert points == number(one.get("change_points")), key
    assert shown["简易程序"][0] == 2 * (shown["简易程序"][3] or 0)


def test_every_sheet_and_file_of_a_sample_says_so(
    session: Session, center: Center, made: Made
) -> None:
    center.is_sample = True
    session.flush()
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")[1]))
    mark = str(book.worksheets[1].cell(1, 1).value)
    assert "示例" in mark or "Sample" in mark
    for sheet in book.worksheets:
        assert mark in [row[0] for row in sheet.iter_rows(max_col=1, values_only=True)], sheet.title
        assert mark in sheet.oddHeader.left.text
    for form in ("csv", "text"):
        assert made(form)[1].decode("utf-8-sig").lstrip('"').startswith(mark)
    assert json.loads(made("json")[1])["sample"] is True


def test_the_text_names_the_basis_and_the_fraction_of_every_rate(made: Made) -> None:
    summary, file = made("text")
    text = file.decode()
    for figure in summary.figures.values():
        if figure.denominator is not None:
            assert f"{figure.value}%" in text
            assert f"{figure.numerator}/{figure.denominator}" in text
    for reading in summary.readings.values():
        assert f"{reading.numerator}/{reading.denominator}" in text


def test_the_text_of_a_first_year_says_that_nothing_can_be_compared(
    session: Session, center: Center, made: Made
) -> None:
    text = made("text", year=2023)[1].decode()
    assert "上年同期无数据" in text or "no data" in text
