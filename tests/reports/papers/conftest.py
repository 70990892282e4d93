"""The case whose file has everything, and documents read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pypdfium2
import pytest
from sqlalchemy.orm import Session

from tests.full_file import attach_all, full_case
from tracker.models import Case, Center


@pytest.fixture
def case(session: Session, center: Center) -> Case:
    return full_case(session, center)


@pytest.fixture
def case_with_attachments(session: Session, case: Case) -> Case:
    attach_all(session, case)
    return case


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
