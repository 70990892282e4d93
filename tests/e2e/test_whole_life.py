"""One dispute from the first call to the archived file, in the browser and then on paper.

Every paper that the file then holds is opened by LibreOffice, as an office opens it, and printed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests import files, libreoffice
from tests.importers.ledgers import GOOD_ID
from tracker import clock

pytestmark = pytest.mark.e2e

TITLES = {"卷宗封面": "人民调解卷宗", "卷宗封底": "卷宗情况说明"}
"""Papers that are headed otherwise than they are called."""


class Case:
    """The page of a case, and the steps as a mediator takes them."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def begin(self, **typed: str) -> None:
        self.page.goto("/cases/new")
        self.fill(typed)
        self.address = self.page.url

    def step(self, name: str, row: str = "", **typed: str) -> None:
        """Follow the link on the page of the case, fill in the form, send it."""
        self.page.goto(self.address)
        self.page.click(f"main a[href$='/{name}']" if not row else f"main a[href*='{row}']")
        self.page.wait_for_load_state("load")
        self.fill(typed)
        assert self.page.url == self.address, self.page.inner_text("main")

    def fill(self, typed: dict[str, str]) -> None:
        for name, value in typed.items():
            field = self.page.locator(f"#{name}")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            elif field.get_attribute("type") == "checkbox":
                field.check()
            else:
                field.fill(value)
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_url(re.compile(r"/cases/\d+$"))

    @property
    def text(self) -> str:
        return str(self.page.inner_text("main"))


@pytest.fixture
def archived(enter: Callable[[str], Any]) -> Case:
    """A dispute about a leak: accepted, looked into, mediated, agreed, paid, visited, archived."""
    case, today = Case(enter("mediator")), clock.today()
    case.begin(
        **{"parties-0-name": "张小三", "parties-0-id_number": GOOD_ID, "parties-1-name": "李四"},
        summary="楼上卫生间漏水，天花板受损",
        claims="修复并赔偿损失",
        amount_claimed="1.2万",
    )
    case.step("record-session", kind="inquiry", record="现场查看，漏水点在楼上卫生间。")
    tomorrow = (today + timedelta(days=1)).isoformat()
    case.step(
        "record-session",
        kind="mediation",
        began_at="9:30",
        place="一号调解室",
        record="双方愿意协商。",
        result="continues",
        planned_on=tomorrow,
    )
    case.step("record-session", kind="mediation", record="双方达成一致。", result="agreed")
    case.step(
        "draw-up-agreement",
        **{
            "form": "written",
            "effective_on": today.isoformat(),
            "terms-0-text": "被申请人赔偿装修损失。",
            "instalments-0-due_on": today.isoformat(),
            "instalments-0-amount": "8000.50",
            "manner": "银行转账",
        },
    )
    case.step("close", outcome="written_agreement", amount_agreed="8000.50")
    case.step("pay", amount="8000.50")
    case.step("apply-for-confirmation", court="市人民法院")
    case.step("", "/decide", result="confirmed", document_number="民特1号")
    case.step("visit", manner="phone", performance="performed", satisfaction="satisfied")
    return case


def words_of(path: Path) -> list[str]:
    """The text of each page, without blanks."""
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def download(case: Case, label: str, folder: Path) -> Path:
    case.page.goto(case.address)
    with case.page.expect_download() as started:
        case.page.click(f"main :is(a, button):has-text('{label}')")
    path = folder / str(started.value.suggested_filename)
    started.value.save_as(path)
    return path


def attach(case: Case, folder: Path) -> None:
    scan = folder / "签字页.jpg"
    scan.write_bytes(files.jpeg())
    case.page.goto(case.address)
    case.page.click("main a:has-text('添加附件')")
    case.page.set_input_files("input[type=file]", scan)
    case.page.select_option("#kind", "identity")
    case.page.click(".form-end .button-primary")
    case.page.wait_for_url(case.address)


def test_a_dispute_lives_from_the_first_call_to_the_archived_file(archived, tmp_path):
    attach(archived, tmp_path)
    archived.step("archive", archived_by="吴和平", retention="long")
    assert "已归档" in archived.text
    assert "确认有效" in archived.text
    assert "全部履行" in archived.text

    whole = words_of(download(archived, "整卷 PDF", tmp_path))
    assert "☑长期" in whole[0]
    assert "吴和平" in whole[0]
    assert all(f"—{number}—" in text for number, text in enumerate(whole, 1))
    assert any("人民币捌仟元零伍角整" in text or "捌仟元零伍角" in text for text in whole)

    bundle = download(archived, "整卷压缩包", tmp_path)
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path / "file")
    documents = sorted((tmp_path / "file").rglob("*.docx"))
    names = "".join(one.name for one in documents)
    for paper in (
        *("封面", "目录", "申请书", "受理登记表", "权利义务告知书", "调查记录", "调解记录"),
        *("协议书", "回访记录", "案件情况报告"),
    ):
        assert paper in names
    assert "签字页.jpg" in "".join(one.name for one in (tmp_path / "file").rglob("*"))
    found = libreoffice.printed(documents, tmp_path / "printed")
    printed = {one.stem: words_of(one) for one in found}
    for name, pages in printed.items():
        assert 1 <= len(pages) <= 3, name
        title = TITLES.get(name.split(" ", 1)[1], name.split(" ", 1)[1].split("（")[0])
        assert title in "".join(pages)
        assert "{{" not in "".join(pages)
    agreement = next(pages for name, pages in printed.items() if "协议书" in name)
    assert "捌仟元零伍角" in "".join(agreement)
