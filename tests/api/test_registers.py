"""``/api/v1/registers``: what the pages of a register do, for programs, and as it is described."""

from __future__ import annotations

from datetime import date

import pytest

from tests.api.described import mismatches, resolved
from tests.factories import make_case
from tests.registers.entries import entry
from tests.views.matrix import center_of
from tracker.domain.vocabulary import Role
from tracker.registers import REGISTERS
from tracker.services.audit import plain

AT = "/api/v1/registers"


@pytest.fixture
def clerk(office, open_as):
    return open_as(Role.CLERK)


@pytest.fixture
def document(clerk):
    return clerk.get("/api/v1/openapi.json").json


def body(kind, **stated):
    return plain(entry(REGISTERS[kind], **stated))


def send(program, method, path, code=200, headers=None, **sent):
    answer = program.open(AT + path, method=method, json=sent, headers=headers)
    assert answer.status_code == code, answer.get_data(as_text=True)
    if code >= 400:
        assert answer.json["code"] == code
    return answer.json


def test_an_entry_of_every_register_is_made_read_changed_voided_and_restored_as_described(
    clerk, document
):
    for kind in REGISTERS:
        made = send(clerk, "POST", f"/{kind}", 201, **body(kind))
        at = f"/{kind}/{made['id']}"
        changed = send(clerk, "PATCH", at, version=made["version"], remarks="更正")
        assert changed == made | {"remarks": "更正", "version": 2}
        voided = send(clerk, "POST", f"{at}/void", reason="登错")
        assert (voided["voided"]["reason"], voided["voided"]["by"]) == ("登错", "clerk")
        assert clerk.get(f"{AT}/{kind}").json["total"] == 0
        assert clerk.get(f"{AT}/{kind}?voided=1").json["entries"] == [voided]
        restored = send(clerk, "POST", f"{at}/restore", reason="没有登错")
        assert clerk.get(AT + at).json == restored == changed | {"version": 4}
        page = document["paths"][f"{AT}/{kind}"]["get"]["responses"]["200"]
        schema = resolved(document, page)["content"]["application/json"]["schema"]
        for asked in ("", "?voided=1"):
            said = clerk.get(f"{AT}/{kind}{asked}").json
            assert mismatches(document, schema, said) == [], kind


def test_the_registers_tell_their_fields(clerk, document):
    said = clerk.get(AT).json
    assert [one["kind"] for one in said["registers"]] == list(REGISTERS)
    described = document["paths"][AT]["get"]["responses"]["200"]
    schema = resolved(document, described)["content"]["application/json"]["schema"]
    assert mismatches(document, schema, said) == []


def test_what_is_wrong_is_said_by_field_in_the_words_of_the_page(clerk):
    wrong = body("penalties", amount="200.01", enterprise=False) | {"guess": 1}
    said = send(clerk, "POST", "/penalties", 422, **wrong)
    assert said["problems"]["json"] == {"guess": ["没有这个字段。"]}
    del wrong["guess"]
    page = clerk.post("/registers/penalties/new", data=wrong | {"enterprise": "0"}).text
    (sentence,) = send(clerk, "POST", "/penalties", 422, **wrong)["problems"]["json"]["amount"]
    assert sentence in page
    missing = send(clerk, "POST", "/petitions", 422)["problems"]["json"]
    assert set(missing) == {"number", "received_on", "level"}


def test_a_change_needs_the_version_that_stands(clerk):
    made = send(clerk, "POST", "/exams", 201, **body("exams"))
    at = f"/exams/{made['id']}"
    assert "version" in send(clerk, "PATCH", at, 422, remarks="甲")["problems"]["json"]
    send(clerk, "PATCH", at, version=1, remarks="甲")
    assert send(clerk, "PATCH", at, 409, version=1, remarks="乙")["version"] == 2
    send(clerk, "POST", f"{at}/void", 422, reason=" ")


def test_a_link_is_the_number_of_what_is_linked(clerk, ledger):
    with ledger() as session:
        case = make_case(session, center_of(session, "LS"), accepted=date(2024, 3, 6))
        number = case.number
    made = send(clerk, "POST", "/petitions", 201, **body("petitions"), case_id=number)
    assert made["case_id"] == number
    kept = send(clerk, "PATCH", f"/petitions/{made['id']}", version=1, repeated=True)
    assert (kept["case_id"], kept["repeated"]) == (number, True)
    assert clerk.get(f"{AT}/petitions?case_id=1").json["total"] == 1
    assert clerk.get(f"{AT}/petitions?case_id=0").json["total"] == 0
    wrong = send(clerk, "PATCH", f"/petitions/{made['id']}", 422, version=2, case_id="无此案")
    assert set(wrong["problems"]["json"]) == {"case_id"}


def test_pages_follow_each_other_and_what_cannot_be_read_is_told(clerk):
    for day in range(1, 4):
        send(clerk, "POST", "/exams", 201, **body("exams", held_on=date(2024, 3, day)))
    first = clerk.get(f"{AT}/exams?size=2&sort=held_on").json
    assert [one["held_on"] for one in first["entries"]] == ["2024-03-01", "2024-03-02"]
    rest = clerk.get(f"{AT}/exams?size=2&sort=held_on&at={first['next']}").json
    assert [one["held_on"] for one in rest["entries"]] == ["2024-03-03"]
    for asked in ("size=0", "size=９", "size=" + "9" * 4301, "since=x", "until=2024-02-30"):
        answer = clerk.get(f"{AT}/exams?{asked}")
        assert answer.status_code == 422, asked
        assert set(answer.json["problems"]["query"]) == {asked.partition("=")[0]}


def test_only_json_of_a_program_or_of_our_own_page_is_taken(clerk):
    assert clerk.post(f"{AT}/exams", data=body("exams")).status_code == 415
    send(clerk, "POST", "/exams", 403, {"Origin": "https://elsewhere.example"}, **body("exams"))
    answer = clerk.post(f"{AT}/exams", json=[1])
    assert set(answer.json["problems"]["json"]) == {"entry"}


def test_another_centers_entry_is_read_from_above_and_changed_by_nobody_there(
    filled_offices, open_as
):
    theirs = send(open_as(Role.CLERK, "QJ"), "POST", "/exams", 201, **body("exams"))
    clerk = open_as(Role.CLERK)
    assert clerk.get(f"{AT}/exams/{theirs['id']}").status_code == 404
    assert clerk.get(f"{AT}/exams/{theirs['id']}?center=QJ").status_code == 404
    send(clerk, "PATCH", f"/exams/{theirs['id']}", 404, version=1)
    assert clerk.get(f"{AT}/bridges").status_code == 404
