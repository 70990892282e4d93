"""Attachments at the browser: sent, seen, taken away; never run, never open to the wrong people."""

from __future__ import annotations

import io
import re
from datetime import date
from urllib.parse import quote

import pytest
from PIL import Image
from sqlalchemy import select

from tests import files
from tests.factories import STUDIO, make_case, named
from tests.pages import error_beside, form_of, text_of
from tests.views.cases.steps import only_case, take
from tracker import content_store
from tracker.domain.record_words import AttachmentKind
from tracker.domain.vocabulary import Role
from tracker.models import Case, Center, Organisation
from tracker.permissions import Actor
from tracker.services import audit
from tracker.services.attachments import standing

NAME = "张小三身份证.jpg"


def fetched(browser, address, **more):
    """The answer read to its end, so that no file stays open behind it."""
    return browser.get(address, buffered=True, **more)


def send(browser, case_id, *several, kind="evidence", **typed):
    """Choose files on the page and send them."""
    address = f"/cases/{case_id}/attachments"
    form = form_of(fetched(browser, address).text, "kind") | {"kind": kind} | typed
    return post(browser, address, form, several)


def post(browser, address, form, several):
    """What a browser sends, in one piece."""
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in form.items()]
    parts += [
        f'name="files"; filename="{name}"\r\n\r\n'.encode() + content for name, content in several
    ]
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + one + b"\r\n" for one in parts)
    return browser.post(
        address, data=body + b"--edge--\r\n", content_type="multipart/form-data; boundary=edge"
    )


@pytest.fixture
def attached(mediator, accepted, ledger):
    """Attach a file to the case; the address of the attachment."""

    def put(name: str, content: bytes, kind: str = "evidence") -> str:
        assert send(mediator, accepted, (name, content), kind=kind).status_code == 302
        with ledger() as session:
            newest = max(one.id for one in standing(only_case(session)))
        return f"/cases/{accepted}/attachments/{newest}"

    return put


def names(look) -> list[str]:
    return look(lambda case: [one.name for one in standing(case)])


def section(html: str) -> str:
    found = re.search(r'aria-labelledby="attachments">(.*?)</section>', html, re.DOTALL)
    return found[1] if found else ""


def test_several_files_are_attached_at_once_and_stand_on_the_cases_page(mediator, accepted, look):
    answer = send(
        mediator, accepted, ("现场.JPG", files.jpeg()), ("协议.pdf", files.pdf()), note="楼道"
    )
    assert answer.status_code == 302
    page = fetched(mediator, answer.location).text
    assert "已添加2份附件" in text_of(page)
    said = text_of(section(page))
    assert "证据材料" in said
    assert "现场.jpg" in said
    assert "协议.pdf" in said
    assert "楼道" in said
    assert "1 KB · mediator" in said
    assert names(look) == ["现场.jpg", "协议.pdf"]


def test_the_page_offers_the_camera_and_says_the_rules(mediator, accepted):
    page = fetched(mediator, f"/cases/{accepted}/attachments").text
    entry = re.search(r"<input[^>]*type=\"file\"[^>]*>", page)[0]
    assert "multiple" in entry
    assert 'accept="image/*,application/pdf,.docx,audio/*"' in entry
    assert "50 MB" in text_of(page)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("照片.jpg", b"<!doctype html><script>alert(1)</script>", "网页或文本"),
        ("图.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "网页或文本"),
        ("协议.pdf", b"MZ\x90\0" + bytes(200), "可执行程序"),
        ("协议.docx", files.docx_with("word/vbaProject.bin"), "含有宏"),
        ("协议.docx", files.docx_bomb(), "解压后"),
        ("图.png", files.huge_png(), "128 百万像素"),
        ("空.pdf", b"", "文件为空"),
    ],
)
def test_what_is_not_taken_is_said_beside_the_field_and_nothing_is_kept(
    app, mediator, accepted, look, name, content, sentence
):
    answer = send(mediator, accepted, ("好.pdf", files.pdf()), (name, content), note="证人提供")
    assert answer.status_code == 422
    said = error_beside(answer.text, "files")
    assert name in said
    assert sentence in said
    assert "好.pdf" not in said
    assert 'value="证人提供"' in answer.text, "what was typed stays"
    assert names(look) == []
    with app.app_context():
        assert list(content_store.digests()) == []


