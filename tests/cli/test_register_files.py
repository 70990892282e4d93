"""``tracker import register`` and ``tracker export register`` as somebody types them."""

from __future__ import annotations

import json

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.importers.ledgers import table, text, xlsx
from tracker.extensions import db
from tracker.models import AuditLine
from tracker.registers import REGISTERS

PENALTIES = REGISTERS["penalties"].model


@pytest.fixture
def tracker(on_the_ledger):
    return on_the_ledger


@pytest.fixture
def book(tmp_path):
    row = {"处罚日期": "2024-3-5", "处罚程序": "普通程序", "罚款金额（万元）": 1.2}
    return xlsx(
        tmp_path / "处罚.xlsx",
        table(
            {"处罚决定书文号": "〔2024〕1号", **row, "领导意见": "同意"},
            {"处罚决定书文号": "〔2024〕2号", **row, "处罚日期": "2024.13.5"},
            {"处罚决定书文号": "〔2023〕9号", **row, "处罚日期": "2023-12-31"},
        ),
    )


def stored():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(PENALTIES))


@pytest.mark.parametrize("kind", ["penalties", "行政处罚"])
def test_a_register_is_imported_by_its_kind_or_its_word(tracker, book, kind):
    code, out, _err = tracker("import", "register", kind, book, "--json")
    said = json.loads(out)
    assert code == 1
    told = {name: said[name] for name in ("read", "accepted", "rejected", "duplicates", "created")}
    nobody = {"organisations": [], "mediators": [], "villages": []}
    assert told == {"read": 3, "accepted": 2, "rejected": 1, "duplicates": 0, "created": nobody}
    (problem,) = said["problems"]
    assert (problem["row"], problem["column"], problem["value"], problem["cell"]) == (
        3,
        "处罚日期",
        "2024.13.5",
        "B3",
    )
    assert said["further_columns"] == ["领导意见"]
    assert stored() == 2
    code, out, _err = tracker("import", "register", kind, book)
    assert "3 read, 0 accepted, 1 rejected, 2 already there." in out
    assert "Columns that the register does not have, not read: 领导意见" in out
    assert stored() == 2


def test_an_unknown_register_is_told_which_there_are(tracker, book):
    code, _out, err = tracker("import", "register", "sports", book)
    assert code == 2
    assert "There is no register sports; there are: publicity 普法活动、trainings 培训、" in err
    assert len(err.strip().splitlines()) == 1


def test_rejects_are_mended_and_imported_again(tracker, book, tmp_path):
    rejects = tmp_path / "rejects.xlsx"
    tracker("import", "register", "penalties", book, "--rejects", rejects)
    mended = openpyxl.load_workbook(rejects)
    sheet = mended.worksheets[0]
    assert [cell.value for cell in sheet[2]][-1].startswith("处罚日期：")
    sheet["B2"] = "2024.12.5"
    mended.save(rejects)
    code, out, _err = tracker("import", "register", "penalties", rejects, "--json")
    assert (code, json.loads(out)["accepted"], stored()) == (0, 1, 3)


def test_dry_run_and_strict_write_nothing(tracker, book):
    for option in ("--dry-run", "--strict"):
        assert tracker("import", "register", "penalties", book, option)[0] == 1
    assert stored() == 0


def test_imports_of_registers_are_listed_and_undone(tracker, book):
    batch = json.loads(tracker("import", "register", "penalties", book, "--json")[1])["batch"]
    assert "行政处罚 处罚.xlsx: 3 read, 2 accepted" in tracker("import", "list")[1]
    code, out, _err = tracker("import", "undo", batch)
    assert (code, out) == (0, f"Import {batch} is undone: 2 entries are gone.\n")
    assert stored() == 0


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_what_is_exported_comes_back(tracker, book, tmp_path, name):
    tracker("import", "register", "penalties", book)
    code, out, _err = tracker("export", "register", "行政处罚", "-o", tmp_path / name)
    assert (code, out) == (0, f"2 entries written to {tmp_path / name}.\n")
    said = json.loads(tracker("import", "register", "penalties", tmp_path / name, "--json")[1])
    assert (said["accepted"], said["duplicates"]) == (0, 2)
    lines = db.session.scalars(select(AuditLine).where(AuditLine.action == "register.export")).all()
    assert [one.changes["entries"] for one in lines] == [2]


def test_a_year_of_a_register_is_exported(tracker, book, tmp_path):
    tracker("import", "register", "penalties", book)
    path = tmp_path / "out.csv"
    tracker("export", "register", "penalties", "--year", "2023", "-o", path)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("处罚决定书文号,处罚日期,处罚程序,执法领域,罚款金额(元)")
    assert lines[1:] == ["〔2023〕9号,2023-12-31,普通程序,,12000.00,否,,,,"]


def test_a_file_that_is_no_register_gives_one_line_and_1(tracker, tmp_path):
    path = text(tmp_path / "a.csv", [["登记日期", "申请人"], ["2024-3-5", "张三"]])
    code, out, err = tracker("import", "register", "penalties", path)
    assert (code, out) == (1, "")
    assert "No heading row was found." in err


def test_the_template_of_a_register_is_written(tracker, tmp_path):
    path = tmp_path / "template.xlsx"
    assert tracker("export", "template", "--register", "penalties", "-o", path)[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["行政处罚", "填写说明"]
    assert tracker("export", "template", "--register", "sports", "-o", path)[0] == 2
