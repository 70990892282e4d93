"""How papers look when they are printed: one page where one is enough, room for hand and seal."""

from __future__ import annotations

import io
import re
from datetime import date
from itertools import pairwise

import docx
import pypdfium2
import pypdfium2.raw
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests import libreoffice
from tests.factories import make_case
from tests.reports.papers.conftest import COMPANY
from tracker.domain.vocabulary import Outcome
from tracker.models import Case
from tracker.reports.papers import BY_KEY
from tracker.reports.papers.docx_form import own_template
from tracker.reports.papers.fields import Part
from tracker.reports.papers.filling import fill_docx, fill_text
from tracker.reports.papers.layout import laid_out
from tracker.reports.papers.pdf import PrintPart, print_parts
from tracker.reports.papers.sample import sample_subject
from tracker.reports.papers.whole_file import Item, items_of, paper_docx, paper_pdf, papers_of

MILLIMETRE = 72 / 25.4
SHORTEST, MARGIN = 45, 184
"""Millimetres: of a line to sign on, and where the text ends on A4."""


def first(key: str, case: Case) -> Item:
    return next(papers_of(BY_KEY[key], case))


def printed(key: str, case: Case, contents: list[Part] | None = None) -> bytes:
    return paper_pdf(first(key, case), case, contents or [])


def lines_drawn(content: bytes) -> list[tuple[float, float]]:
    """Left and right end in millimetres of each line across, its parts joined."""
    document, found = pypdfium2.PdfDocument(content), []
    for page in document:
        at: dict[int, tuple[float, float]] = {}
        for one in page.get_objects():
            left, bottom, right, top = one.get_bounds()
            if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and top - bottom < 2:
                known = at.get(round(bottom), (left, right))
                at[round(bottom)] = (min(left, known[0]), max(right, known[1]))
        found += [(left / MILLIMETRE, right / MILLIMETRE) for left, right in at.values()]
    document.close()
    return found


def lefts_of(content: bytes, words: str) -> list[float]:
    """Where each character of the words begins, in points, as far as they stand on one line."""
    document = pypdfium2.PdfDocument(content)
    page = document[0].get_textpage()
    place, count = page.search(words).get_next()
    boxes = [page.get_charbox(one, loose=True) for one in range(place, place + count)]
    document.close()
    return [left for left, bottom, _right, _top in boxes if abs(bottom - boxes[0][1]) < 1]


def height_of(content: bytes, words: str) -> float:
    """How high above the foot of the first page the words stand, in millimetres."""
    document = pypdfium2.PdfDocument(content)
    page = document[0].get_textpage()
    place, _count = page.search(words).get_next()
    _left, bottom, _right, _top = page.get_charbox(place)
    document.close()
    return bottom / MILLIMETRE


def test_each_paper_of_an_ordinary_file_is_one_page(case, pages_of):
    for item in items_of(case):
        assert len(pages_of(paper_pdf(item, case, []))) == 1, item.name


def test_each_paper_of_an_ordinary_file_is_one_page_in_libreoffice(case, pages_of, tmp_path):
    documents = []
    for item in items_of(case):
        documents.append(tmp_path / f"{item.name}.docx")
        documents[-1].write_bytes(paper_docx(item, case, {}, []))
    for found in libreoffice.printed(documents, tmp_path / "printed"):
        assert len(pages_of(found.read_bytes())) == 1, found.stem


def test_a_long_name_leaves_room_to_sign(crowd):
    lines = lines_drawn(printed("notice", crowd()))
    assert len(lines) == 7  # six parties, and who tells them
    assert all(right - left >= SHORTEST for left, right in lines)
    assert {round(right) for _left, right in lines} == {MARGIN}


def test_a_long_name_leaves_room_to_sign_in_libreoffice(crowd, pages_of, tmp_path):
    case, document = crowd(), tmp_path / "notice.docx"
    document.write_bytes(paper_docx(first("notice", case), case, {}, []))
    (found,) = libreoffice.printed([document], tmp_path)
    text = "".join(pages_of(found.read_bytes()))
    lines = [len(one) for one in re.findall("_+", text)]
    assert len(lines) == 7
    assert min(lines) >= SHORTEST * MILLIMETRE / 12 * 1.5  # in underscores of the widest font


