"""A report held against the ledger in the browser: pasted or sent as a file, marked in place."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from html import unescape

import docx
import openpyxl
import pytest

from tests import files
from tests.pages import error_beside, form_of, text_of
from tests.registers.entries import entry
from tests.views.matrix import center_of
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis, Role
from tracker.indicators.year import summarise
from tracker.models import AuditLine, Organisation
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.reconcile.result import MOST_FIGURES
from tracker.registers import REGISTERS
from tracker.services import registers

PAGE = "/reconcile"
LINK = re.compile(r'<a href="([^"]+)" data-figure="([^"]+)" data-value="([^"]+)"')


@pytest.fixture
def figures(ledger, filled_offices):
    """The filled ledger's figures of 2024."""
    with ledger() as session:
        center = center_of(session, "LS")
        found = summarise(
            session, Scope((center.id,)), center, Period.year(2024), Basis.CASELOAD
        ).figures
        return {key: one.value for key, one in found.items()}


@pytest.fixture
def clerk(figures, open_as):
    return open_as(Role.CLERK)


def asked(browser, text="", **more):
    sent = {"year": "2024", "basis": "caseload", "text": text} | more
    return browser.post(PAGE, data=sent, content_type="multipart/form-data")


MARK = re.compile(
    r'class="stated stated-(\w+)" id="in-((?:figure|change)-\d+)" href="#\2">'
    r"(.*?)<sup>(.*?)</sup>"
)


def marks(html):
    """Each marked place: its tone, its text, and the words beside it."""
    found = MARK.findall(html)
    return [(tone, unescape(text), words) for tone, _place, text, words in found]


def test_the_text_is_marked_in_place_by_colour_and_word(clerk, figures):
    text = f"全年受理矛盾纠纷{figures['accepted']}件，成功化解4711件，收到来信12封。<b>完"
    answer = asked(clerk, text)
    assert answer.status_code == 200
    assert marks(answer.text) == [
        ("resolved", f"受理矛盾纠纷{figures['accepted']}件", "1 一致"),
        ("overdue", "成功化解4711件", f"2 不一致 台账：{figures['resolved']}"),
        ("due", "12封", "3 含义待定"),
    ]
    assert "&lt;b&gt;完" in answer.text
    shown = re.search(r'<div class="report-text">(.*?)</div>', answer.text, re.DOTALL)[1]
    assert text_of(re.sub("<sup>.*?</sup>", "", shown)).replace(" ", "") == text
    for place in ("1", "2", "3"):
        assert f'id="figure-{place}"' in answer.text


def test_a_change_is_marked_and_listed_beside_both_years(clerk):
    page = asked(clerk, "受理矛盾纠纷10件，同比上升900%。").text
    assert marks(page)[1][:2] == ("overdue", "同比上升900%")
    assert 'id="change-1"' in page
    keys = [key for _href, key, _value in LINK.findall(page)]
    assert keys.count("accepted") >= 3, "the figure, and the change's two years"


def test_every_figure_opens_the_cases_that_it_counts(clerk, figures):
    page = asked(clerk, f"受理矛盾纠纷5件。矛盾纠纷化解率{figures['resolution_rate']}%。").text
    links = [(unescape(href), key, value) for href, key, value in LINK.findall(page)]
    keys = [key for _href, key, _value in links]
    assert keys[0] == "accepted"
    of_rate = ("numerator", "denominator", "missing")
    assert keys[-3:] == [f"resolution_rate.{part}" for part in of_rate]
    for href, _key, value in links:
        assert f'data-total="{value}"' in clerk.get(href).text


def test_the_definition_stands_beside_the_figure(clerk):
    page = asked(clerk, "化解矛盾纠纷5件。").text
    assert 'href="/help/figures#resolved"' in page
    (definition,) = re.findall(r'<details class="definition">(.*?)</details>', page, re.DOTALL)
    assert "化解件数" in text_of(definition)