def test_a_file_and_what_it_is_must_be_stated(mediator, accepted):
    answer = send(mediator, accepted, kind="")
    assert answer.status_code == 422
    assert error_beside(answer.text, "files") == "请选择文件。"
    assert error_beside(answer.text, "kind")


def test_a_file_larger_than_the_office_allows_is_refused(app, mediator, accepted):
    app.config["MAX_ATTACHMENT"] = 1024 * 1024
    answer = send(mediator, accepted, ("大.pdf", files.pdf() + bytes(1024 * 1024)))
    assert answer.status_code == 422
    assert "单个文件不超过 1 MB" in error_beside(answer.text, "files")


def test_files_that_are_too_large_together_are_refused_before_they_are_read(
    app, mediator, accepted
):
    app.config["MAX_ATTACHED"] = 1000
    answer = send(mediator, accepted, ("大.pdf", files.pdf() + bytes(1000)))
    assert answer.status_code == 413
    assert "分次添加" in text_of(answer.text)


def test_a_request_for_files_may_be_longer_than_any_other(app, mediator, accepted):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    assert (
        send(mediator, accepted, ("好.pdf", files.pdf() + bytes(1000) + b"%%EOF")).status_code
        == 302
    )
    assert mediator.post(f"/cases/{accepted}/close", data={"x": "y" * 1000}).status_code == 413


def test_a_stranger_sends_no_more_than_to_any_other_page(app, stranger, accepted):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    app.config["WTF_CSRF_ENABLED"] = True
    address, files_sent = f"/cases/{accepted}/attachments", [("好.pdf", bytes(2000))]
    assert post(stranger, address, {}, files_sent).status_code == 413


def test_the_same_upload_sent_twice_attaches_once(mediator, accepted, look):
    for _ in range(2):
        answer = send(mediator, accepted, ("现场.jpg", files.jpeg()))
    assert "已在附件中" in text_of(fetched(mediator, answer.location).text)
    assert names(look) == ["现场.jpg"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../etc/cron.d/x.pdf", "x.pdf"),
        ("a\0.pdf", "a.pdf"),
        ("发票\u202efdp.exe", "发票fdp.exe.pdf"),
        ("<script>.pdf", "_script_.pdf"),
    ],
)
def test_no_name_leads_anywhere(mediator, accepted, look, app, sent, kept):
    send(mediator, accepted, (sent, files.pdf()))
    assert names(look) == [kept]
    with app.app_context():
        root = content_store.folder()
    assert [path.name for path in root.glob("??/*")] == list(content_store.digests(root))


def test_a_file_comes_back_byte_for_byte_as_a_file_and_nothing_else(mediator, attached):
    content = files.docx("双方约定")
    answer = fetched(mediator, attached("情况说明.docx", content))
    assert answer.data == content
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert f"filename*=UTF-8''{quote('情况说明.docx')}" in disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_polyglot_is_only_what_it_was_taken_for(mediator, attached):
    """A PDF that is a web page as well, as its name says."""
    content = files.pdf().replace(b"%PDF-1.4\n", b"%PDF-1.4\n%<html><script>alert(1)</script>\n")
    answer = fetched(mediator, attached("page.html", content) + "?play")
    assert answer.data == content
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "page.html.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_part_of_a_file_can_be_asked_for(mediator, attached):
    content = files.wav(1.0)
    address = attached("录音.wav", content)
    answer = fetched(mediator, address, headers={"Range": "bytes=100-199"})
    assert (answer.status_code, answer.data) == (206, content[100:200])
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(content)}"


