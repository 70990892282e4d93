"""The administrator replaces the template of a paper, and puts the program's own back."""

import io

import docx
import pytest

from tests.factories import make_case
from tests.pages import error_beside, text_of
from tracker.domain.vocabulary import Role
from tracker.models import Center

HERE = "/admin/papers/application"


def template(text):
    document = docx.Document()
    document.add_paragraph(text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def send(admin, text, name="本镇申请书.docx"):
    return send_file(admin, template(text), name)


def send_file(admin, content, name):
    sent = {"file": (io.BytesIO(content), name)}
    return admin.post(HERE, data=sent, content_type="multipart/form-data")


@pytest.fixture
def admin(open_as):
    return open_as(Role.ADMIN)


def application_of(mediator, ledger, office):
    with ledger() as session:
        case_id = make_case(session, session.get_one(Center, office)).id
    content = mediator.post(f"/cases/{case_id}/papers/application.docx", buffered=True).data
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_a_sound_template_is_used_from_then_on_until_it_is_put_back(
    admin, open_as, ledger, office, last_line
):
    mediator = open_as(Role.MEDIATOR)
    content = template("本镇：{{ 申请人 }}")
    assert send_file(admin, content, "本镇申请书.docx").location == HERE
    assert last_line() == (
        "paper.replace",
        {"paper": "application", "file": [None, "本镇申请书.docx"]},
    )
    assert application_of(mediator, ledger, office) == ["本镇：张小三"]
    assert "本镇申请书.docx" in text_of(admin.get("/admin/papers").text)
    assert admin.get(f"{HERE}/template", buffered=True).data == content
    admin.post(f"{HERE}/restore")
    assert last_line()[0] == "paper.restore"
    assert "人民调解申请书" in application_of(mediator, ledger, office)


def test_a_template_that_names_an_unknown_field_is_refused_beside_the_file(admin, last_line):
    before = last_line()
    answer = send(admin, "{{ 申清人 }}")
    assert answer.status_code == 422
    assert error_beside(answer.text, "file") == "本文书没有字段“申清人”，是否应为“申请人”？"
    assert last_line() == before


def test_what_is_in_use_already_is_not_put_back_again(admin):
    admin.post(f"{HERE}/restore")
    assert "该文书已在使用系统自带模板。" in text_of(admin.get(HERE).text)


def test_the_page_lists_every_field_with_an_example(admin):
    said = text_of(admin.get("/admin/papers/agreement").text)
    assert "{{ 协议金额大写 }} 人民币捌仟元零伍角" in said
    assert "{{ 项.金额大写 }}" in said


def test_one_office_replaces_nothing_of_another(admin, open_as):
    send(admin, "本镇：{{ 申请人 }}")
    elsewhere = open_as(Role.ADMIN, "QJ")
    assert "本镇申请书" not in elsewhere.get("/admin/papers").text


def test_an_unknown_paper_is_not_found(admin):
    assert admin.get("/admin/papers/nothing").status_code == 404


def test_the_yearly_summary_has_a_template_as_the_papers_have(
    admin, open_as, ledger, office, last_line
):
    here, supervisor = "/admin/papers/year_summary", open_as(Role.SUPERVISOR)
    assert "年度汇总" in text_of(admin.get("/admin/papers").text)
    said = text_of(admin.get(here).text)
    for words in (
        "{{ 化解率 }} 91.67%（11/12）",
        "{{ 总体情况标题 }} 一、总体情况",
        "{{ 项.应办 }} 6",
    ):
        assert words in said
    own = admin.get(f"{here}/template", buffered=True).data

    def put(content):
        sent = {"file": (io.BytesIO(content), "本镇汇总.docx")}
        return admin.post(here, data=sent, content_type="multipart/form-data")

    assert put(own).location == here
    assert put(template("{{ 落款 }}{{ 化解绿 }}")).status_code == 422
    assert put(template("{{ 落款 }}：{{ 应办件数 }}")).location == here
    assert last_line()[1] == {"paper": "year_summary", "file": ["本镇汇总.docx", "本镇汇总.docx"]}
    content = supervisor.get("/summaries/2024.docx", buffered=True).data
    (line,) = docx.Document(io.BytesIO(content)).paragraphs
    assert line.text == "柳市镇社会治理中心：0"
    admin.post(f"{here}/restore")
    content = supervisor.get("/summaries/2024.docx", buffered=True).data
    assert "一、总体情况" in [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
