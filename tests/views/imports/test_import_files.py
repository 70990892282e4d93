"""Files of every kind meet the import page; those that are no ledgers get a sentence."""

from __future__ import annotations

import io
from contextlib import closing

import openpyxl
import pytest
from sqlalchemy import select

from tests.importers.ledgers import case
from tests.views.imports.uploads import stored
from tracker.models import Case


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"hello", "内容不是 Excel 工作簿"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "未找到表头"),
        ("a.csv", b"", "文件为空"),
        ("a.csv", "登记日期,申请人\n".encode(), "表头下没有案件"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
         "工作簿设有密码"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_ledger_gets_a_clear_sentence(send, tmp_path, ledger, name, content,
                                                         sentence):  # fmt: skip
    path = tmp_path / name
    path.write_bytes(content)
    page = send(path=path)
    assert page.status_code == 200
    assert sentence in page.text
    assert stored(ledger) == 0


def test_another_format_and_no_file_at_all_are_told_beside_the_field(send, clerk, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    page = send(path=path)
    assert page.status_code == 422
    assert "仅支持 xlsx、xls、csv 格式的台账。" in page.text
    assert "请选择文件。" in clerk.post("/imports/new", data={}).text


def test_an_upload_that_is_too_large_gets_its_page(clerk, app):
    content = bytes(app.config["MAX_CONTENT_LENGTH"] + 1)
    page = clerk.post("/imports/new", data=content, content_type="multipart/form-data; boundary=x")
    assert page.status_code == 413
    assert "文件过大" in page.text


def test_a_long_name_and_a_formula_are_plain_text_on_the_page(send, confirm, ledger):
    page = send(
        case(申请人="长" * 20_000), case(备注="=cmd|'/c calc'!A1"), case(申请人="<b>王</b>")
    )
    assert "内容有 20,000 个字符，此栏最多 100 个。" in page.text
    assert "<b>王" not in page.text
    confirm(page)
    with ledger() as session:
        assert "=cmd|'/c calc'!A1" in session.scalars(select(Case.remarks)).all()


def test_the_template_is_offered(clerk):
    page = clerk.get("/imports/template")
    assert page.status_code == 200
    with closing(openpyxl.load_workbook(io.BytesIO(page.data))) as book:
        assert book.worksheets[0]["A1"].value == "案号"