def test_a_figure_of_a_register_opens_its_entries(clerk, ledger):
    with ledger() as session:
        exams = REGISTERS["exams"]
        actor = Actor.system(center_of(session, "LS").id)
        registers.add(session, actor, exams, entry(exams, **{exams.day: date(2024, 3, 5)}))
        session.commit()
    page = asked(clerk, "组织法律知识考试，参考率100%。").text
    found = [(unescape(href), key, value) for href, key, value in LINK.findall(page)]
    assert [key.partition(".")[0] for _href, key, _value in found][:2] == [
        "exam_attendance_rate",
        "exam_attendance_rate",
    ]
    for href, _key, _value in found:
        answer = clerk.get(href)
        assert answer.status_code == 200
        assert 'data-total="1"' in answer.text


def test_an_ambiguous_rate_is_told_with_both_readings(clerk):
    words = text_of(asked(clerk, "化解矛盾纠纷1366件，化解率99.56%。").text)
    assert "可理解为1366/1372" in words
    assert "可理解为1360/1366" in words


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("化解矛盾纠纷5件。".encode("gb18030"), "报告.txt"),
        (files.docx("化解矛盾纠纷5件。"), "报告.docx"),
        (files.pdf(text="5 cases"), "报告.pdf"),
    ],
)
def test_a_file_is_read_in_place_of_the_text(clerk, content, name):
    answer = asked(clerk, file=(io.BytesIO(content), name))
    assert answer.status_code == 200
    shown = re.search(r'<div class="report-text">(.*?)</div>', answer.text, re.DOTALL)[1]
    assert "5" in text_of(shown)


