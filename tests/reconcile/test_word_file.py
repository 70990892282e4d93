"""The report in Word: whole, with its figures shaded and told in place, and the list beneath."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from tests.libreoffice import printed
from tests.small_year import fill
from tracker.domain.vocabulary import Basis
from tracker.queries.scope import Scope
from tracker.reconcile.result import read_alone, reconcile
from tracker.reconcile.word_file import SHADES, write_word

TEXT = "化解矛盾纠纷4711件，\n化解率99.56%。\x0c\n收到来信3封，全年&<平稳>。"
ABOVE = ["示例数据", "2024年报告与台账核对", "柳市镇", "化解率统计口径：应办口径"]


@pytest.fixture
def result(app, session, center):
    fill(session, center)
    with app.test_request_context():
        yield reconcile(session, Scope((center.id,)), TEXT, 2024, Basis.CASELOAD)


def written(result, above=ABOVE) -> docx.document.Document:
    target = io.BytesIO()
    write_word(result, above, target)
    return docx.Document(target)


def shades(document):
    """Of each shaded run its text and its ground."""
    found = []
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            for shade in run._r.iter(qn("w:shd")):
                found.append((run.text, shade.get(qn("w:fill"))))
    return found


def test_the_text_is_whole_and_nothing_of_it_is_markup(result):
    paragraphs = written(result).paragraphs
    bare = ["".join(run.text for run in one.runs if not run.font.superscript) for one in paragraphs]
    start = bare.index("化解矛盾纠纷4711件，")
    assert bare[start : start + 3] == TEXT.replace("\x0c", "").split("\n")


def test_each_figure_is_shaded_and_told_beside_by_word(result):
    found = shades(written(result))
    ground = {tone: shade[0] for tone, shade in SHADES.items()}
    ledger = result.held[0].read.figure.value
    assert found[0] == ("化解矛盾纠纷4711件", ground["overdue"])
    assert found[1] == (f"1 不一致 台账：{ledger}", ground["overdue"])
    assert {text for text, fill_ in found if fill_ == ground["due"]} >= {"3 含义待定"}


def test_a_sample_says_so_on_every_page_and_tables_repeat_their_heads(result):
    document = written(result)
    assert "示例数据" in document.sections[0].header.paragraphs[0].text
    stated = document.tables[0]
    assert list(stated.rows[0]._tr.iter(qn("w:tblHeader")))
    cells = [cell.text for cell in stated.rows[2].cells]
    rate = result.held[1].read.figure
    assert cells[5] == f"{rate.plain}%\n{rate.numerator}/{rate.denominator}"


def test_a_text_read_alone_has_no_verdicts(app):
    with app.test_request_context():
        document = written(read_alone(TEXT, 2024), ["2024年报告自身核对", "", ""])
    text = "\n".join(one.text for one in document.paragraphs)
    assert "不一致" not in text
    assert "可理解为" not in text.partition("报告中的数字")[0]


def test_libreoffice_prints_it(result, tmp_path):
    path = tmp_path / "核对.docx"
    with path.open("wb") as target:
        write_word(result, ABOVE, target)
    (made,) = printed([path], tmp_path / "out")
    assert made.stat().st_size > 5000