@pytest.mark.parametrize("key", ["application", "agreement", "report"])
def test_the_words_about_a_party_are_not_spread_over_the_width(case, key):
    document = docx.Document(io.BytesIO(paper_docx(first(key, case), case, {}, [])))
    (about,) = (one for one in document.paragraphs if "110101199003078515" in one.text)
    assert about.style.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.LEFT


@pytest.mark.parametrize("key", ["application", "report"])
def test_a_long_name_stands_as_close_as_other_words(crowd, key):
    case = crowd(closed=date(2024, 3, 20), outcome=Outcome.FAILED)
    lefts = lefts_of(printed(key, case), COMPANY)
    assert len(lefts) > 25
    steps = [later - before for before, later in pairwise(lefts)]
    assert max(steps) - min(steps) < 0.1
    assert steps[0] == pytest.approx(12, abs=0.1)


@pytest.mark.parametrize("length", range(1320, 1500, 60))
def test_a_seal_never_stands_alone_on_a_page_of_a_register(crowd, pages_of, length):
    pages = pages_of(printed("register", crowd(summary="楼上漏水" * (length // 4))))
    (sealed,) = (page for page in pages if "（盖章）" in page)
    assert "当事人签名" in sealed


def test_a_seal_never_stands_alone_on_a_page_of_an_agreement(pages_of, tmp_path):
    paper, found, documents = BY_KEY["agreement"], [], []
    for count in range(2, 12):  # lines, until the end of the paper has crossed the end of the page
        subject = sample_subject(paper)
        subject.row.facts = "楼上漏水" * 9 * count
        context = paper.context(subject)
        blocks = list(laid_out(paper.form, context, fill_text))
        found.append(print_parts("", [PrintPart("only", "", blocks)]))
        documents.append(tmp_path / f"{count}.docx")
        documents[-1].write_bytes(fill_docx(own_template(paper), context))
    found += [one.read_bytes() for one in libreoffice.printed(documents, tmp_path / "printed")]
    all_pages = [pages_of(one) for one in found]
    assert {len(pages) for pages in all_pages} == {1, 2}
    for pages in all_pages:
        (sealed,) = (page for page in pages if "（盖章）" in page)
        assert "记录人" in sealed
        assert "2024年3月20日—" in sealed


def test_the_heads_of_a_table_stand_on_each_page_of_it(case, pages_of):
    pages = pages_of(printed("contents", case, [Part(f"材料{one}") for one in range(80)]))
    assert len(pages) > 1
    assert all("文件名称" in page for page in pages)


def test_what_is_still_blank_has_room_to_be_written_by_hand(session, center, pages_of):
    case = make_case(session, center, summary="")
    assert "编号：____" in "".join(pages_of(printed("notice", case)))
    written = docx.Document(io.BytesIO(paper_docx(first("notice", case), case, {}, [])))
    assert any(one.text.startswith("编号：____") for one in written.paragraphs)
    content = printed("application", case)
    assert height_of(content, "纠纷简要情况") - height_of(content, "当事人申请事项") > 40
    assert height_of(content, "当事人申请事项") - height_of(content, "人民调解委员会已将") > 20


def test_a_report_names_nothing_that_the_case_does_not_say(session, center, pages_of):
    case = make_case(session, center, accepted=date(2024, 3, 6), closed=date(2024, 3, 20),
                     outcome=Outcome.FAILED, summary="", amount_claimed=None)  # fmt: skip
    said = "".join(pages_of(printed("report", case)))
    assert "2024年3月6日受理，由人民调解员负责调解。三、调解经过尚无调查、调解记录。四、" in said
    assert "五、履行和回访情况尚无履行和回访记录。报告人" in said


def test_an_oral_agreement_names_the_side_of_a_party_once():
    paper = BY_KEY["oral_agreement"]
    rows = list(laid_out(paper.form, paper.context(sample_subject(paper)), fill_text))[2]["rows"]
    said = [[cell["text"] for cell in row["cells"]] for row in rows]
    assert ["被申请人", "某电器有限公司"] in [[side, about[:7]] for side, about, *_rest in said]