def test_nothing_typed_and_no_file_is_told_beside_the_text(clerk):
    answer = asked(clerk)
    assert answer.status_code == 422
    assert error_beside(answer.text, "text") == "请粘贴文字或选择文件。"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x", "报告.xls", "仅支持 txt、docx 和 pdf 格式的报告。"),
        (b"", "报告.txt", "报告.txt 中没有文字"),
        (b" ", "报告.txt", "报告.txt 中没有文字"),
        (b"%PDF-1.7", "报告.pdf", "PDF 文件已损坏或加密。"),
        (b"PK\x03\x04", "报告.docx", "损坏"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_on_the_form(clerk, content, name, said):
    answer = asked(clerk, file=(io.BytesIO(content), name))
    assert answer.status_code == 422
    assert said in text_of(answer.text)


def test_what_was_typed_stays_beside_the_sentence_that_says_what_is_wrong(clerk):
    answer = asked(clerk, "化解矛盾纠纷5件。", year="1066", alone="y")
    assert answer.status_code == 422
    assert error_beside(answer.text, "year")
    kept = form_of(answer.text, "year")
    assert (kept["year"], kept["text"], kept["alone"]) == ("1066", "化解矛盾纠纷5件。", "y")


def test_a_center_elsewhere_is_not_there(clerk):
    assert asked(clerk, "化解矛盾纠纷5件。", center="QJ").status_code == 404
    assert asked(clerk, "化解矛盾纠纷5件。", center="LS").status_code == 200


def test_a_mediator_holds_a_text_against_the_own_organisations_cases_and_is_told_so(
    ledger, figures, open_as
):
    mediator = open_as(Role.MEDIATOR)
    with ledger() as session:
        center = center_of(session, "LS")
        own = session.query(Organisation).filter_by(center_id=center.id).all()
        names = {one.id: one.name for one in own}
    page = asked(mediator, f"受理矛盾纠纷{figures['accepted']}件。").text
    (mark,) = marks(page)
    assert mark[0] == "overdue"
    assert any(f"柳市镇社会治理中心 · {name}" in text_of(page) for name in names.values())
    assert PAGE + ".xlsx" not in page, "only those who may export are offered files"


def test_another_places_report_is_read_alone(clerk):
    page = asked(clerk, "化解矛盾纠纷1366件，化解率99.56%。", alone="y").text
    assert [tone for tone, _text, _words in marks(page)] == ["muted", "muted"]
    assert "不一致" not in page
    assert not LINK.findall(page)
    assert "可理解为1360/1366" in text_of(page)


def test_a_text_against_itself_stands_beneath(clerk):
    words = text_of(asked(clerk, "行政处罚731起，其中简易程序512起、普通程序210起。").text)
    assert "731 / 512 / 210 不成立" in words


def exported(browser, page, form):
    sent = form_of(page, "text")
    return browser.post(f"{PAGE}.{form}", data=sent)


def test_the_workbook_has_what_the_page_has_and_is_on_record(clerk, figures, look):
    text = f"全年受理矛盾纠纷{figures['accepted']}件，\n成功化解4711件。"
    answer = exported(clerk, asked(clerk, text).text, "xlsx")
    assert "attachment" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    rows = list(book.worksheets[0].values)
    above = ["2024年报告与台账核对", "柳市镇社会治理中心", "化解率统计口径：应办口径"]
    assert [row[0] for row in rows[:3]] == above
    verdicts = {row[1]: (row[5], row[6]) for row in rows if row[0] in ("1", "2")}
    assert verdicts == {
        f"受理矛盾纠纷{figures['accepted']}件": (figures["accepted"], "一致"),
        "成功化解4711件": (figures["resolved"], "不一致"),
    }

    def newest(session, _center):
        line = session.query(AuditLine).order_by(AuditLine.id.desc()).first()
        return line.action, line.changes["format"]

    assert look(newest) == ("export.reconciliation", "xlsx")


def test_the_word_file_has_the_text(clerk):
    answer = exported(clerk, asked(clerk, "化解矛盾纠纷4711件。").text, "docx")
    paragraphs = [one.text for one in docx.Document(io.BytesIO(answer.data)).paragraphs]
    assert any(one.startswith("化解矛盾纠纷4711件1 不一致") for one in paragraphs)


def test_the_json_is_that_of_the_terminal(clerk):
    text = "化解矛盾纠纷1366件，\n化解率99.56%。"
    said = json.loads(exported(clerk, asked(clerk, text).text, "json").data)
    for one in said["stated"]:
        assert text[one["start"] : one["end"]] == one["text"]
    assert len(said["stated"][1]["readings"]) == 2


def test_a_file_of_nothing_leads_back_to_the_form(clerk):
    answer = clerk.post(f"{PAGE}.xlsx", data={"year": "2024", "basis": "caseload"})
    assert answer.status_code == 422
    assert error_beside(answer.text, "text") == "请粘贴文字或选择文件。"


def several(browser, address, **more):
    contents = {"一.txt": "化解矛盾纠纷5件。".encode(), "二.pdf": b"%PDF-1.7"}
    sent = [(io.BytesIO(content), name) for name, content in contents.items()]
    data = {"year": "2024", "basis": "caseload", "file": sent} | more
    return browser.post(address, data=data, content_type="multipart/form-data")


def test_several_files_become_one_workbook(clerk):
    answer = several(clerk, f"{PAGE}.xlsx", alone="y")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["文件", "数字", "自查", "读法"]
    texts = {str(cell) for row in book["文件"].values for cell in row}
    assert {"一.txt", "二.pdf", "PDF 文件已损坏或加密。"} <= texts


def test_several_files_have_no_page(clerk):
    answer = several(clerk, PAGE)
    assert answer.status_code == 422
    assert "多份报告合成一个工作簿" in error_beside(answer.text, "file")


def test_one_unreadable_file_leads_back_to_the_form(clerk):
    data = {"year": "2024", "basis": "caseload", "file": (io.BytesIO(b"%PDF-1.7"), "坏.pdf")}
    answer = clerk.post(f"{PAGE}.docx", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert error_beside(answer.text, "file") == "PDF 文件已损坏或加密。"


def test_the_navigation_leads_there(clerk, open_as):
    assert 'href="/reconcile"' in clerk.get("/").text
    assert 'href="/reconcile"' not in open_as(Role.ADMIN).get("/").text


def test_a_text_longer_than_any_report_is_told_beside_it(clerk):
    answer = clerk.post(PAGE, data={"year": "2024", "basis": "caseload", "text": "5 " * 100_001})
    assert answer.status_code == 422
    assert "200000" in error_beside(answer.text, "text")


def test_blanks_of_no_width_are_no_text(clerk):
    assert asked(clerk, "\u200b\u200b").status_code == 422


def test_of_a_text_with_endless_figures_the_first_are_told_and_how_many_are_left(clerk):
    text = text_of(asked(clerk, "化解纠纷5件。" * (MOST_FIGURES + 3), alone="y").text)
    assert "其后还有3项" in text
