"""Whoever declares a register gets all of it: no other line of the program names it."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import make_case
from tests.importers.ledgers import table, xlsx
from tests.pages import text_of
from tests.views.matrix import center_of
from tracker.api.described import DescribedApi
from tracker.api.register_docs import describe
from tracker.domain.vocabulary import Role
from tracker.extensions import Base, db
from tracker.models import AuditLine
from tracker.registers import REGISTERS, declare

LIST = "/registers/bridges"
ONE = {"seen_on": "2024-3-5", "bridge": "石拱桥", "cracks": "3", "cost": "1.2万", "weather": "wet"}
OTHER = {"seen_on": "2024-4-1", "bridge": "=1+1", "cracks": "12", "closed": "1"}


@pytest.fixture
def declared(app):
    """The table is gone from the program afterwards: the migrations know nothing of it."""
    from tests.views.fourteenth import REGISTER  # noqa: PLC0415 - importing it makes the table

    declare(REGISTER)
    with app.app_context():
        REGISTER.model.__table__.create(db.engine)
    yield
    del REGISTERS[REGISTER.kind]
    Base.metadata.remove(REGISTER.model.__table__)


def test_a_declared_register_has_list_form_search_filters_files_and_trail(
    declared, office, open_as, ledger
):
    clerk = open_as(Role.CLERK)
    assert "桥梁检查" in clerk.get("/registers").text
    assert "此台账尚无记录" in clerk.get(LIST).text
    addresses = [clerk.post(f"{LIST}/new", data=one).location for one in (ONE, OTHER)]
    assert addresses[0].startswith(f"{LIST}/")

    page = clerk.get(LIST).text
    assert 'data-total="2"' in page
    assert columns_of(page) == [
        "检查日期",
        "桥梁",
        "天气",
        "裂缝数",
        "费用(元)",
        "是否封闭",
        "关联案件",
    ]
    assert text_of(page.split("<tfoot>")[1].split("</tfoot>")[0]).split() == [
        "合计",
        "15",
        "12,000.00",
    ]
    for asked in ("q=石拱", "weather=wet", "closed=0", "until=2024-03-31"):
        found = clerk.get(f"{LIST}?{asked}").text
        assert 'data-total="1"' in found, asked
        assert "石拱桥" in found
    assert listed(clerk.get(f"{LIST}?sort=cracks").text) == ["石拱桥", "=1+1"]
    assert listed(clerk.get(f"{LIST}?sort=-cracks").text) == ["=1+1", "石拱桥"]

    with ledger() as session:
        case = make_case(session, center_of(session, "LS"), accepted=date(2024, 3, 6))
        number, at = case.number, f"/cases/{case.id}"
    clerk.post(f"{addresses[0]}/edit", data=ONE | {"case_id": number, "version": "1"})
    assert f'<a href="{at}">{number}</a>' in clerk.get(f"{LIST}?case_id=1").text
    assert "石拱桥" in clerk.get(at).text

    refused = clerk.post(f"{LIST}/new", data=OTHER | {"closed": "0", "bridge": "木桥"})
    assert refused.status_code == 422
    assert "A bridge with so many cracks is closed." in refused.text
    twice = clerk.post(f"{LIST}/new", data=ONE)
    assert twice.status_code == 422
    assert "已有一条记录与此相同" in twice.text

    book = openpyxl.load_workbook(io.BytesIO(clerk.post(f"{LIST}/export.xlsx").data)).active
    rows = list(book.iter_rows(values_only=True))
    assert book.title == "桥梁检查"
    assert rows[1][1:6] == ("石拱桥", "雨", 3, 12000, "否")
    assert rows[2][1] == "=1+1"
    assert book.cell(3, 2).data_type == "s"
    assert "'=1+1" in clerk.post(f"{LIST}/export.csv").data.decode("utf-8-sig")

    taken = described()["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"cracks", "weather", "case_id"} < set(taken["properties"])
    made = clerk.post("/api/v1/registers/bridges", json=OTHER | {"bridge": "木桥", "closed": True})
    assert (made.status_code, made.json["cracks"], made.json["closed"]) == (201, 12, True)
    assert clerk.get("/api/v1/registers/bridges?closed=1").json["total"] == 2

    with ledger() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "register.add")).first()
    assert line.changes["register"] == "bridges"
    told = text_of(clerk.get(addresses[0]).text)
    assert "裂缝数 3" in told
    assert "费用(元) ¥ 12,000.00" in told
    assert text_of(open_as(Role.AUDITOR).get("/trail").text).count("桥梁检查") >= 2


def described():
    """The address of the bridges as a program that starts now describes it."""
    titled = {"title": "", "version": "1", "openapi_version": "3.1.0"}
    api = DescribedApi(Flask("described"), spec_kwargs=titled)
    describe(api, "/api/v1")
    return api.spec.to_dict()["paths"]["/api/v1/registers/bridges"]


def test_a_declared_register_is_imported_and_has_its_template(
    declared, office, open_as, ledger, tmp_path
):
    clerk = open_as(Role.CLERK)
    clerk.post(f"{LIST}/new", data=ONE)
    rows = {"检查日期": "2024-5-1", "桥梁": "木桥", "裂缝数": 0, "天气": "晴", "费用（万元）": 0.5}
    again = {"检查日期": "2024-3-5", "桥梁": "石拱桥", "裂缝数": 3, "天气": "雨", "费用(元)": 12000}
    path = xlsx(tmp_path / "桥梁.xlsx", table(rows), more={"三月": table(again)})
    sent = {"file": (io.BytesIO(path.read_bytes()), path.name), "kind": "bridges"}
    looked = clerk.post(
        "/imports/new", data=sent, content_type="multipart/form-data", follow_redirects=True
    )
    assert "可导入 1 有问题 0 已在册 1" in text_of(looked.text)
    confirm = re.search(r'action="(/imports/waiting/[^"]+/confirm)"', looked.text)[1]
    assert "桥梁检查" in text_of(clerk.post(confirm, follow_redirects=True).text)
    assert 'data-total="2"' in clerk.get(LIST).text
    template = clerk.get("/imports/template?kind=bridges").data
    assert openpyxl.load_workbook(io.BytesIO(template)).sheetnames == ["桥梁检查", "填写说明"]


def columns_of(html):
    head = html.split("<thead>")[1].split("</thead>")[0]
    return [text_of(one) for one in re.findall(r"<th[^>]*>(.*?)</th>", head, re.DOTALL)]


def listed(html):
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [text_of(re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)[1]) for row in rows]
