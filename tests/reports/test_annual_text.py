"""The annual report's text: drafted from the figures, written over them, and true to them."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import docx
import pypdfium2
import pytest
from flask_babel import force_locale

from tests.annual import text_of_year, write
from tests.frozen import freeze
from tests.registers.entries import entry
from tests.small_year import fill
from tracker.domain.annual_paragraphs import PARAGRAPHS, TOLD_OF_NOTHING, Chapter, Writer
from tracker.domain.report_fields import Field, read_text
from tracker.domain.vocabulary import Role
from tracker.indicators.register_figures import declared
from tracker.queries.outside_numbers import who_entered
from tracker.queries.proof_frozen import TEXT, seal_problems
from tracker.registers import REGISTERS
from tracker.registers.figures import Section
from tracker.reports.annual_text.as_json import annual_json
from tracker.reports.annual_text.document import annual_document, said_of
from tracker.reports.annual_text.files import WRITERS
from tracker.reports.annual_text.keeping import text_to_freeze
from tracker.reports.official.document import Stated, plain
from tracker.services import registers

PENALTIES = REGISTERS["penalties"]


@pytest.fixture
def clerk(actors):
    return actors[Role.CLERK]


@pytest.fixture
def penalty(session, clerk):
    """Enter a penalty; give its row."""

    def entered(number, **stated):
        row = registers.add(session, clerk, PENALTIES, entry(PENALTIES, number=number, **stated))
        session.commit()
        return row

    return entered


def said(session, center, key):
    return [plain(line) for line in said_of(text_of_year(session, center).paragraphs[key])]


def test_every_section_of_the_figures_has_its_paragraph():
    work = {key for key, one in PARAGRAPHS.items() if one.chapter is Chapter.WORK}
    assert work == {section.value for section in Section}
    assert all(PARAGRAPHS[key].writer is Writer.PROGRAM for key in work)


def test_a_draft_binds_only_figures_that_there_are(session, center):
    figures = text_of_year(session, center).figures
    clauses = [
        clause for one in PARAGRAPHS.values() for sentence in one.draft for clause in sentence
    ]
    for clause in clauses:
        pieces, problems = read_text(clause, figures.known)
        assert not problems, clause
        assert any(isinstance(one, Field) for one in pieces), clause
    assert set(declared()) >= TOLD_OF_NOTHING


def test_names_are_told_apart(session, center):
    names = [one.name for one in text_of_year(session, center).figures.known]
    assert len(names) == len(set(names))


def test_a_sentence_without_data_is_left_out(session, center, penalty):
    assert said(session, center, "enforcement") == []
    penalty("罚1", amount=Decimal(100))
    assert said(session, center, "enforcement") == [
        "全年作出行政处罚1件。适用简易程序1件，简易程序罚款100元。"
    ]


def test_a_change_is_drafted_where_the_year_before_is_on_record(session, center, penalty):
    penalty("罚1")
    penalty("罚0", decided_on=date(2023, 5, 5))
    assert said(session, center, "enforcement")[0].startswith("全年作出行政处罚1件，同比持平。")


def test_a_correction_changes_the_text_and_is_told(session, center, clerk, penalty):
    row = penalty("罚1", amount=Decimal("120.50"))
    write(session, clerk, "enforcement", "处罚{行政处罚}件，罚款{简易程序罚款金额:万元}。")
    assert not text_of_year(session, center).moved
    penalty("罚2", amount=Decimal("79.50"))
    text = text_of_year(session, center)
    assert said(session, center, "enforcement") == ["处罚2件，罚款0.02万元。"]
    assert [one.moved for _paragraph, one in text.moved] == [("1", "2"), ("0.01万元", "0.02万元")]
    registers.void(session, clerk, PENALTIES, row, "重复")
    registers.add(session, clerk, PENALTIES, entry(PENALTIES, number="罚3", amount=Decimal(41)))
    session.commit()
    assert [one.moved for _paragraph, one in text_of_year(session, center).moved] == [("1", "2")]


def test_a_difference_that_rounding_hides_is_told_to_the_fen(session, center, clerk, penalty):
    penalty("罚1", amount=Decimal(100))
    write(session, clerk, "enforcement", "罚款{简易程序罚款金额:万元}。")
    penalty("罚2", amount=Decimal(1))
    ((_paragraph, one),) = text_of_year(session, center).moved
    assert one.moved == ("100元", "101元")


def test_what_is_seen_is_no_news_any_more(session, center, clerk, penalty):
    text = "处罚{行政处罚}件。"
    write(session, clerk, "enforcement", text)
    penalty("罚1")
    assert text_of_year(session, center).moved
    write(session, clerk, "enforcement", text)
    assert not text_of_year(session, center).moved


def test_figures_of_other_centers_are_not_held_against_these(session, center, clerk, penalty):
    penalty("罚1")
    others = {"centers": ["LS", "QJ"], "values": {"penalties": {"now": {"value": 9}}}}
    write(session, clerk, "enforcement", "处罚{行政处罚}件。", figures=others)
    paragraph = text_of_year(session, center).paragraphs["enforcement"]
    assert not paragraph.comparable
    assert not paragraph.moved


def test_each_form_of_a_figure_is_printed_as_it_says(session, center, clerk):
    fill(session, center)
    forms = "{协议涉及金额:元} {协议涉及金额:上年:元} {化解率:分子}/{化解率:分母} {化解率:上年}"
    write(session, clerk, "opening", forms)
    found = text_of_year(session, center)
    now = found.summary.figures
    before = found.summary.year_on_year["resolution_rate"].before
    (line,) = said(session, center, "opening")
    rate = now["resolution_rate"]
    assert f"{rate.numerator}/{rate.denominator}" in line
    assert f"{before.value}%（{before.numerator}/{before.denominator}）" in line
    assert f"{now['amount_agreed'].value}元" in line


def test_numbers_from_outside_say_who_told_and_who_entered_them(session, center, clerk):
    lawsuits = REGISTERS["lawsuits"]
    stated = {"source": "法院月度通报", "received": 9}
    row = registers.add(session, clerk, lawsuits, entry(lawsuits, **stated))
    session.commit()
    note = "诉讼收案系外单位提供的数字，来源“法院月度通报”，由clerk录入。"
    document = annual_document(text_of_year(session, center))
    assert note in [plain(one) for one in document.annex.paragraphs]
    corrected = {**entry(lawsuits, **stated), "received": 8}
    registers.change(
        session, clerk.__class__.system(center.id, "王主任"), lawsuits, row, corrected, row.version
    )
    session.commit()
    assert "王主任" in plain(annual_document(text_of_year(session, center)).annex.paragraphs[0])
    assert who_entered(session, lawsuits, [row])[row.center_id, row.id].by == "王主任"


def test_who_corrects_the_source_has_not_entered_the_number(session, center, clerk):
    """The list, the entry's page and the report have one answer."""
    lawsuits = REGISTERS["lawsuits"]
    row = registers.add(session, clerk, lawsuits, entry(lawsuits, source="来函"))
    session.commit()
    corrected = entry(lawsuits, source="新函")
    other = clerk.__class__.system(center.id, "王主任")
    registers.change(session, other, lawsuits, row, corrected, row.version)
    session.commit()
    note = "诉讼收案系外单位提供的数字，来源“新函”，由clerk录入。"
    document = annual_document(text_of_year(session, center))
    assert note in [plain(one) for one in document.annex.paragraphs]
    assert who_entered(session, lawsuits, [row])[row.center_id, row.id].by == "clerk"


