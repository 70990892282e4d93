"""A clerk says which column of a ledger is which."""

from __future__ import annotations

from sqlalchemy import select

from tests.importers.ledgers import case, xlsx
from tests.pages import form_of, text_of
from tests.views.imports.uploads import GOOD, stored
from tracker.models import Case


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
