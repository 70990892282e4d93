"""A clerk imports a ledger in the browser."""

from __future__ import annotations

import io
import os
import re
import time
from contextlib import closing
from datetime import date

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.factories import make_case
from tests.importers.ledgers import NUMBER, case, table, text, xlsx
from tests.pages import form_of, text_of
from tracker.domain.vocabulary import Role
from tracker.importers import waiting as store
from tracker.models import AuditLine, Case, Center, ImportBatch
from tracker.views import import_work


@pytest.fixture
def clerk(open_as):
    return open_as(Role.CLERK)


@pytest.fixture
def send(clerk, tmp_path):
    """Upload rows (or a file) as the clerk; the page that follows."""

    def now(*rows, path=None, name=None, who=None):
        path = path or xlsx(tmp_path / "台账.xlsx", table(*rows))
        sent = {"file": (io.BytesIO(path.read_bytes()), name or path.name)}
        return (who or clerk).post(
            "/imports/new", data=sent, content_type="multipart/form-data", follow_redirects=True
        )

    return now


@pytest.fixture
def confirm(clerk):
    def now(page, client=None):
        address = re.search(r'action="(/imports/waiting/[^"]+/confirm)"', page.text)[1]
        return (client or clerk).post(address, follow_redirects=True)

    return now


def stored(ledger):
    with ledger() as session:
        return session.scalar(select(func.count()).select_from(Case))


def token_of(page):
    return re.search(r"/imports/waiting/([\w-]{43})", page.request.path + page.text)[1]


GOOD = case(案号=NUMBER.format(1), 调解组织="上园村调委会")
BAD = case(登记日期="2024.13.5", 申请人="王五")


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


def test_the_clerk_corrects_which_column_is_which(send, clerk, confirm, ledger):
    page = send(case(涉及金额="3.5万"))
    form = form_of(page.text, "column-0-3")
    assert form["column-0-3"] == ""
    form["column-0-3"] = "amount_claimed"
    again = clerk.post(page.request.path, data=form, follow_redirects=True)
    assert form_of(again.text, "column-0-3")["column-0-3"] == "amount_claimed"
    confirm(again)
    with ledger() as session:
        assert session.scalars(select(Case)).one().amount_claimed == 35000


def test_the_clerk_sees_a_unit_that_stands_only_above_the_table(send, tmp_path):
    rows = [["单位：万元"], ["登记日期", "诉求金额", "协议金额(元)"], ["2024-3-5", 3.5, None]]
    words = text_of(send(path=xlsx(tmp_path / "a.xlsx", rows)).text)
    assert "诉求金额（万元）" in words
    assert "协议金额(元)（万元）" not in words


def test_columns_in_doubt_are_asked_about_before_anything_else(send, clerk):
    page = send({"受理时间": "2024-3-5", "立案时间": "2024-3-6", "申请人": "张三"})
    assert "有多列对应“受理日期”" in page.text
    assert "/confirm" not in page.text
    form = form_of(page.text, "column-0-1") | {"column-0-1": ""}
    again = clerk.post(page.request.path, data=form, follow_redirects=True)
    assert "可导入 1" in text_of(again.text)


def test_a_choice_that_is_no_column_is_refused(send, clerk, ledger):
    page = send(GOOD)
    form = form_of(page.text, "column-0-0") | {"column-0-0": "password"}
    assert clerk.post(page.request.path, data=form).status_code == 200
    assert stored(ledger) == 0


def test_confirming_twice_imports_once(send, confirm, ledger):
    page = send(GOOD)
    assert confirm(page).request.path == confirm(page).request.path
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(ImportBatch)) == 1


def test_a_file_put_aside_is_gone(send, clerk, ledger, app):
    page = send(GOOD)
    address = re.search(r'action="(/imports/waiting/[^"]+/discard)"', page.text)[1]
    assert "已放弃该文件" in clerk.post(address, follow_redirects=True).text
    assert clerk.get(page.request.path).status_code == 404
    assert os.listdir(os.path.join(app.instance_path, "imports")) == []


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


