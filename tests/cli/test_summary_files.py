"""The summary as files: for spreadsheets, for reports, and who took them along."""

from __future__ import annotations

import csv
import io
import json

import docx
import openpyxl
import pytest
from sqlalchemy import select

from tests.cli.test_summary import OF_CASES, RATES, numbers
from tracker.models import AuditLine, Center
from tracker.permissions import Actor
from tracker.services import papers


def test_csv_has_every_figure_of_every_row(figures, tracker):
    lines = list(csv.reader(io.StringIO(tracker("summary", 2024, "--format", "csv").out)))
    said = figures()
    whole = {line[3]: line[4] for line in lines if line[0] == line[1]}
    expected = {key: "—" if one is None else str(one) for key, one in
                numbers(said["indicators"]).items()}  # fmt: skip
    assert whole == expected
    rows = sum(len(rows) for rows in said["breakdowns"].values())
    readings = said["resolution_rate_by_basis"]
    assert len(lines) == 2 + len(said["indicators"]) + rows * len(OF_CASES) + len(readings)


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
    [
        ("s.json", b"{"),
        ("s.csv", b"\xef\xbb\xbf"),
        ("s.txt", "柳市镇社会治理中心\n2024年度".encode()),
        ("s.xlsx", b"PK"),
        ("s.docx", b"PK"),
        ("s.pdf", b"%PDF-1.7"),
    ],
)
def test_the_files_name_says_its_form_and_the_trail_who_took_it(
    filled, tracker, tmp_path, name, begins
):
    assert tracker("summary", 2024, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    with filled() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert (line.action, line.changes["start"]) == ("summary.export", "2024-01-01")


def test_the_file_and_the_terminal_say_the_same(figures, tracker, tmp_path):
    tracker("summary", 2024, "-o", tmp_path / "s.json")
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == figures()


def test_full_names_are_taken_along_only_when_asked_for_and_on_record(filled, tracker, tmp_path):
    path = tmp_path / "summary.xlsx"
    assert tracker("summary", 2024, "--unmasked", "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "张小三" in values
    with filled() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert (line.changes["format"], line.changes["unmasked"]) == ("xlsx", True)


def test_word_says_what_the_text_says(filled, tracker, tmp_path):
    for name in ("s.docx", "s.txt"):
        assert tracker("summary", 2024, "-o", tmp_path / name).code == 0
    text = (tmp_path / "s.txt").read_text("utf-8")
    paragraphs = [one.text for one in docx.Document(tmp_path / "s.docx").paragraphs if one.text]
    assert len(paragraphs) > 30
    for paragraph in paragraphs:
        assert paragraph.strip("\n") in text


def test_a_template_that_does_not_fit_any_more_is_told_in_one_line(filled, tracker, tmp_path):
    document = docx.Document()
    document.add_paragraph("{{ 没有的字段 }}")
    document.save(tmp_path / "own.docx")
    with filled() as session:
        center = session.scalars(select(Center)).one()
        content = (tmp_path / "own.docx").read_bytes()
        actor = Actor.system(center.id)
        papers.replace_template(session, actor, "year_summary", "own.docx", content)
        session.commit()
    said = tracker("summary", 2024, "-o", tmp_path / "s.docx")
    assert (said.code, said.error) == (1, "错误：本单位模板无法填写，请告知管理员。")
    assert not (tmp_path / "s.docx").exists()


def test_a_file_without_cases_names_nobody_whatever_was_asked(filled, tracker, tmp_path):
    assert tracker("summary", 2024, "--unmasked", "-o", tmp_path / "s.json").code == 0
    with filled() as session:
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert "unmasked" not in line.changes
