"""``tracker export``: what leaves, who knows of it, and the same figures when it is back."""

from __future__ import annotations

import csv
import stat
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from sqlalchemy import select

from tests.cli.test_summary import OF_REGISTERS
from tests.factories import make_case
from tests.importers.ledgers import GOOD_ID, case, table, xlsx
from tracker.cli.exports import written
from tracker.cli.failures import DataProblem
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Outcome, Side
from tracker.models import AuditLine, Center

HEADINGS = [
    "案号", "登记日期", "受理日期", "纠纷类型", "案件来源", "办理渠道", "难易程度", "调解组织",
    "调解员", "村(社区)", "申请人", "申请人证件号", "申请人电话", "被申请人", "被申请人证件号",
    "被申请人电话", "纠纷简要情况", "诉求金额(元)", "结案日期", "结案方式", "协议金额(元)",
    "履行日期", "已履行金额(元)", "司法确认日期", "回访日期", "满意度", "不予受理原因", "备注",
]  # fmt: skip
PHONE = "13800001234"
OF_THE_ROSTER = "resident_mediators"
"""Who sits in the office stands on its roster, in no case."""


@pytest.fixture
def filled(filled):
    """One case more."""
    with filled() as session:
        make_case(
            session,
            session.scalars(select(Center)).one(),
            registered_on=date(2023, 12, 30),
            accepted=date(2023, 12, 31),
            closed=date(2024, 2, 29),
            outcome=Outcome.ORAL_AGREEMENT,
            agreed=Decimal("0.10"),
            summary="王小明与李四，电话13800001234，因=1+1发生争执",
            parties=[
                PartyDraft(Side.APPLICANT, "王小明", id_number=GOOD_ID, phone=PHONE),
                PartyDraft(Side.APPLICANT, "王大明"),
                PartyDraft(Side.RESPONDENT, "李四"),
            ],
        )
    return filled


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def figures_of(said: dict) -> dict:
    """The whole summary, but for the center's own words, the roster and whether the year is frozen;
    rows by their labels.
    """
    indicators = {key: value for key, value in said["indicators"].items() if key != OF_THE_ROSTER}
    breakdowns = {
        name: {row["label"]: row["indicators"] for row in rows}
        for name, rows in said["breakdowns"].items()
    }
    assert all(len(breakdowns[name]) == len(rows) for name, rows in said["breakdowns"].items())
    labels = {
        name: {row["key"]: row["label"] for row in rows}
        for name, rows in said["breakdowns"].items()
    }
    shares = {
        name: {labels[name][key]: share for key, share in rows.items()}
        for name, rows in said["caseload_shares"].items()
    }
    left = {key: said[key] for key in said.keys() - {"center", "sample", "frozen"}}
    of_cases = {k: one for k, one in indicators.items() if k not in OF_REGISTERS}
    compared = {k: one for k, one in said["year_on_year"].items() if k not in OF_REGISTERS}
    told = {"indicators": of_cases, "year_on_year": compared}
    return left | told | {"breakdowns": breakdowns, "caseload_shares": shares}


@pytest.fixture
def summaries(tracker):
    def of(*before: str, years=(2022, 2023, 2024)) -> list[dict]:
        return [
            figures_of(tracker(*before, "summary", year, "--format", "json").json) for year in years
        ]

    return of


@pytest.fixture
def elsewhere(tracker, tmp_path, monkeypatch):
    """Go to an empty ledger of the same center in another folder, and import the file there."""

    def go_and_import(path) -> dict:
        monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(tmp_path / "elsewhere"))
        made = tracker("init", "--center", "LS", "--name", "另一中心", "--short", "柳")
        assert made.code == 0
        said = tracker("import", "cases", path, "--json")
        assert (said.code, said.json["problems"]) == (0, [])
        return said.json

    return go_and_import


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_exported_unmasked_and_imported_into_an_empty_ledger_it_gives_the_same_figures(
    filled, tracker, tmp_path, summaries, elsewhere, form
):
    path = tmp_path / f"out.{form}"
    assert tracker("export", "cases", "--unmasked", "-o", path).code == 0
    before = summaries()
    assert before[2]["indicators"]["caseload"]["value"] > 8
    said = elsewhere(path)
    assert (said["read"], said["accepted"], said["duplicates"]) == (17, 17, 0)
    assert summaries() == before
    assert tracker("verify", "--json").json["ok"]


def test_the_sample_comes_back_with_the_reference_years_figures(
    demo_home, tracker, tmp_path, summaries, elsewhere
):
    path = tmp_path / "sample.csv"
    assert tracker("--demo", "export", "cases", "--unmasked", "-o", path).code == 0
    before = summaries("--demo", years=(2023, 2024))
    assert before[1]["indicators"]["resolution_rate"]["value"] == "99.56"
    assert elsewhere(path)["accepted"] > 4400
    assert summaries(years=(2023, 2024)) == before


def test_what_came_back_is_exported_the_same(filled, tracker, tmp_path, elsewhere):
    tracker("export", "cases", "--unmasked", "-o", tmp_path / "first.csv")
    elsewhere(tmp_path / "first.csv")
    tracker("export", "cases", "--unmasked", "-o", tmp_path / "second.csv")
    first, second = rows_of(tmp_path / "first.csv"), rows_of(tmp_path / "second.csv")
    key = lambda row: sorted(row.items())  # noqa: E731 - the order of equal days may differ
    assert sorted(first, key=key) == sorted(second, key=key)


