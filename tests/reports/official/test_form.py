"""What an official document looks like: paper, headings, tables, fonts; and odd names in it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from flask import Flask
from sqlalchemy.orm import Session

from tests import libreoffice
from tests.factories import STUDIO, make_case, named
from tests.frozen import freeze
from tests.reports.official import reading
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.formatting import NOTHING
from tracker.indicators.year import summarise
from tracker.models import Center, Organisation
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.reports.summary_files import summary_file
from tracker.services import papers

ODD = '#panic("x") {{ 标题 }} {% if %} <b>&amp; $a_b$ *粗* \\ @cite'
Made = Callable[..., bytes]


@pytest.fixture
def made(app: Flask, session: Session, filled_center: Center) -> Made:
    """A year in a form, in Chinese."""
    center = filled_center

    def make(form: str, year: int = 2024, organisation: int | None = None) -> bytes:
        scope = Scope((center.id,), organisation)
        target = io.BytesIO()
        with app.test_request_context():
            summary = summarise(session, scope, center, Period.year(year), Basis.CASELOAD)
            summary_file(session, scope, summary, form, target)
        return target.getvalue()

    return make


def test_the_word_document_keeps_the_form_of_official_documents(made):
    document = docx.Document(io.BytesIO(made("docx")))
    (section,) = document.sections
    assert [round(one.mm) for one in (section.page_width, section.page_height)] == [210, 297]
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    looks = {}
    for name in ("Title", "Heading 1", "Heading 2", "公文正文"):
        style = document.styles[name]
        looks[name] = (style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size)
    assert looks == {
        "Title": ("方正小标宋简体", Pt(22)),
        "Heading 1": ("黑体", Pt(16)),
        "Heading 2": ("楷体_GB2312", Pt(16)),
        "公文正文": ("仿宋_GB2312", Pt(16)),
    }
    body = document.styles["公文正文"].paragraph_format
    assert (body.line_spacing, body.first_line_indent) == (Pt(28), Pt(32))
    fonts = [one for one in document.part.package.iter_parts() if "fontTable" in one.partname]
    assert 'w:name="方正小标宋简体"><w:altName w:val="宋体"' in fonts[0].blob.decode()


def test_headings_are_numbered_as_official_documents_number_them(made):
    titles = reading.headings(made("docx"))
    assert titles[:2] == [(1, "一、总体情况"), (1, "二、化解成效")]
    assert (1, "五、分类情况") in titles
    assert (2, "（一）按纠纷类型") in titles
    assert titles[-2:] == [(1, "七、与上年同期比较"), (1, "指标口径")]


def test_tables_are_numbered_through_and_repeat_their_heads(made):
    document = docx.Document(io.BytesIO(made("docx")))
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert [one.partition("　")[0] for one in captions] == [f"表{n}" for n in range(1, 8)]
    assert len(document.tables) == 8
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        widths = [column.width.mm for column in table.columns]
        assert sum(widths) == pytest.approx(156, abs=1)


def test_a_sentence_leads_to_each_table(made):
    text = made("text").decode()
    assert [f"详见表{n}。" in text for n in range(1, 8)] == [True] * 7


def test_pages_are_numbered_on_their_outer_side(made):
    section = docx.Document(io.BytesIO(made("docx"))).sections[0]
    sides = {}
    for name, footer in (("odd", section.footer), ("even", section.even_page_footer)):
        (paragraph,) = footer.paragraphs
        assert paragraph.text.startswith("— ")
        sides[name] = paragraph.alignment
    assert {name: side.name for name, side in sides.items()} == {"odd": "RIGHT", "even": "LEFT"}


def test_every_page_of_a_sample_says_so_and_no_page_of_another_year(session, center, made):
    plain = docx.Document(io.BytesIO(made("docx"))).sections[0]
    assert {plain.header.paragraphs[0].text, plain.even_page_header.paragraphs[0].text} == {""}
    center.is_sample = True
    session.flush()
    section = docx.Document(io.BytesIO(made("docx"))).sections[0]
    for header in (section.header, section.even_page_header):
        assert header.paragraphs[0].text.startswith("示例数据")
    for page in reading.pdf_pages(made("pdf")):
        assert page.startswith("示例数据")


def test_who_signs_and_when_stands_before_the_annex(made):
    lines = reading.docx_lines(made("docx"))
    place = lines.index("附件：指标口径")
    assert lines[place + 1] == "柳市镇社会治理中心"
    assert lines[place + 2].endswith("日")
    assert lines[place + 3] == "指标口径"


def test_the_fonts_are_embedded_and_the_file_calls_itself_pdf_a(made, tmp_path):
    content = made("pdf")
    assert b"pdfaid:part>2<" in content
    assert b"pdfaid:conformance>B<" in content
    if shutil.which("pdffonts") is None:
        pytest.skip("no pdffonts; install it with: apt install poppler-utils")
    path = tmp_path / "summary.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    _head, _line, *fonts = said.splitlines()
    assert fonts
    for font in fonts:
        assert "NotoSansCJKsc" in font
        assert font.split()[-5:-2] == ["yes", "yes", "yes"], font


def test_a_center_of_an_odd_name_stands_there_as_it_is(session, center, made):
    center.name = ODD
    session.flush()
    lines = reading.docx_lines(made("docx"))
    assert lines[0] == ODD
    assert reading.bare(ODD) in "".join(reading.pdf_pages(made("pdf")))
    assert ODD in made("text").decode()


def test_an_organisation_of_an_odd_name_stands_in_its_table_as_it_is(session, center, made):
    named(session, Organisation, STUDIO, center).name = ODD
    session.flush()
    assert ODD in reading.docx_lines(made("docx"))
    assert reading.bare(ODD) in "".join(reading.pdf_pages(made("pdf")))


def test_an_organisations_own_view_names_it_and_parts_nothing_by_organisation(
    session, center, made
):
    one = named(session, Organisation, STUDIO, center)
    lines = reading.docx_lines(made("docx", organisation=one.id))
    assert lines[0] == f"{center.name} · {one.name}"
    assert not [line for line in lines if "按调解组织" in line]


def test_a_first_year_is_compared_with_nothing(made):
    text = made("text", 2023).decode()
    assert "上年同期无数据，无法比较。" in text
    assert "与上年同期相比" not in text


def test_no_rate_of_nothing_is_said_to_be_zero(session, center, made):
    year = Period.year(2021)
    make_case(session, center, registered_on=date(2021, 2, 1), accepted=date(2021, 2, 1))
    text = made("text", year.start.year).decode()
    assert "化解率按应办口径为0.00%（0/1）。其他口径：办结口径无可计案件，不作计算；" in text
    assert "期内无调解终结案件，不计算调解成功率。" in text
    assert f"满意率\t{NOTHING}" in text
    assert "期内未办结案件；期末未结1件" in text


def test_a_frozen_year_says_which_version_it_is(session, center, made):
    freeze(session, center)
    said = "已冻结"
    assert any(said in line for line in reading.docx_lines(made("docx"))[:4])
    assert said in made("text").decode()
    assert said in reading.pdf_pages(made("pdf"))[0]


def test_an_offices_own_template_is_filled(session, center, made):
    document = docx.Document()
    document.add_paragraph("{{ 落款 }}应办{{ 应办件数 }}件，{{ 化解率 }}")
    content = io.BytesIO()
    document.save(content)
    papers.replace_template(
        session, Actor.system(center.id), "year_summary", "本镇.docx", content.getvalue()
    )
    assert reading.docx_lines(made("docx")) == ["柳市镇社会治理中心应办11件，54.55%（6/11）"]


def test_libreoffice_prints_it_with_every_number(made, tmp_path: Path):
    path = tmp_path / "summary.docx"
    path.write_bytes(made("docx"))
    (found,) = libreoffice.printed([path], tmp_path / "printed")
    printed = "".join(reading.pdf_pages(found.read_bytes()))
    for line in reading.docx_lines(made("docx")):
        for number in reading.NUMBER.findall(line):
            assert number in printed, line


def test_nothing_that_stayed_nothing_is_not_called_level(session, center, made):
    for year in (2020, 2021):
        day = date(year, 2, 1)
        make_case(session, center, registered_on=day, accepted=day)
    text = made("text", 2021).decode()
    assert "与上年同期相比，受理件数持平。" in text
    assert "化解件数持平" not in text