def test_a_long_ledger_is_read_and_written_beside_the_request(send, clerk, ledger, tmp_path):
    rows = [case(申请人=f"甲{place}", 纠纷简要情况="楼上漏水" * 15) for place in range(1500)]
    path = text(tmp_path / "long.csv", table(*rows))
    assert path.stat().st_size > import_work.AT_ONCE_BYTES
    page = send(path=path)
    address = page.request.path
    _wait(clerk, address)
    page = clerk.get(address)
    assert "可导入 1,500" in text_of(page.text)
    clerk.post(re.search(r'action="([^"]+/confirm)"', page.text)[1])
    _wait(clerk, address)
    assert "已导入 1,500" in text_of(clerk.get(address, follow_redirects=True).text)
    assert stored(ledger) == 1500


def _wait(client, address):
    """Ask how far the work is until it is done, as the page's script does."""
    for _attempt in range(300):
        answer = client.get(f"{address}/progress").json
        assert answer.keys() == {"working", "done", "total", "state"}
        if not answer["working"]:
            return
        time.sleep(0.1)
    raise AssertionError("the work does not end")


def test_the_page_of_work_under_way_asks_again_with_and_without_scripts(send, clerk, app):
    page = send(GOOD)
    folder = os.path.join(app.instance_path, "imports")
    waiting = store.find(import_work.Path(folder), token_of(page), _account(clerk, app))
    waiting.save(state="writing", done=250, total=1000)
    page = clerk.get(page.request.path)
    assert 'max="1000" value="250"' in page.text
    assert 'http-equiv="refresh"' in page.text
    assert f'data-progress="{page.request.path}/progress"' in page.text


def _account(clerk, app):
    with clerk.session_transaction() as session:
        return int(session["_user_id"].split("-")[1])


def test_work_whose_process_is_gone_is_told_as_interrupted(send, clerk, app, monkeypatch):
    page = send(GOOD)
    folder = import_work.Path(app.instance_path) / "imports"
    waiting = store.find(folder, token_of(page), _account(clerk, app))
    monkeypatch.setattr(store, "SILENT_SECONDS", -1)
    waiting.save(state="reading")
    assert "处理中断，未导入任何内容" in clerk.get(page.request.path).text


def test_a_waiting_file_is_nobody_elses(send, open_as, app, ledger):
    page = send(GOOD)
    for other in (open_as(Role.CLERK, "QJ"), open_as(Role.ADMIN)):
        for address in (page.request.path, f"{page.request.path}/progress"):
            assert other.get(address).status_code in (403, 404)
        for verb in ("confirm", "discard"):
            assert other.post(f"{page.request.path}/{verb}").status_code in (403, 404)
    assert stored(ledger) == 0


@pytest.mark.parametrize("token", ["x", "..%2f..%2ftest.sqlite", "a" * 43])
def test_a_token_that_nobody_was_given_finds_nothing(clerk, token):
    assert clerk.get(f"/imports/waiting/{token}").status_code == 404


def test_a_batch_of_another_center_is_not_found(send, confirm, open_as):
    page = confirm(send(GOOD, BAD))
    other = open_as(Role.CLERK, "QJ")
    for address in (page.request.path, f"{page.request.path}/rejects"):
        assert other.get(address).status_code == 404
    assert other.post(f"{page.request.path}/undo").status_code == 404
    assert other.get(f"/imports/{2**60}").status_code == 404


def test_what_has_waited_too_long_is_swept_away(send, clerk, app):
    page = send(GOOD)
    folder = import_work.Path(app.instance_path) / "imports"
    for path in folder.iterdir():
        os.utime(path, (time.time() - 2 * store.DAY,) * 2)
    send(GOOD, who=clerk)
    assert clerk.get(page.request.path).status_code == 404


def test_the_template_is_offered(clerk):
    page = clerk.get("/imports/template")
    assert page.status_code == 200
    with closing(openpyxl.load_workbook(io.BytesIO(page.data))) as book:
        assert book.worksheets[0]["A1"].value == "案号"


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