def test_the_report_is_numbered_and_leaves_out_what_says_nothing(session, center, clerk, penalty):
    penalty("罚1")
    write(session, clerk, "opening", "一年来。")
    write(session, clerk, "plans", "一是深化普法。\n二是补齐力量。")
    document = annual_document(text_of_year(session, center))
    assert [one.title for _level, one in document.every_section()] == [
        "",
        "一、推进法治政府建设的主要举措和成效",
        "（一）行政执法规范化",
        "二、下一步工作打算",
        "报告数据表",
    ]
    assert [plain(one) for one in document.sections[2].paragraphs] == [
        "一是深化普法。",
        "二是补齐力量。",
    ]


def test_every_form_of_the_file_says_the_same_words(session, center, clerk, penalty):
    penalty("罚1", amount=Decimal("120.50"))
    write(session, clerk, "opening", "一年来，处罚{行政处罚}件。")
    found = text_of_year(session, center)
    lines = WRITERS["text"](found).decode().splitlines()
    word = docx.Document(io.BytesIO(WRITERS["docx"](found)))
    written = [one.text for one in word.paragraphs if one.text]
    for line in ("一年来，处罚1件。", "（一）行政执法规范化", "报告数据表"):
        assert line in lines
        assert line in written
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "120.50" in cells
    assert WRITERS["pdf"](found).startswith(b"%PDF")


