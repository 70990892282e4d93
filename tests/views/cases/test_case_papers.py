"""The papers of a case in the browser: listed, taken along by those who see people, on record."""

import io
import zipfile
from urllib.parse import quote

import pytest

from tests.factories import make_case
from tests.full_file import attach_all, full_case
from tests.pages import text_of
from tracker.domain.vocabulary import Role
from tracker.models import Center


@pytest.fixture
def full(ledger, office):
    with ledger() as session:
        case = full_case(session, session.get_one(Center, office))
        attach_all(session, case)
        return case.id


@pytest.fixture
def mediator(open_as):
    return open_as(Role.MEDIATOR)


def test_a_paper_is_saved_under_its_title_and_the_number_of_the_case(mediator, full, last_line):
    answer = mediator.post(f"/cases/{full}/papers/agreement.docx", buffered=True)
    name = quote("人民调解协议书（2024）柳人调字第0001号.docx")
    assert f"filename*=UTF-8''{name}" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"PK")
    assert last_line() == ("case.paper", {"paper": "agreement", "format": "docx"})


def test_one_of_several_records_is_named_by_its_row(mediator, full, ledger, last_line):
    page = mediator.get(f"/cases/{full}").text
    address = next(
        part.split('"')[0]
        for part in page.split('formaction="')
        if part.startswith(f"/cases/{full}/papers/session.pdf")
    )
    assert mediator.post(f"/cases/{full}/papers/session.pdf").status_code == 404
    answer = mediator.post(address, buffered=True)
    assert answer.data.startswith(b"%PDF")
    assert last_line()[1]["key"] == int(address.partition("row=")[2])


@pytest.mark.parametrize("key", ["visit", "nothing"])
def test_a_paper_that_is_not_there_is_not_found(mediator, ledger, office, key):
    with ledger() as session:
        case_id = make_case(session, session.get_one(Center, office)).id
    assert mediator.post(f"/cases/{case_id}/papers/{key}.pdf").status_code == 404


def test_the_whole_file_comes_as_an_archive_with_chinese_names(mediator, full, last_line):
    answer = mediator.post(f"/cases/{full}/file.zip", buffered=True)
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert names[0] == "01 卷宗封面.docx"
    assert "06 身份证明：身份证.jpg" in names
    assert last_line() == ("case.paper", {"paper": "file", "format": "zip"})


def test_nothing_is_taken_along_by_an_address_alone(mediator, full):
    assert mediator.get(f"/cases/{full}/papers/agreement.docx").status_code == 405
    assert mediator.get(f"/cases/{full}/file.pdf").status_code == 405


def test_who_sees_people_masked_takes_a_paper_only_after_stating_a_reason(open_as, full):
    clerk = open_as(Role.CLERK)
    assert "/papers/" not in clerk.get(f"/cases/{full}").text
    assert clerk.post(f"/cases/{full}/papers/agreement.pdf").status_code == 403
    clerk.post(f"/cases/{full}/reveal", data={"reason": "核对协议"})
    answer = clerk.post(f"/cases/{full}/papers/agreement.pdf", buffered=True)
    assert answer.data.startswith(b"%PDF")


def test_what_the_file_must_have_and_lacks_is_said(mediator, ledger, office, full):
    with ledger() as session:
        case_id = make_case(session, session.get_one(Center, office)).id
    said = text_of(mediator.get(f"/cases/{case_id}").text)
    for words in (
        "人民调解记录 必备，缺 尚无调解记录，请先记录调解。",
        "身份证明 必备，缺 请在附件中上传当事人身份证明。",
    ):
        assert words in said
    assert "必备，缺" not in text_of(mediator.get(f"/cases/{full}").text)