def test_a_recording_is_played_in_the_page_and_can_do_no_more(mediator, attached):
    address = attached("录音.wav", files.wav())
    page = fetched(mediator, f"{address}/preview").text
    source = re.search(r'<audio[^>]*src="([^"]+)"', page)[1]
    answer = fetched(mediator, source)
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Type"] == "audio/wav"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert fetched(mediator, f"{address}/preview.png").status_code == 404


def test_a_documents_pages_are_shown_one_after_the_other(mediator, attached):
    address = attached("协议.pdf", files.pdf(3))
    page = fetched(mediator, f"{address}/preview").text
    shown = re.findall(r'<img src="([^"]+)" width="595" height="842"', page)
    assert len(shown) == 3
    pictures = [fetched(mediator, one.replace("&amp;", "&")) for one in shown]
    assert {one.headers["Content-Type"] for one in pictures} == {"image/png"}
    assert {one.headers["Cache-Control"] for one in pictures} == {"no-store"}
    assert len({one.data for one in pictures}) == 3
    for beyond in ("4", "0", "-1", "x", "1" * 30, "²"):
        assert fetched(mediator, f"{address}/preview.png?page={beyond}").status_code == 404


def test_a_photo_is_shown_upright_and_without_where_it_was_taken(mediator, attached):
    address = attached("现场.jpg", files.turned_photo())
    assert f'src="{address}/preview.png"' in fetched(mediator, f"{address}/preview").text
    picture = Image.open(io.BytesIO(fetched(mediator, f"{address}/preview.png").data))
    assert picture.size == (40, 80)
    assert dict(picture.getexif()) == {}
    assert fetched(mediator, address).data == files.turned_photo(), "the file itself stays evidence"


@pytest.mark.parametrize(
    ("name", "content"),
    [("说明.docx", files.docx()), ("坏.pdf", b"%PDF-1.4 nothing %%EOF")],
)
def test_what_cannot_be_drawn_can_still_be_downloaded(mediator, attached, name, content):
    address = attached(name, content)
    assert "无法预览" in text_of(fetched(mediator, f"{address}/preview").text)
    assert fetched(mediator, f"{address}/preview.png").status_code == 404
    assert fetched(mediator, address).data == content


def test_a_content_that_is_gone_is_said_to_be_gone(app, mediator, attached):
    address = attached("协议.pdf", files.pdf())
    with app.app_context():
        for digest in list(content_store.digests()):
            content_store.path_of(digest).unlink()
    answer = fetched(mediator, address)
    assert answer.status_code == 404
    assert fetched(mediator, f"{address}/preview").status_code == 200
    assert fetched(mediator, f"{address}/preview.png").status_code == 404


def test_a_removed_attachment_is_listed_with_its_reason_and_not_given_any_more(
    mediator, accepted, attached, look
):
    address = attached("现场.jpg", files.jpeg())
    step = address.removeprefix(f"/cases/{accepted}/") + "/detach"
    assert take(mediator, accepted, step, reason="属于另一案件").status_code == 302
    said = text_of(section(fetched(mediator, f"/cases/{accepted}").text))
    assert "属于另一案件" in said
    assert "已移除的附件（1份）" in said
    for behind in ("", "/preview", "/preview.png", "/detach"):
        assert fetched(mediator, address + behind).status_code == 404, behind
    assert look(lambda case: len(case.attachments)) == 1


def test_who_sees_people_masked_learns_how_many_papers_there_are_and_no_more(
    attached, accepted, open_as, trail_lines
):
    address = attached(NAME, files.jpeg(), kind="identity")
    for role in (Role.SUPERVISOR, Role.CLERK, Role.AUDITOR):
        browser = open_as(role)
        page = fetched(browser, f"/cases/{accepted}").text
        said = text_of(section(page))
        assert "身份证明 · 1 份" in said
        assert "身份证.jpg" not in page
        assert address not in page
        for behind in ("", "?play", "/preview", "/preview.png"):
            assert fetched(browser, address + behind).status_code == 403, (role, behind)
    before = trail_lines()
    trail = open_as(Role.AUDITOR).get("/trail").text
    assert "身份证.jpg" not in trail
    assert "添加附件" in text_of(trail)
    assert trail_lines()[len(before) :] == [("account.sign_in", "auditor")]