def test_people_are_masked_unless_asked_for(filled, tracker, tmp_path):
    path = tmp_path / "out.csv"
    tracker("export", "cases", "-o", path)
    content = path.read_text("utf-8-sig")
    for personal in (GOOD_ID, PHONE, "王小明", "王大明", "张小三"):
        assert personal not in content
    tracker("export", "cases", "--unmasked", "-o", path)
    content = path.read_text("utf-8-sig")
    for personal in (GOOD_ID, PHONE, "王小明、王大明", "张小三"):
        assert personal in content


def test_a_year_holds_the_cases_of_which_anything_counts_in_it(filled, tracker, tmp_path):
    path = tmp_path / "out.csv"
    tracker("export", "cases", "-o", path)
    everything = {row["案号"] for row in rows_of(path) if row["案号"]}
    by_year = {}
    for year in (2022, 2023, 2024):
        assert tracker("export", "cases", "--year", year, "-o", path).code == 0
        by_year[year] = {row["案号"] for row in rows_of(path) if row["案号"]}
    assert by_year[2022] == set()
    assert by_year[2023] | by_year[2024] == everything
    carried_over = by_year[2023] & by_year[2024]
    assert carried_over
    assert {number[1:5] for number in carried_over} == {"2023"}
    assert {number[1:5] for number in by_year[2023]} == {"2023"}


def test_the_first_columns_are_the_templates_and_money_is_exact(filled, tracker, tmp_path):
    path = tmp_path / "out.csv"
    tracker("export", "cases", "--unmasked", "-o", path)
    row = next(row for row in rows_of(path) if "王小明" in row["申请人"])
    assert list(row)[: len(HEADINGS)] == HEADINGS
    assert (row["协议金额(元)"], row["诉求金额(元)"]) == ("0.10", "1000.00")
    assert (row["受理日期"], row["结案日期"]) == ("2023-12-31", "2024-02-29")


@pytest.mark.parametrize(
    ("name", "more", "is_workbook"),
    [
        ("out.xlsx", [], True),
        ("out.csv", [], False),
        ("out.CSV", [], False),
        ("out.data", ["--format", "csv"], False),
        ("out.csv", ["--format", "xlsx"], True),
    ],
)
def test_the_form_is_the_names_unless_given(filled, tracker, tmp_path, name, more, is_workbook):
    path = tmp_path / name
    assert tracker("export", "cases", *more, "-o", path).code == 0
    assert path.read_bytes().startswith(b"PK") == is_workbook


def test_every_export_is_on_record_with_what_it_took(filled, tracker, tmp_path):
    tracker("export", "cases", "--year", 2023, "-o", tmp_path / "a.xlsx")
    tracker("export", "cases", "--unmasked", "-o", tmp_path / "b.csv")
    tracker("summary", 2024, "-o", tmp_path / "c.xlsx")
    tracker("export", "cases", "-o", tmp_path / "nowhere" / "d.csv")
    with filled() as session:
        lines = session.scalars(
            select(AuditLine).where(AuditLine.action == "export.cases").order_by(AuditLine.id)
        ).all()
        assert [
            (one.changes["format"], one.changes["unmasked"], one.changes["chosen"]) for one in lines
        ] == [
            ("xlsx", False, {"year": 2023}),
            ("csv", True, {"year": None}),
        ]
        assert lines[1].changes["cases"] == 17
        summary = session.scalars(
            select(AuditLine).where(AuditLine.action == "summary.export")
        ).one()
        taken = {"center": "LS", "start": "2024-01-01", "end": "2024-12-31", "format": "xlsx"}
        assert summary.changes.items() >= taken.items()


def test_a_file_is_its_owners_and_takes_the_place_of_an_older_one(filled, tracker, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("older")
    tracker("export", "cases", "-o", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(rows_of(path)) == 17
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".out")] == []


def test_an_export_that_is_stopped_leaves_no_file_and_says_so(app, tmp_path):
    path = tmp_path / "out.csv"
    with app.app_context(), pytest.raises(DataProblem, match=r"已停止.*out\.csv 未写入"):
        _stop_half_way(path)
    assert list(tmp_path.glob("*out*")) == []


def _stop_half_way(path):
    with written(path) as target:
        target.write(b"half of it")
        raise KeyboardInterrupt


def test_the_template_has_the_ledgers_columns_and_takes_a_case(ledger, tracker, tmp_path):
    path = tmp_path / "template.xlsx"
    assert tracker("export", "template", "-o", path).code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    nothing = tracker("import", "cases", path)
    assert (nothing.code, "表头" in nothing.error) == (1, True)
    row = case(纠纷类型="邻里", 结案日期="2024-03-20", 结案方式="书面协议", 受理日期="2024-03-06")
    filled_in = xlsx(tmp_path / "in.xlsx", [HEADINGS, [row.get(name) for name in HEADINGS]])
    assert tracker("import", "cases", filled_in, "--json").json["accepted"] == 1


def test_what_a_spreadsheet_would_run_is_only_text(ledger, tracker, tmp_path):
    bad = xlsx(tmp_path / "in.xlsx", table(case(纠纷简要情况="=cmd|'/c calc'!A1")))
    assert tracker("import", "cases", bad).code == 0
    tracker("export", "cases", "--unmasked", "-o", tmp_path / "out.csv")
    assert rows_of(tmp_path / "out.csv")[0]["纠纷简要情况"].startswith("'=cmd")
    tracker("export", "cases", "--unmasked", "-o", tmp_path / "out.xlsx")
    cells = [
        cell
        for row in openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows()
        for cell in row
    ]
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
