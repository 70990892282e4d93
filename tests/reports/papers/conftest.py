"""The case whose file has everything, and documents read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pypdfium2
import pytest
from sqlalchemy.orm import Session

from tests.factories import make_case
from tests.full_file import attach_all, full_case
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import PartyKind, Side
from tracker.models import Case, Center

COMPANY = "温州市柳川高低压电器成套设备制造与进出口贸易集团股份有限公司"
"""Thirty characters."""


@pytest.fixture
def case(session: Session, center: Center) -> Case:
    return full_case(session, center)


@pytest.fixture
def case_with_attachments(session: Session, case: Case) -> Case:
    attach_all(session, case)
    return case


@pytest.fixture
def crowd(session: Session, center: Center) -> Callable[..., Case]:
    """An accepted case of six parties, two of them companies with long names."""

    def of(**more: Any) -> Case:
        company = PartyKind.ORGANISATION
        parties = [
            PartyDraft(Side.APPLICANT, COMPANY, company, legal_representative="欧阳建国"),
            PartyDraft(Side.APPLICANT, "买买提·阿卜杜拉·吐尔逊江"),
            PartyDraft(Side.RESPONDENT, f"上海市{COMPANY}", company),
            PartyDraft(Side.RESPONDENT, "欧阳小四"),
            PartyDraft(Side.THIRD_PARTY, "某物业服务有限公司", company),
            PartyDraft(Side.AGENT, "赵律师"),
        ]
        return make_case(session, center, accepted=date(2024, 3, 6), parties=parties, **more)

    return of


@pytest.fixture
def words_of() -> Callable[[bytes], str]:
    """What stands in a Word document: paragraphs, tables, nothing twice."""

    def read(content: bytes) -> str:
        body = docx.Document(io.BytesIO(content)).element.body
        texts = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
        return "".join(one.text or "" for one in body.iter(texts))

    return read


@pytest.fixture
def pages_of() -> Callable[[bytes], list[str]]:
    """What stands on each page of a PDF, without blanks: lines break where the page ends."""

    def read(content: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(content)
        found = ["".join(page.get_textpage().get_text_range().split()) for page in document]
        document.close()
        return found

    return read


@pytest.fixture
def bookmarks_of() -> Callable[[bytes], list[Any]]:
    """Title and page (counted from 1) of each bookmark."""

    def read(content: bytes) -> list[Any]:
        document = pypdfium2.PdfDocument(content)
        found = [(one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]
        document.close()
        return found

    return read
