"""A clerk imports a ledger in the browser."""

from __future__ import annotations

import io
import re
from contextlib import closing
from datetime import date

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.factories import make_case
from tests.importers.ledgers import case
from tests.pages import text_of
from tests.views.imports.uploads import BAD, GOOD, stored
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, Center, ImportBatch


def test_a_file_is_looked_at_before_anything_is_written(send, ledger):
    page = send(GOOD, BAD)
    words = text_of(page.text)
    assert page.status_code == 200
    assert "读取行数 2 可导入 1 有问题 1 已在册 0" in words
    assert "新增调解组织 (1) 上园村调委会" in words
    assert "没有这一天：2024.13.5" in words
    assert stored(ledger) == 0


def test_confirming_imports_the_good_rows_and_offers_the_others(send, confirm, clerk, ledger):
    page = confirm(send(GOOD, BAD))
    assert "读取行数 2 已导入 1 有问题 1" in text_of(page.text)
    assert stored(ledger) == 1
    rejects = clerk.get(re.search(r'href="(/imports/\d+/rejects)"', page.text)[1])
    content = io.BytesIO(rejects.data)
    rejects.close()
    with closing(openpyxl.load_workbook(content)) as book:
        rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0][-1] == "退回原因"
    assert rows[1][-1].startswith("登记日期：")
    listed = text_of(clerk.get("/imports").text)
    assert "台账.xlsx" in listed
    assert "在册" in listed


def test_confirming_twice_imports_once(send, confirm, ledger):
    page = send(GOOD)
    assert confirm(page).request.path == confirm(page).request.path
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(ImportBatch)) == 1


def test_an_import_is_undone_after_asking(send, confirm, clerk, ledger):
    page = confirm(send(GOOD))
    assert "将删除 1 件案件" in page.text
    undone = clerk.post(f"{page.request.path}/undo", follow_redirects=True)
    assert "导入已撤销，删除案件 1 件。" in undone.text
    assert stored(ledger) == 0
    assert clerk.get(f"{page.request.path}/undo").status_code == 405


def test_an_undo_that_is_refused_says_why(send, confirm, clerk, ledger):
    page = confirm(send(case()))
    with ledger() as session:
        make_case(session, session.scalars(select(Center).order_by(Center.id)).first(),
                  accepted=date(2024, 3, 6))  # fmt: skip
    refused = clerk.post(f"{page.request.path}/undo", follow_redirects=True)
    assert "撤销会造成断号" in refused.text
    assert stored(ledger) == 2


def test_a_batch_of_another_center_is_not_found(send, confirm, open_as):
    page = confirm(send(GOOD, BAD))
    other = open_as(Role.CLERK, "QJ")
    for address in (page.request.path, f"{page.request.path}/rejects"):
        assert other.get(address).status_code == 404
    assert other.post(f"{page.request.path}/undo").status_code == 404
    assert other.get(f"/imports/{2**60}").status_code == 404


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.SUPERVISOR, Role.ADMIN, Role.AUDITOR])
def test_only_clerks_import(open_as, role):
    client = open_as(role)
    for address in ("/imports", "/imports/new", "/imports/template", "/imports/1"):
        assert client.get(address).status_code == 403
    assert client.post("/imports/1/undo").status_code == 403


def test_the_import_of_the_browser_bears_the_clerks_name(send, confirm, ledger):
    confirm(send(GOOD))
    with ledger() as session:
        batch = session.scalars(select(ImportBatch)).one()
        line = session.scalars(select(AuditLine).where(AuditLine.action == "import.cases")).one()
    assert batch.actor_name == line.actor_name == "clerk"
    assert batch.actor_id is not None