@pytest.mark.parametrize("odd", ["😀", "ไทย", "\U0002a6d7", "\ufffe", "\u0600", "\U0010ffff"])
def test_no_character_keeps_the_report_from_being_written(session, center, clerk, odd):
    write(session, clerk, "opening", f"甲{odd}乙")
    found = text_of_year(session, center)
    for form in WRITERS:
        assert WRITERS[form](found), form
    printed = pypdfium2.PdfDocument(WRITERS["pdf"](found))
    said_there = "".join(page.get_textpage().get_text_range() for page in printed)
    assert re.search("甲〓*乙", said_there)
    assert odd not in said_there


def test_the_json_tells_where_each_number_of_the_text_comes_from(session, center, clerk, penalty):
    write(session, clerk, "opening", "处罚{行政处罚}件。")
    penalty("罚1")
    found = annual_json(text_of_year(session, center))
    opening = found["paragraphs"][0]
    assert (opening["key"], opening["text"]) == ("opening", "处罚1件。")
    assert opening["revision"]["number"] == 1
    assert opening["fields"] == [
        {"figure": "penalties", "forms": [], "text": "1", "moved": {"then": "—", "now": "1"}}
    ]
    assert found["indicators"]["penalties"]["value"] == 1
    assert found["names"]["penalties"] == "行政处罚"


def test_every_stated_number_is_that_of_the_json(session, center, penalty):
    fill(session, center)
    penalty("罚1")
    found = text_of_year(session, center)
    told = annual_json(found)
    document = annual_document(found)
    parts = [
        part
        for _level, section in document.every_section()
        for words in (
            *section.paragraphs,
            *(cell for table in section.tables for row in table.rows for cell in row),
        )
        for part in words
        if isinstance(part, Stated)
    ]
    assert len(parts) > 20
    for part in parts:
        here = told
        for step in part.key:
            here = here[step]
        assert str(part.value) == str(here), part


def test_the_report_is_chinese_for_readers_of_english_too(session, center, penalty):
    penalty("罚1", amount=Decimal("120.50"))
    with force_locale("en"):
        text = WRITERS["text"](text_of_year(session, center)).decode()
    assert "简易程序罚款120.5元" in text
    assert "年度法治政府建设年度报告" in text
    assert "rule of law" not in text


def test_a_frozen_text_cannot_be_replaced_unseen(session, center, clerk):
    fill(session, center)
    write(session, clerk, "opening", "全年受理{受理件数}件。")
    row = freeze(session, center, text=text_to_freeze)
    opening, *_others = row.annual_text
    accepted = text_of_year(session, center).summary.figures["accepted"].value
    assert (opening["key"], opening["revision"]) == ("opening", 1)
    assert opening["source"] == "全年受理{accepted}件。"
    assert opening["said"] == f"全年受理{accepted}件。"
    assert list(seal_problems(session, row)) == []
    row.annual_text = [{**opening, "said": "全年受理9999件。"}]
    assert [one.message for one in seal_problems(session, row)] == [TEXT]
