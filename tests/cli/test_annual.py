"""``tracker annual``: the annual report for people, for scripts, and as a file."""

from __future__ import annotations

import json

import docx
import pytest
from sqlalchemy import select

from tests.annual import write
from tracker.models import AuditLine, Center
from tracker.permissions import Actor


@pytest.fixture
def written(ledger):
    with ledger() as session:
        center = session.scalars(select(Center)).one()
        write(session, Actor.system(center.id), "opening", "全年受理{受理件数}件。")


def test_the_text_stands_on_the_terminal_and_in_files_alike(written, tracker, tmp_path):
    said = tracker("annual", 2024).out
    assert "2024年度法治政府建设年度报告" in said
    assert "全年受理0件。" in said
    assert tracker("annual", 2024, "-o", tmp_path / "报告.txt").code == 0
    assert (tmp_path / "报告.txt").read_text("utf-8") == said


def test_the_json_has_the_paragraphs_and_their_figures(written, tracker):
    told = json.loads(tracker("annual", 2024, "--format", "json").out)
    assert told["paragraphs"][0]["text"] == "全年受理0件。"
    assert told["indicators"]["accepted"]["value"] == 0


def test_a_file_is_on_record(written, tracker, ledger, tmp_path):
    done = tracker("annual", 2024, "-o", tmp_path / "报告.docx")
    assert "年度报告已写入" in done.out + done.err
    assert docx.Document(tmp_path / "报告.docx").core_properties.title.endswith("年度报告")
    with ledger() as session:
        last = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert (last.action, last.changes["format"]) == ("annual.export", "docx")


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_no_terminal_shows_needs_a_file(written, tracker, form):
    done = tracker("annual", 2024, "--format", form)
    assert done.code == 2
    assert "-o 文件名" in done.error