def test_who_states_a_reason_sees_the_papers_as_the_organisation_does(attached, accepted, open_as):
    address = attached(NAME, files.jpeg(), kind="identity")
    clerk = open_as(Role.CLERK)
    clerk.post(f"/cases/{accepted}/reveal", data={"reason": "核对身份"})
    page = section(fetched(clerk, f"/cases/{accepted}").text)
    assert NAME in text_of(page)
    assert '/attachments"' not in page, "reading is not writing"
    assert "/detach" not in page
    assert fetched(clerk, address).data == files.jpeg()
    assert fetched(clerk, f"{address}/preview").status_code == 200
    assert fetched(clerk, f"{address}/preview.png?small").status_code == 200


def test_an_attachment_is_found_under_its_own_case_only(
    mediator, attached, make, accepted, open_as
):
    address = attached("现场.jpg", files.jpeg())
    other = make(summary="另一件")
    for behind in ("", "/preview", "/preview.png", "/detach"):
        astray = address.replace(f"/cases/{accepted}/", f"/cases/{other}/")
        assert fetched(mediator, astray + behind).status_code == 404, behind
    assert fetched(mediator, f"/cases/{accepted}/attachments/{2**60}").status_code == 404
    elsewhere = open_as(Role.MEDIATOR, "QJ")
    for asked in (address, f"{address}?center=LS", f"{address}/preview.png?center=LS"):
        assert fetched(elsewhere, asked).status_code == 404, asked


def test_a_mediator_of_another_organisation_finds_nothing(mediator, ledger, office):
    with ledger() as session:
        center = session.get_one(Center, office)
        trade = named(session, Organisation, STUDIO, center).id
        other = make_case(session, center, organisation_id=trade, accepted=date(2024, 3, 6)).id
    assert fetched(mediator, f"/cases/{other}/attachments").status_code == 404
    sent = [("a.pdf", files.pdf())]
    answer = post(mediator, f"/cases/{other}/attachments", {"kind": "evidence"}, sent)
    assert answer.status_code == 404


def test_a_merged_case_offers_no_attaching(mediator, ledger, make, accepted):
    other = make(summary="另一件")
    with ledger() as session:
        case = session.scalars(select(Case).where(Case.id == accepted)).one()
        case.merged_into_id = other
        audit.record(session, Actor.system(case.center_id), "test.merge", case)
        session.commit()
    answer = fetched(mediator, f"/cases/{accepted}/attachments")
    assert answer.status_code == 302
    assert "/attachments" not in section(fetched(mediator, f"/cases/{accepted}").text)


@pytest.mark.parametrize("kind", list(AttachmentKind))
def test_every_kind_has_a_heading_of_its_own(mediator, accepted, attached, kind):
    attached("现场.jpg", files.jpeg(), kind=kind.value)
    assert f"<h3>{kind.term}</h3>" in section(fetched(mediator, f"/cases/{accepted}").text)


def test_who_sees_people_masked_reads_neither_its_note_nor_why_it_was_removed(
    mediator, accepted, look, open_as
):
    send(mediator, accepted, ("现场.jpg", files.jpeg()), note="证人周大海拍的")
    step = f"attachments/{look(lambda case: standing(case)[0].id)}/detach"
    take(mediator, accepted, step, reason="周大海要求撤回")
    trail = open_as(Role.AUDITOR).get("/trail").text
    assert "备注 ***" in text_of(trail)
    assert "周大海" not in trail
    assert "周大海要求撤回" in mediator.get(f"/cases/{accepted}").text
