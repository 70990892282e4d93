"""Files that take a while: made beside the request, told how far they are, kept for one person."""

from __future__ import annotations

import io
import os
import re
import tempfile
import time

import openpyxl
import pytest
from sqlalchemy import select

from tests.factories import actor_of, make_case
from tests.pages import text_of
from tests.views.matrix import center_of
from tracker import kept_work
from tracker.domain.vocabulary import Role
from tracker.models import Account, AuditLine
from tracker.permissions import Actor
from tracker.reports import export_jobs
from tracker.services import audit
from tracker.views import export_work


@pytest.fixture
def at_once(app):
    """No request waits for its file."""
    app.config["EXPORT_PATIENCE"] = 0


@pytest.fixture
def cases(ledger, office):
    with ledger() as session:
        center = center_of(session, "LS")
        return len([make_case(session, center, summary=f"第{place}件") for place in range(30)])


def _until(client, address, state):
    """Ask how far the work is, as the page's script does."""
    for _attempt in range(300):
        answer = client.get(f"{address}/progress").json
        assert answer.keys() == {"working", "done", "total", "state"}
        if not answer["working"]:
            assert answer["state"] == state
            return answer
        time.sleep(0.05)
    raise AssertionError("the work does not end")


def _asked(client, address="/cases/export.xlsx", **form):
    answer = client.post(address, data=form)
    assert answer.status_code == 302
    assert re.fullmatch(r"/exports/[\w-]{43}", answer.location)
    return answer.location


def _folder(app):
    return export_work.Path(app.instance_path) / "exports"


def test_a_file_that_is_soon_made_is_the_answer_and_nothing_of_it_stays(open_as, cases, app):
    answer = open_as(Role.CLERK).post("/cases/export.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).active.max_row == cases + 1
    assert list(_folder(app).iterdir()) == []


@pytest.mark.parametrize("address", ["/cases/export.xlsx", "/cases/export.csv"])
def test_a_file_that_takes_longer_is_made_beside_the_request(
    open_as, ledger, cases, at_once, address
):
    clerk = open_as(Role.CLERK)
    page = _asked(clerk, address)
    done = _until(clerk, page, "ready")
    assert done["done"] == done["total"] == cases
    assert "文件已生成" in text_of(clerk.get(page).text)
    answer = clerk.get(f"{page}/file")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=cases-")
    if address.endswith("csv"):
        assert answer.data.decode("utf-8-sig").count("\r\n") == cases + 1
    else:
        assert openpyxl.load_workbook(io.BytesIO(answer.data)).active.max_row == cases + 1
    with ledger() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "export.cases")).one()
        assert line.changes["cases"] == cases


def test_a_summary_is_made_beside_the_request_too(open_as, cases, at_once):
    supervisor = open_as(Role.SUPERVISOR)
    page = supervisor.get("/summaries/2024.xlsx").location
    _until(supervisor, page, "ready")
    found = openpyxl.load_workbook(io.BytesIO(supervisor.get(f"{page}/file").data))
    assert found.sheetnames[0] == "说明"


def test_a_file_is_only_for_the_one_who_asked(open_as, cases, at_once):
    clerk = open_as(Role.CLERK)
    page = _asked(clerk)
    _until(clerk, page, "ready")
    for other in (open_as(Role.SUPERVISOR), open_as(Role.CLERK, "QJ")):
        for address in (page, f"{page}/file", f"{page}/progress"):
            assert other.get(address).status_code == 404
        assert other.post(f"{page}/cancel").status_code == 404
        assert "没有待领取的文件" in text_of(other.get("/exports").text)
    assert clerk.get(f"{page}/file").status_code == 200
    assert page in clerk.get("/exports").text


def test_work_that_is_cancelled_leaves_no_file_and_no_record(
    open_as, ledger, cases, at_once, app, monkeypatch, tmp_path
):
    monkeypatch.setattr(kept_work, "STEP_SECONDS", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "apart"))
    (tmp_path / "apart").mkdir()
    clerk = open_as(Role.CLERK)
    turns = [export_work._turns.acquire() for _turn in range(2)]  # both are taken: it has to wait
    try:
        page = _asked(clerk)
        clerk.post(f"{page}/cancel")
    finally:
        for _turn in turns:
            export_work._turns.release()
    _until(clerk, page, "cancelled")
    assert "已取消生成" in text_of(clerk.get(page).text)
    assert clerk.get(f"{page}/file").location == page
    assert not list(_folder(app).glob("*.file"))
    assert not list((tmp_path / "apart").iterdir())
    with ledger() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "export.cases"))
        assert lines.all() == []
    clerk.post(f"{page}/cancel")
    assert list(_folder(app).iterdir()) == []


def test_one_person_has_no_more_than_a_few_files_in_the_making(open_as, cases, at_once):
    clerk = open_as(Role.CLERK)
    turns = [export_work._turns.acquire() for _turn in range(2)]
    try:
        pages = [_asked(clerk) for _one in range(export_work.AT_ONCE)]
        answer = clerk.post("/cases/export.xlsx", follow_redirects=True)
        assert f"已有{export_work.AT_ONCE}个文件正在生成" in text_of(answer.text)
    finally:
        for _turn in turns:
            export_work._turns.release()
    for page in pages:
        _until(clerk, page, "ready")


