"""A clerk imports into a register in the browser."""

from __future__ import annotations

import io
import re
from contextlib import closing

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.importers.ledgers import xlsx
from tests.pages import form_of, text_of
from tracker.domain.vocabulary import Role
from tracker.registers import REGISTERS

PENALTIES = REGISTERS["penalties"].model


def penalty(number, **cells):
    return {
        "处罚决定书文号": f"〔2024〕{number}号",
        "处罚日期": "2024-3-5",
        "处罚程序": "普通程序",
        "罚款金额": "500",
    } | cells


GOOD, BAD = penalty(1), penalty(2, 罚款金额="约500", 领导意见="同意")


def stored(ledger):
    with ledger() as session:
        return session.scalar(select(func.count()).select_from(PENALTIES))


def test_the_registers_page_leads_to_its_import_and_its_template(clerk, open_as):
    page = clerk.get("/registers/penalties").text
    assert 'href="/imports/new?kind=penalties"' in page
    assert form_of(clerk.get("/imports/new?kind=penalties").text, "kind")["kind"] == "penalties"
    assert form_of(clerk.get("/imports/new").text, "kind")["kind"] == "cases"
    sent = clerk.get(re.search(r'href="(/imports/template\?kind=penalties)"', page)[1])
    with closing(openpyxl.load_workbook(io.BytesIO(sent.data))) as book:
        assert book.sheetnames == ["行政处罚", "填写说明"]
    assert "/imports/new" not in open_as(Role.SUPERVISOR).get("/registers/penalties").text


def test_a_file_is_looked_at_confirmed_and_its_bad_rows_come_back(send, confirm, clerk, ledger):
    page = send(GOOD, BAD, kind="penalties")
    words = text_of(page.text)
    assert "读取行数 2 可导入 1 有问题 1 已在册 0" in words
    assert "导入 1 条记录" in words
    assert "未读取的列（该台账无此栏目）：领导意见" in words
    assert stored(ledger) == 0

    shown = confirm(page)
    assert stored(ledger) == 1
    words = text_of(shown.text)
    assert "行政处罚" in words
    assert "新编案号" not in words
    entries = clerk.get(re.search(r'href="(/registers/penalties\?batch=\d+)"', shown.text)[1])
    assert 'data-total="1"' in entries.text
    assert "台账.xlsx" in text_of(entries.text)
    rejects = clerk.get(re.search(r'href="(/imports/\d+/rejects)"', shown.text)[1])
    content = io.BytesIO(rejects.data)
    rejects.close()
    with closing(openpyxl.load_workbook(content)) as book:
        rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[1][0] == "〔2024〕2号"
    assert rows[1][-1].startswith("罚款金额：")
    assert "行政处罚" in text_of(clerk.get("/imports").text)
    assert "已在册 1" in text_of(send(GOOD, kind="penalties").text)


def test_an_import_is_undone_after_asking(send, confirm, clerk, ledger):
    page = confirm(send(GOOD, kind="penalties"))
    assert "将删除 1 条记录" in page.text
    undone = clerk.post(f"{page.request.path}/undo", follow_redirects=True)
    assert "导入已撤销，删除记录 1 条。" in undone.text
    assert stored(ledger) == 0


def test_the_clerk_says_which_column_is_which(send, clerk, confirm, ledger):
    page = send(penalty(1) | {"领域": "城市管理"}, kind="penalties")
    form = form_of(page.text, "column-0-4")
    assert form["column-0-4"] == "-"
    form["column-0-4"] = "field_of_law"
    confirm(clerk.post(page.request.path, data=form, follow_redirects=True))
    with ledger() as session:
        assert session.scalars(select(PENALTIES.field_of_law)).all() == ["城市管理"]


def test_missing_columns_are_asked_about_before_anything_else(send, tmp_path):
    path = xlsx(tmp_path / "a.xlsx", [["处罚日期", "处罚程序"], ["2024-3-5", "普通程序"]])
    page = send(path=path, kind="penalties")
    assert "缺少必要的栏目：处罚决定书文号、罚款金额。" in page.text
    assert "/confirm" not in page.text


def test_a_register_that_there_is_not_is_refused_beside_its_field(send, ledger):
    assert send(GOOD, kind="sports").status_code == 422
    assert stored(ledger) == 0


@pytest.mark.parametrize("batch", ["x", "٣", str(2**60), "7"])
def test_an_import_that_there_is_not_shows_no_entries(clerk, batch):
    assert clerk.get(f"/registers/penalties?batch={batch}").status_code == 404


def test_an_import_into_another_register_or_center_shows_no_entries(send, confirm, clerk, open_as):
    number = confirm(send(GOOD, kind="penalties")).request.path.rpartition("/")[2]
    assert clerk.get(f"/registers/publicity?batch={number}").status_code == 404
    other = open_as(Role.CLERK, "QJ")
    assert other.get(f"/registers/penalties?batch={number}").status_code == 404
