"""The sample's 2024 as an official document: the reference year in the words of such reports."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.reports.official import reading
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reports.official.document import Document
from tracker.reports.official.writing import official
from tracker.reports.summary_files import summary_file

SENTENCES = (
    "应办1372件。",
    "其中化解1366件",
    "其中调解成功765件",
    "化解率按应办口径为99.56%（1366/1372）。",
    "调解成功案件协议涉及金额9160万元",
    "现有常驻人民调解员8名。",
    "矛盾纠纷总量（应办件数）1372件，上年同期1481件，下降7.36%；"
    "信访积案21件，上年同期34件，下降38.24%；诉讼收案1180件，上年同期1296件，下降8.95%。",
)
Files = tuple[Document, dict[str, bytes]]


@pytest.fixture(scope="module")
def made(demo_app: Any) -> Files:
    with demo_app.app_context(), force_locale("zh_Hans_CN"):
        session: Session = demo_app.extensions["sqlalchemy"].session()
        center = session.scalars(select(Center).order_by(Center.id)).first()
        assert center is not None
        scope = Scope((center.id,))
        summary = summarise(session, scope, center, Period.year(2024), Basis.CASELOAD)
        files = {}
        for form in ("json", "text", "docx", "pdf"):
            target = io.BytesIO()
            summary_file(session, scope, summary, form, target)
            files[form] = target.getvalue()
        return official(summary), files


def test_every_figure_stated_is_that_of_the_json(made: Files) -> None:
    document, files = made
    said = json.loads(files["json"])
    stated = reading.stated(document)
    assert len(stated) > 500
    for one in stated:
        exact = Decimal(reading.at(said, one.key))
        assert reading.said_by(one.text, exact) == exact, one


def test_every_form_says_the_reference_year(made: Files) -> None:
    _document, files = made
    word = "\n".join(reading.docx_lines(files["docx"]))
    printed = "".join(reading.pdf_pages(files["pdf"]))
    for sentence in SENTENCES:
        assert sentence in files["text"].decode()
        assert sentence in word
        assert sentence in printed or reading.bare(sentence) in printed


def test_word_and_text_have_the_same_lines(made: Files) -> None:
    document, files = made
    assert reading.docx_lines(files["docx"]) == reading.lines(document)
    mark, *lines = reading.text_lines(files["text"])
    assert mark == document.mark
    assert lines == [line.replace("\n", " ") for line in reading.lines(document) if line]