def test_personal_data_needs_a_reason_before_any_work_begins(open_as, cases, at_once, app):
    clerk = open_as(Role.CLERK)
    answer = clerk.post("/cases/export.xlsx", data={"unmasked": "1"}, follow_redirects=True)
    assert "请填写理由" in text_of(answer.text)
    answer = clerk.post("/summaries/2024/unmasked.xlsx", data={"reason": " "})
    assert answer.location.startswith("/summaries/2024")
    assert not _folder(app).exists()


def test_a_file_is_given_to_nobody_after_a_day_and_is_gone_when_anybody_looks(
    open_as, cases, at_once, app, monkeypatch
):
    clerk = open_as(Role.CLERK)
    page = _asked(clerk)
    _until(clerk, page, "ready")
    old = time.time() - kept_work.DAY - 60
    for path in _folder(app).iterdir():
        os.utime(path, (old, old))
    monkeypatch.setattr(export_jobs, "DAY", -1)
    for address in (page, f"{page}/file", f"{page}/progress"):
        assert clerk.get(address).status_code == 404
    assert list(_folder(app).glob("*.file")) != []
    assert "没有待领取的文件" in text_of(open_as(Role.SUPERVISOR).get("/exports").text)
    assert list(_folder(app).iterdir()) == []


def test_a_file_with_full_names_is_given_only_to_those_who_may_have_it_still(
    open_as, ledger, cases, at_once
):
    clerk = open_as(Role.CLERK)
    page = _asked(clerk, unmasked="1", reason="报县里")
    _until(clerk, page, "ready")
    assert clerk.get(f"{page}/file").status_code == 200
    _set_role(ledger, Role.SUPERVISOR)
    assert clerk.get(f"{page}/file").status_code == 403


def test_who_loses_the_right_while_the_file_is_made_gets_none(open_as, ledger, cases, at_once):
    clerk = open_as(Role.CLERK)
    turns = [export_work._turns.acquire() for _turn in range(2)]
    try:
        page = _asked(clerk, unmasked="1", reason="报县里")
        _set_role(ledger, Role.SUPERVISOR)
    finally:
        for _turn in turns:
            export_work._turns.release()
    _until(clerk, page, "failed")
    assert "不再有权" in text_of(clerk.get(page).text)
    with ledger() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "export.cases"))
        assert lines.all() == []


def _set_role(ledger, role):
    with ledger() as session:
        center = center_of(session, "LS")
        id_ = actor_of(session, center, Role.CLERK).account_id
        session.get_one(Account, (center.id, id_)).role = role
        audit.record(session, Actor.system(center.id), "test.role")
        session.commit()


def test_work_that_waits_for_its_turn_tells_so_and_is_cancelled_all_the_same(
    open_as, cases, at_once, monkeypatch
):
    monkeypatch.setattr(export_work, "WAITING_SECONDS", 0.05)
    clerk = open_as(Role.CLERK)
    turns = [export_work._turns.acquire() for _turn in range(2)]
    try:
        page = _asked(clerk)
        clerk.post(f"{page}/cancel")
        _until(clerk, page, "cancelled")
    finally:
        for _turn in turns:
            export_work._turns.release()


def test_work_without_steps_is_cancelled_before_it_goes_on_record(open_as, ledger, cases, at_once):
    supervisor = open_as(Role.SUPERVISOR)
    turns = [export_work._turns.acquire() for _turn in range(2)]
    try:
        page = supervisor.get("/summaries/2024.csv").location
        supervisor.post(f"{page}/cancel")
    finally:
        for _turn in turns:
            export_work._turns.release()
    _until(supervisor, page, "cancelled")
    with ledger() as session:
        lines = session.scalars(select(AuditLine).where(AuditLine.action == "summary.export"))
        assert lines.all() == []


def test_work_whose_process_is_gone_is_told_as_interrupted(open_as, office, app, monkeypatch):
    clerk = open_as(Role.CLERK)
    with clerk.session_transaction() as session:
        owner = session["_user_id"].rpartition("-")[0]
    job = export_jobs.begin(_folder(app), owner, "cases.xlsx", "text/plain", "EXPORT_CASES")
    monkeypatch.setattr(kept_work, "SILENT_SECONDS", -1)
    assert "处理中断，没有生成文件" in text_of(clerk.get(f"/exports/{job.token}").text)
    assert not clerk.get(f"/exports/{job.token}/progress").json["working"]
    assert "失败" in text_of(clerk.get("/exports").text)


def test_a_file_speaks_the_language_of_the_one_who_asked(open_as, cases, at_once):
    supervisor = open_as(Role.SUPERVISOR)
    supervisor.post("/locale/en")
    page = supervisor.get("/summaries/2024.csv").location
    _until(supervisor, page, "ready")
    found = supervisor.get(f"{page}/file").data.decode()
    assert "Summary of the year 2024" in found
