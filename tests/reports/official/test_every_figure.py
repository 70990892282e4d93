"""Every figure of every form is that of the JSON, on random ledgers; nothing else is a figure."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, TOWN, ledgers, periods, write
from tests.reports.official import reading
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators.year import Summary, summarise
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reports.content import dimension_name
from tracker.reports.official.document import Document, Key, Stated
from tracker.reports.official.writing import official
from tracker.reports.summary_files import summary_file
from tracker.reports.summary_json import summary_json

SCOPES = (Scope((TOWN,)), Scope((TOWN,), 2), Scope((COUNTY, TOWN, ISLAND)))
Ledger = list[dict[str, Any]]


def written(
    session: Session, ledger: Ledger, scope: Scope, period: tuple[date, date], *forms: str
) -> tuple[Summary, Document, dict[str, bytes]]:
    write(session, ledger)
    center = session.get_one(Center, scope.center_ids[0])
    summary = summarise(session, scope, center, Period(*period), Basis.CLOSED)
    made = {}
    for form in forms:
        target = io.BytesIO()
        summary_file(session, scope, summary, form, target)
        made[form] = target.getvalue()
    return summary, official(summary), made


@examples(60)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods, chinese=st.booleans())
def test_every_figure_stated_is_that_of_the_json_and_of_the_csv(
    four_centers: Session, ledger: Ledger, scope: Scope, period: tuple[date, date], chinese: bool
) -> None:
    with force_locale("zh_Hans_CN" if chinese else "en"):
        with four_centers.begin_nested() as savepoint:
            summary, document, made = written(
                four_centers, ledger, scope, period, "json", "csv", "text"
            )
            savepoint.rollback()
        said, lines = json.loads(made["json"]), reading.in_csv(made["csv"].decode())
        for one in reading.stated(document):
            exact = reading.at(said, one.key)
            assert exact is not None, one
            assert reading.said_by(one.text, Decimal(exact)) == Decimal(exact), one
            assert Decimal(in_csv(lines, summary, one.key)) == Decimal(exact), one
        assert reading.text_lines(made["text"]) == [
            line.replace("\n", " ") for line in reading.lines(document) if line
        ]


def in_csv(lines: dict[tuple[str, str, str], list[str]], summary: Summary, key: Key) -> str:
    """Where the CSV has what the JSON has under that key."""
    (whole,) = {group for group, row, figure in lines if (group, figure) == (row, "caseload")}
    match key:
        case ("indicators", figure, part):
            row, column = (whole, whole, figure), reading.COLUMN_OF_KEY.get(part, 4)
        case ("year_on_year", figure, part):
            row, column = (whole, whole, figure), reading.COLUMN_OF_KEY[part]
        case ("amounts_stated", figure, part):
            row, column = (whole, whole, figure), reading.COLUMN_OF_KEY[part]
        case ("breakdowns", name, place, "indicators", figure, part):
            row = (dimension_name(name), label_of(summary, name, place), figure)
            column = reading.COLUMN_OF_KEY.get(part, 4)
        case ("caseload_shares", name, place, "value"):
            row, column = (dimension_name(name), label_of(summary, name, place), "caseload"), 16
        case ("resolution_rate_by_basis", basis, part):
            (group,) = {one[0] for one in lines if one[1] == word(Basis(basis))}
            row, column = (
                (group, word(Basis(basis)), "resolution_rate"),
                reading.COLUMN_OF_KEY.get(part, 4),
            )
    return lines[row][column]


def label_of(summary: Summary, name: str, key: str) -> str:
    (row,) = (row for row in summary.breakdowns[name] if row.key == key)
    return row.label


@examples(60)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods)
def test_a_sentence_has_no_number_that_is_no_figure(
    four_centers: Session, ledger: Ledger, scope: Scope, period: tuple[date, date]
) -> None:
    """But days, months and the numbers of tables."""
    with four_centers.begin_nested() as savepoint, force_locale("zh_Hans_CN"):
        summary, document, _made = written(four_centers, ledger, scope, period)
        savepoint.rollback()
    known = Counter(
        number
        for text in (document.about, *(row.label for row in summary.breakdowns["month"]))
        for number in reading.numbers(text)
    )
    for _level, section in document.every_section():
        for words in section.paragraphs:
            for part in words:
                if not isinstance(part, Stated):
                    rest = part.partition("详见表")[0]
                    assert set(reading.numbers(rest)) <= set(known), part


@examples(12)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods, chinese=st.booleans())
def test_word_and_print_say_what_the_document_says(
    four_centers: Session, ledger: Ledger, scope: Scope, period: tuple[date, date], chinese: bool
) -> None:
    locale = force_locale("zh_Hans_CN" if chinese else "en")
    with locale, four_centers.begin_nested() as savepoint:
        _summary, document, made = written(four_centers, ledger, scope, period, "docx", "pdf")
        savepoint.rollback()
    assert reading.docx_lines(made["docx"]) == reading.lines(document)
    printed = "".join(reading.pdf_pages(made["pdf"]))
    for line in reading.lines(document):
        assert_printed(reading.bare(line), printed)
    titles = [(level, one.title) for level, one in document.every_section()]
    assert reading.bookmarks(made["pdf"]) == titles
    assert reading.headings(made["docx"]) == titles


def assert_printed(line: str, printed: str) -> None:
    """In one piece, or with the foot of a page and the head of the next in between."""
    if line not in printed:
        apart = r"(?:—\d+—)?".join(map(re.escape, line))
        assert re.search(apart, printed), line


def test_an_empty_ledger_has_a_document_too(four_centers: Session) -> None:
    year = date(2024, 1, 1), date(2024, 12, 31)
    with force_locale("zh_Hans_CN"):
        summary, document, made = written(four_centers, [], SCOPES[0], year, "docx", "pdf", "text")
    assert [one.key for one in document.sections] == ["overview"]
    assert reading.docx_lines(made["docx"]) == reading.lines(document)
    text = made["text"].decode()
    assert "未登记矛盾纠纷；未受理案件，无应办案件。" in text
    assert "化解率\t—\t\t0/0\t办结口径" in text
    assert summary_json(summary)["indicators"]["resolution_rate"]["value"] is None
