"""``tracker import`` and ``tracker export`` as somebody types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from tests.factories import make_case, open_office
from tests.importers.ledgers import GOOD_ID, NUMBER, case, table, text, xlsx
from tracker.extensions import db
from tracker.models import AuditLine, Case, Center


@pytest.fixture
def tracker(on_the_ledger):
    return on_the_ledger


@pytest.fixture
def ledger(tmp_path):
    return xlsx(tmp_path / "ledger.xlsx", table(
        case(案号=NUMBER.format(1), 调解组织="上园村调委会", 申请人证件号=GOOD_ID),
        case(登记日期="2024.13.5"),
        case(申请人="王五"),
    ))  # fmt: skip


def stored():
    db.session.rollback()
    return db.session.scalars(select(Case).order_by(Case.number)).all()


def test_json_says_what_was_read_accepted_rejected_and_created(tracker, ledger):
    code, out, _err = tracker("import", "cases", ledger, "--json")
    said = json.loads(out)
    assert code == 1
    assert {name: said[name] for name in ("read", "accepted", "rejected", "duplicates")} == {
        "read": 3,
        "accepted": 2,
        "rejected": 1,
        "duplicates": 0,
    }
    assert said["created"] == {"organisations": ["上园村调委会"], "mediators": [], "villages": []}
    assert said["problems"] == [
        {
            "row": 3,
            "column": "登记日期",
            "value": "2024.13.5",
            "problem": said["problems"][0]["problem"],
            "cell": "A3",
            "sheet": "台账",
        }
    ]
    assert "calendar" in said["problems"][0]["problem"]
    assert [one.number for one in stored()] == [NUMBER.format(1), NUMBER.format(2)]


def test_further_columns_are_told(tracker, tmp_path):
    path = text(tmp_path / "a.csv", table(case(领导批示="速办", 意见="好")))
    _code, out, _err = tracker("import", "cases", path, "--dry-run", "--json")
    assert json.loads(out)["further_columns"] == ["领导批示", "意见"]
    assert (
        "Further columns, kept with each case: 领导批示、意见"
        in tracker("import", "cases", path)[1]
    )


def test_a_clean_ledger_ends_with_0_and_a_second_time_adds_nothing(tracker, tmp_path):
    path = text(tmp_path / "a.csv", table(case(), case(申请人="王五")), "gb18030")
    assert tracker("import", "cases", path)[0] == 0
    code, out, _err = tracker("import", "cases", path, "--json")
    assert (code, json.loads(out)["duplicates"], len(stored())) == (0, 2, 2)


def test_the_terminal_tells_the_problems_in_sentences(tracker, ledger):
    code, out, _err = tracker("import", "cases", ledger)
    assert code == 1
    assert "3 read, 2 accepted, 1 rejected, 0 already there." in out
    assert "New organisations: 上园村调委会" in out
    assert "Row 3, 登记日期: " in out


def test_a_dry_run_writes_nothing(tracker, ledger):
    code, out, _err = tracker("import", "cases", ledger, "--dry-run", "--json")
    assert (code, json.loads(out)["accepted"], json.loads(out)["batch"]) == (1, 2, None)
    assert stored() == []


def test_strict_imports_all_or_nothing(tracker, ledger):
    code, out, _err = tracker("import", "cases", ledger, "--strict")
    assert code == 1
    assert "Nothing was imported, because rows have problems." in out
    assert stored() == []


def test_rejects_are_mended_and_imported_again(tracker, ledger, tmp_path):
    rejects = tmp_path / "rejects.xlsx"
    tracker("import", "cases", ledger, "--rejects", rejects)
    book = openpyxl.load_workbook(rejects)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][-1] == "退回原因"
    assert sheet.max_row == 2
    sheet["A2"] = "2024.12.5"
    book.save(rejects)
    code, out, _err = tracker("import", "cases", rejects, "--json")
    assert (code, json.loads(out)["accepted"]) == (0, 1)
    assert len(stored()) == 3


def test_without_problems_there_is_no_rejects_file(tracker, tmp_path):
    path = text(tmp_path / "a.csv", table(case()))
    assert tracker("import", "cases", path, "--rejects", tmp_path / "r.xlsx")[0] == 0
    assert not (tmp_path / "r.xlsx").exists()


def test_rejects_that_cannot_be_written_stop_the_import(tracker, ledger, tmp_path):
    code, _out, err = tracker("import", "cases", ledger, "--rejects", tmp_path / "no" / "r.xlsx")
    assert code == 2
    assert "Nothing was imported." in err
    assert stored() == []


def test_imports_are_listed_and_undone(tracker, ledger):
    said = json.loads(tracker("import", "cases", ledger, "--json")[1])
    listed = tracker("import", "list")[1]
    assert f"{said['batch']}  " in listed
    assert "ledger.xlsx: 3 read, 2 accepted, 1 rejected, 0 already there" in listed
    code, out, _err = tracker("import", "undo", said["batch"])
    assert (code, out) == (0, f"Import {said['batch']} is undone: 2 cases are gone.\n")
    assert stored() == []
    assert "(undone)" in tracker("import", "list")[1]
    code, _out, err = tracker("import", "undo", said["batch"])
    assert (code, "undone already" in err) == (1, True)


def test_an_import_that_does_not_exist_is_wrong_use(tracker):
    assert tracker("import", "undo", "7")[0] == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"hello", "is not an Excel workbook"),
        ("a.xlsx", b"", "The file is empty."),
        ("a.csv", "甲,乙\n1,2\n".encode(), "No heading row was found."),
        ("a.csv", "登记日期,申请人\n".encode(), "There are no cases below the headings."),
        ("a.csv", "案号,申请人\n1,张三\n".encode(), "登记日期 / 受理日期 is missing"),
        ("a.pdf", b"%PDF", "Only ledgers in the formats"),
    ],
)
def test_a_file_that_is_no_ledger_gives_one_line_and_1(tracker, tmp_path, name, content, sentence):
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = tracker("import", "cases", path, "--json")
    assert (code, out) == (1, "")
    assert sentence in err
    assert len(err.strip().splitlines()) == 1


def test_a_missing_file_and_an_unknown_center_are_wrong_use(tracker, ledger):
    assert tracker("import", "cases", "nowhere.xlsx")[0] == 2
    assert tracker("import", "cases", ledger, "--center", "XX")[0] == 2


def test_where_there_are_several_centers_one_is_named(tracker, ledger, session):
    open_office(session, "QJ", "虹")
    assert tracker("import", "cases", ledger)[0] == 2
    assert tracker("import", "cases", ledger, "--center", "QJ")[0] == 1
    assert {db.session.get(Center, one.center_id).code for one in stored()} == {"QJ"}


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_what_is_exported_comes_back(tracker, ledger, tmp_path, name, session):
    tracker("import", "cases", ledger)
    code, out, _err = tracker("export", "cases", "--unmasked", "-o", tmp_path / name)
    assert (code, "2 cases written" in out) == (0, True)
    open_office(session, "QJ", "柳")
    code, out, _err = tracker("import", "cases", tmp_path / name, "--center", "QJ", "--json")
    assert (code, json.loads(out)["accepted"]) == (0, 2)


def test_an_export_is_masked_and_on_record(tracker, ledger, tmp_path):
    tracker("import", "cases", ledger)
    path = tmp_path / "out.csv"
    assert tracker("export", "cases", "--year", 2024, "-o", path)[0] == 0
    assert "110105********002X" in path.read_text("utf-8-sig")
    assert "张*三" in path.read_text("utf-8-sig")
    db.session.rollback()
    line = db.session.scalars(select(AuditLine).where(AuditLine.action == "export.cases")).one()
    assert line.changes["cases"] == 2


def test_a_year_is_only_that_year(tracker, ledger, tmp_path, session, center):
    make_case(session, center, accepted=None)
    path = tmp_path / "out.csv"
    assert "0 cases written" in tracker("export", "cases", "--year", 2020, "-o", path)[1]


def test_an_export_that_cannot_be_written_is_one_line(tracker, tmp_path):
    code, _out, err = tracker("export", "cases", "-o", tmp_path / "no" / "out.xlsx")
    assert (code, len(err.strip().splitlines())) == (2, 1)


def test_the_template_can_be_written_without_a_ledger(tracker, tmp_path):
    path = tmp_path / "template.xlsx"
    assert tracker("export", "template", "-o", path)[0] == 0
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].value == "案号"
    assert not list(tmp_path.glob(".template*"))


def test_nothing_but_the_json_stands_on_stdout_when_piped(app, center, ledger, tmp_path):
    done = subprocess.run(
        [Path(sys.executable).with_name("tracker"), "import", "cases", ledger, "--json"],
        capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8",
        env={"TRACKER_INSTANCE_PATH": str(tmp_path), "TRACKER_SECRET_KEY": "only for tests",
             "TRACKER_DATABASE_URI": app.config["DATABASE_URI"], "PATH": "/usr/bin:/bin",
             "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout)["read"] == 3
    assert done.stderr == ""
