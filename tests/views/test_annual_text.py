"""The annual report's text in the browser: read with its rows at hand, written, compared."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from tests.pages import form_of, text_of
from tests.registers.entries import entry
from tests.small_year import fill
from tests.views.test_summaries import links, total_of
from tracker.domain.vocabulary import Role
from tracker.models import Center
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.services import registers

PAGE = "/annual/2024/text"
OPENING = f"{PAGE}/opening"


@pytest.fixture
def penalties(ledger, office):
    """Enter penalties of these numbers."""

    def entered(*numbers):
        with ledger() as session:
            for number in numbers:
                values = entry(REGISTERS["penalties"], number=number, amount=Decimal(100))
                registers.add(session, Actor.system(office), REGISTERS["penalties"], values)
            session.commit()

    return entered


@pytest.fixture
def filled(ledger, office):
    with ledger() as session:
        fill(session, session.get_one(Center, office))
        for register in REGISTERS.values():
            registers.add(session, Actor.system(office), register, entry(register))
        session.commit()


@pytest.fixture
def clerk(open_as):
    return open_as(Role.CLERK)


def typed(text, based_on=0):
    return {"text": text, "based_on": str(based_on)}


def based_on(page):
    return re.search(r'name="based_on"[^>]*value="(\d+)"', page)[1]


def test_every_number_of_the_text_opens_the_rows_it_counts(filled, open_as):
    reader = open_as(Role.AUDITOR)
    found = {one for one in links(reader.get(PAGE).text) if "/annual/" not in one[2]}
    keys = {one[0] for one in found}
    assert {"penalties", "caseload", "resolution_rate.numerator", "resident_mediators"} <= keys
    for key, value, href in found:
        listed = reader.get(href)
        assert listed.status_code == 200, href
        if key in ("penalties", "caseload", "resolution_rate.numerator", "legality_reviews"):
            assert total_of(listed.text) == int(value), (key, href)


def test_a_change_leads_to_both_years(filled, penalties, clerk):
    clerk.post(OPENING, data=typed("应办同比{应办件数:同比}，上年{应办件数:上年}件。"))
    found = {one[0]: one[2] for one in links(clerk.get(PAGE).text)}
    assert found["caseload.change"].endswith("/annual/2024#figure-caseload")
    assert 'id="figure-caseload"' in clerk.get("/annual/2024").text
    (before,) = (one for one in links(clerk.get(PAGE).text) if "2023-12-31" in one[2])
    assert total_of(clerk.get(before[2]).text) == int(before[1])


def test_who_may_not_write_reads(office, open_as):
    page = open_as(Role.SUPERVISOR).get(PAGE).text
    assert "尚未撰写" in page
    assert f"{OPENING}" not in page
    assert f'href="{OPENING}"' in open_as(Role.CLERK).get(PAGE).text


def test_what_is_typed_is_read_with_the_figures_of_the_day(penalties, clerk):
    penalties("罚1")
    assert clerk.post(OPENING, data=typed("处罚{行政处罚}件。")).location.endswith("#opening")
    assert "处罚 1 件。" in text_of(clerk.get(PAGE).text)
    assert "处罚{行政处罚}件。" in clerk.get(OPENING).text


def test_what_cannot_be_read_is_said_and_nothing_is_lost(clerk):
    answer = clerk.post(OPENING, data=typed("甲{处罚}乙{丙"))
    assert answer.status_code == 422
    assert "甲{处罚}乙{丙" in answer.text
    said = text_of(answer.text)
    assert "没有名为“处罚”的指标，是否为{行政处罚}" in said
    assert "“丙”前面的 { 没有对应的 }。" in said
    assert "尚未撰写" in clerk.get(PAGE).text


def test_who_was_slower_sees_what_the_other_wrote_and_keeps_the_own(clerk, open_as):
    clerk.post(OPENING, data=typed("先到的文字。"))
    answer = clerk.post(OPENING, data=typed("后到的文字。"))
    assert answer.status_code == 422
    assert "clerk已在此期间修改本段（第1稿" in text_of(answer.text)
    assert "后到的文字。</textarea>" in answer.text
    assert re.search(r"<ins>.*先.*</ins>", answer.text)
    clerk.post(OPENING, data=typed("后到的文字。", based_on(answer.text)))
    assert "后到的文字。" in clerk.get(PAGE).text


def test_a_correction_is_listed_marked_and_seen(penalties, clerk, open_as):
    penalties("罚1")
    clerk.post(OPENING, data=typed("处罚{行政处罚}件。"))
    assert "与撰写时不同" not in clerk.get(PAGE).text
    penalties("罚2")
    page = clerk.get(PAGE).text
    said = text_of(page)
    assert "1项数字与撰写时不同" in said
    assert "行政处罚 1 → 2 查看记录" in said
    assert "处罚 原为 1 → 现为 2 已变 件。" in said
    assert "与撰写时不同" in open_as(Role.SUPERVISOR).get(PAGE).text
    clerk.post(f"{OPENING}/seen", data=form_of(page, "seen"))
    page = text_of(clerk.get(PAGE).text)
    assert "与撰写时不同" not in page
    assert "第2稿" in page
    revisions = text_of(clerk.get(f"{OPENING}/revisions").text)
    assert "行政处罚 1 → 2" in revisions


def test_what_changed_since_the_page_was_read_is_not_confirmed_with_it(penalties, clerk):
    penalties("罚1")
    clerk.post(OPENING, data=typed("处罚{行政处罚}件。"))
    penalties("罚2")
    seen = form_of(clerk.get(PAGE).text, "seen")
    penalties("罚3")
    for sent in (seen, {"based_on": "1"}):
        answer = clerk.post(f"{OPENING}/seen", data=sent, follow_redirects=True)
        said = text_of(answer.text)
        assert "这一段的数字在您打开页面后又有变化，请重新查看。" in said
        assert "行政处罚 1 → 3" in said
    clerk.post(f"{OPENING}/seen", data=form_of(clerk.get(PAGE).text, "seen"))
    assert "与撰写时不同" not in clerk.get(PAGE).text


def test_revisions_are_compared_in_every_form_in_which_they_state_a_figure(ledger, office, clerk):
    def penalty(number, day):
        with ledger() as session:
            values = entry(REGISTERS["penalties"], number=number, decided_on=day)
            registers.add(session, Actor.system(office), REGISTERS["penalties"], values)
            session.commit()

    penalty("罚1", date(2023, 5, 1))
    clerk.post(OPENING, data=typed("上年处罚{行政处罚:上年}件。"))
    penalty("罚2", date(2023, 6, 1))
    clerk.post(OPENING, data=typed("上一年处罚{行政处罚:上年}件。", 1))
    assert "行政处罚（上年） 1 → 2" in text_of(clerk.get(f"{OPENING}/revisions").text)


def test_who_saves_characters_that_the_font_of_the_pdf_lacks_is_told_which(clerk):
    done = clerk.post(OPENING, data=typed("甲😀乙\U0002a6d7\ufffe。"), follow_redirects=True)
    assert "PDF 的字体没有这些字符，其中以“〓”代替：😀 \U0002a6d7" in text_of(done.text)
    assert "\ufffe" not in clerk.get(PAGE).text
    done = clerk.post(OPENING, data=typed("甲乙。", 1), follow_redirects=True)
    assert "〓" not in text_of(done.text)


def test_the_length_of_a_text_is_that_of_what_was_typed(clerk):
    """Figures are kept by keys, which are longer than their names."""
    fields = "{三书同达率}{三书同达率:分母}" * 20
    longest = fields + "字" * (10_000 - len(fields))
    assert clerk.post(OPENING, data=typed(longest)).status_code == 302
    answer = clerk.post(OPENING, data=typed(longest + "字", 1))
    assert answer.status_code == 422
    assert "10001" in text_of(answer.text)


def test_a_former_text_is_compared_and_put_back(clerk):
    for place, text in enumerate(("宣传不够深入。", "宣传不够广泛。")):
        clerk.post(OPENING, data=typed(text, place))
    page = clerk.get(f"{OPENING}/revisions")
    assert re.search(r"<del>.*深入.*</del>\s*<ins>.*广泛.*</ins>", page.text)
    first = clerk.get(f"{OPENING}/revisions?number=1").text
    assert "<del>" not in first
    assert clerk.get(f"{OPENING}/revisions?number=9").status_code == 404
    clerk.post(f"{OPENING}/revisions/1/put-back", data={"based_on": "2"})
    assert "宣传不够深入。" in clerk.get(PAGE).text
    late = clerk.post(f"{OPENING}/revisions/2/put-back", data={"based_on": "2"})
    assert "已在此期间修改本段" in text_of(clerk.get(late.location).text)


def test_the_draft_can_be_taken_again(penalties, clerk):
    penalties("罚1")
    place = f"{PAGE}/enforcement"
    assert "作出行政处罚{行政处罚}件" in clerk.get(place).text
    clerk.post(place, data=typed("另写。"))
    assert "行政处罚{行政处罚}件" not in clerk.get(place).text.partition("</textarea>")[0]
    again = clerk.get(f"{place}?draft=1").text
    assert "作出行政处罚{行政处罚}件" in again
    assert based_on(again) == "1"


def test_a_paragraph_left_blank_does_not_stand_in_the_report(penalties, clerk):
    penalties("罚1")
    clerk.post(f"{PAGE}/enforcement", data=typed(""))
    assert "本段已留空" in clerk.get(PAGE).text
    assert "作出行政处罚" not in clerk.get("/annual/2024.txt").text


def test_beside_the_editor_stands_every_figure_with_its_value(filled, clerk):
    page = clerk.get(OPENING).text
    said = text_of(page)
    for told in ("{行政处罚} 1", "{常驻人民调解员}", "{简易程序罚款金额} 120.5元"):
        assert told in said
    assert 'data-field="{简易程序罚款金额:万元}"' in page
    assert 'data-field="{行政处罚:万元}"' not in page


def test_numbers_from_outside_are_marked_with_source_and_who(filled, clerk):
    assert "诉讼收案系外单位提供的数字，来源“所填数据来源”，由tracker录入。" in clerk.get(PAGE).text


def test_what_is_no_paragraph_is_not_there(clerk, open_as):
    for address in (f"{PAGE}/weather", f"{PAGE}/weather/revisions", "/annual/1900/text"):
        assert clerk.get(address).status_code == 404
    assert clerk.post(f"{PAGE}/weather/seen", data={"based_on": "0"}).status_code == 404


def test_files_say_whose_they_are_and_are_on_record(penalties, open_as, last_line):
    reader = open_as(Role.AUDITOR)
    for form in ("docx", "pdf", "txt", "json"):
        answer = reader.get(f"/annual/2024.{form}")
        assert answer.status_code == 200, form
    assert "annual-LS-2024.docx" in reader.get("/annual/2024.docx").headers["Content-Disposition"]
    assert last_line() == ("annual.export", {"center": "LS", "year": 2024, "format": "docx"})


def test_another_centers_text_is_not_seen(penalties, clerk, open_as):
    clerk.post(OPENING, data=typed("柳市的文字。"))
    other = open_as(Role.CLERK, "QJ")
    assert "柳市的文字" not in other.get(PAGE).text
    assert other.get(f"{PAGE}?center=LS").status_code == 404
    assert other.get(f"{OPENING}/revisions?center=LS").status_code == 404


def test_a_frozen_years_text_is_kept_with_it_and_says_what_would_read_otherwise(
    filled, penalties, clerk, open_as
):
    clerk.post(OPENING, data=typed("处罚{行政处罚}件。"))
    supervisor = open_as(Role.SUPERVISOR)
    supervisor.post("/summaries/2024/freeze", data={"note": "年度报告"})
    frozen = text_of(supervisor.get(PAGE).text)
    assert "报告文字已随年度冻结：第1版 与冻结时一致。" in frozen
    page = clerk.get(PAGE).text
    assert f'href="{OPENING}"' not in page
    refused = clerk.post(OPENING, data=typed("迟来的文字。", 1))
    assert refused.status_code == 422
    assert "2024年已冻结（第1版），报告文字一并冻结" in text_of(refused.text)
    penalties("罚9")
    page = supervisor.get(PAGE).text
    assert re.search(r"处罚<del>.*1</del>\s*<ins>.*2</ins>件", page)
    assert "冻结后台账有更正" in page
