"""Cases registered and taken through their lives by programs; what is forbidden says why."""

from __future__ import annotations

from datetime import date

import pytest

from tests.afterwards import followed_case, imported_case
from tests.factories import STUDIO, make_case, named
from tests.importers.ledgers import GOOD_ID
from tracker.domain.vocabulary import Role
from tracker.models import Case, Center, Organisation
from tracker.permissions import Actor
from tracker.services import audit

OPEN = {"accepted": date(2024, 3, 6)}


@pytest.fixture
def program(open_as):
    """A program that is signed in as a mediator."""
    return open_as(Role.MEDIATOR)


@pytest.fixture
def make(ledger, office):
    """A case taken so far; its id and version."""

    def made(build=make_case, **stages):
        with ledger() as session:
            case = build(session, session.get_one(Center, office), **stages)
            return case.id, case.version

    return made


def send(program, path, code=200, headers=None, **body):
    answer = program.post(f"/api/v1/cases{path}", json=body, headers=headers)
    assert answer.status_code == code, answer.get_data(as_text=True)
    assert answer.mimetype == "application/json"
    if code >= 400:
        assert answer.json["code"] == code
        assert answer.json["message"]
    return answer.json


def test_a_case_is_registered_and_taken_through_its_life(program):
    case = send(
        program,
        "",
        201,
        registered_on="2024-03-05",
        summary="楼上漏水",
        amount_claimed="800.50",
        parties=[
            {"side": "applicant", "kind": "person", "name": "张小三", "id_number": GOOD_ID},
            {"side": "respondent", "kind": "person", "name": "李四", "out_of_town": True},
        ],
    )
    assert (case["status"], case["version"]) == ("registered", 1)
    assert [one["name"] for one in case["parties"]] == ["张*三", "李*"]
    at = f"/{case['id']}"
    for step, body in (
        ("accept", {"accepted_on": "2024-03-06"}),
        (
            "close",
            {"closed_on": "2024-03-20", "outcome": "written_agreement", "amount_agreed": 800.5},
        ),
        ("pay", {"paid_on": "2024-03-25", "amount": "100"}),
        ("visit", {"visited_on": "2024-04-01", "manner": "phone", "satisfaction": "satisfied"}),
        ("apply-for-confirmation", {"applied_on": "2024-04-02", "court": "柳河市人民法院"}),
    ):
        assert step in case["steps"]
        case = send(program, f"{at}/{step}", version=case["version"], **body)
    (application,) = case["confirmations"]
    decide = f"confirmations/{application['id']}/decide"
    assert decide in case["steps"]
    decided = {"result": "confirmed", "decided_on": "2024-04-09", "document_number": "民特1号"}
    case = send(program, f"{at}/{decide}", version=case["version"], **decided)
    assert case["judicial_confirmed_on"] == "2024-04-09"
    assert (case["visited_on"], case["satisfaction"]) == ("2024-04-01", "satisfied")
    assert (case["amount_agreed"], case["amount_performed"]) == ("800.50", "100.00")
    assert decide not in case["steps"]
    assert program.get(f"/api/v1/cases{at}").json == case


def test_papers_with_rows_are_drawn_up(program, make):
    case_id, version = make(**OPEN)
    case = send(
        program,
        f"/{case_id}/draw-up-agreement",
        version=version,
        form="written",
        agreed_on="2024-03-20",
        terms=[{"text": "修复屋顶", "in_kind": True}, {"text": "赔偿 500 元"}],
        instalments=[{"due_on": "2024-04-01", "amount": "500"}],
    )
    assert "revise-agreement" in case["steps"]


def test_what_is_left_out_stays_as_it_stands(program, make, ledger):
    case_id, version = make(followed_case)
    case = program.get(f"/api/v1/cases/{case_id}").json
    (visit,) = case["visits"]
    send(
        program,
        f"/{case_id}/visits/{visit['id']}/amend",
        version=version,
        satisfaction="satisfied",
        reason="补记满意度",
    )
    with ledger() as session:
        (row,) = session.query(Case).filter(Case.id == case_id).one().visits
        assert (row.tension, str(row.satisfaction)) == ("仍有口角", "satisfied")
        assert (row.visited_on, str(row.manner)) == (date(2024, 4, 1), "phone")


def test_an_extension_recorded_in_error_is_taken_back_and_only_the_last_one(program, make):
    case_id, version = make(**OPEN)
    for until in ("2024-05-01", "2024-06-01"):
        case = send(
            program,
            f"/{case_id}/extend",
            version=version,
            agreed_on="2024-04-01",
            until=until,
            consent="双方口头同意",
            reason="等待鉴定",
        )
        version = case["version"]
    with_one = [one for one in case["steps"] if one.startswith("extensions/")]
    (last,) = with_one
    assert last.endswith("/remove")
    outdated = send(program, f"/{case_id}/{last}", 409, version=version - 1, reason="录错")
    assert outdated["version"] == version
    unsaid = send(program, f"/{case_id}/{last}", 422, version=version)
    assert list(unsaid["problems"]["json"]) == ["reason"]
    case = send(program, f"/{case_id}/{last}", version=version, reason="录错")
    assert case["due_on"] == "2024-05-01"
    (first,) = [one for one in case["steps"] if one.startswith("extensions/")]
    assert first != last
    send(program, f"/{case_id}/{last}", 404, version=case["version"], reason="录错")
    case = send(program, f"/{case_id}/{first}", version=case["version"], reason="录错")
    assert case["due_on"] == "2024-04-05"
    assert not [one for one in case["steps"] if one.startswith("extensions/")]


def test_the_same_submission_makes_one_case(program):
    body = {
        "submission_key": "0" * 32,
        "registered_on": "2024-03-05",
        "parties": [{"side": "applicant", "kind": "person", "name": "张小三"}],
    }
    first = send(program, "", 201, **body)
    assert send(program, "", 200, **body)["id"] == first["id"]


def test_who_read_an_older_version_is_told_the_present_one(program, make):
    case_id, version = make()
    case = send(program, f"/{case_id}/accept", version=version, accepted_on="2024-03-06")
    told = send(program, f"/{case_id}/close", 409, version=version, outcome="failed")
    assert told["version"] == case["version"] > version
    assert program.get(f"/api/v1/cases/{case_id}").json == case


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, {"version"}),
        ({"version": None}, None),
        ({"version": 1, "mood": "good"}, {"mood"}),
        ({"version": 1, "accepted_on": ["2024-03-06"]}, {"accepted_on"}),
        ({"version": 1, "accepted_on": True}, {"accepted_on"}),
        ({"version": 1, "accepted_on": "三月"}, {"accepted_on"}),
        ({"version": 1, "accepted_on": "2024-03-04"}, {"accepted_on"}),
    ],
)
def test_what_cannot_be_read_is_named(program, make, body, named):
    case_id, version = make()
    body = body | ({"version": version} if body.get("version") else {})
    if named is None:
        send(program, f"/{case_id}/accept", 409, **body)
        return
    told = send(program, f"/{case_id}/accept", 422, **body)
    assert set(told["problems"]["json"]) == named
    assert program.get(f"/api/v1/cases/{case_id}").json["version"] == version


@pytest.mark.parametrize(
    ("parties", "named"),
    [
        ("张小三", "parties"),
        (["张小三"], "parties"),
        ([{"side": "applicant", "kind": "person", "nome": "张小三"}], "parties-0-nome"),
        ([{"side": "applicant", "kind": "person", "name": "张三", "id_number": "1"}],
         "parties-0-id_number"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_row_is_named(program, parties, named):
    told = send(program, "", 422, registered_on="2024-03-05", parties=parties)
    assert named in told["problems"]["json"]


@pytest.mark.parametrize("body", ["[]", "1", '"x"', "{", ""])
def test_anything_but_an_object_is_refused(program, make, body):
    case_id, _version = make()
    answer = program.post(
        f"/api/v1/cases/{case_id}/accept", data=body, content_type="application/json"
    )
    assert (answer.status_code, answer.mimetype) == (422, "application/json")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", None])
def test_what_a_form_of_another_site_could_send_is_not_taken(program, make, kind):
    case_id, version = make()
    answer = program.post(
        f"/api/v1/cases/{case_id}/decline",
        data=f'{{"version": {version}, "declined_reason": "x"}}',
        content_type=kind,
    )
    assert (answer.status_code, answer.json["code"]) == (415, 415)
    assert program.get(f"/api/v1/cases/{case_id}").json["status"] == "registered"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 200),
    ],
)
def test_a_browser_on_another_site_is_refused(program, make, headers, code):
    case_id, version = make()
    send(
        program,
        f"/{case_id}/accept",
        code,
        headers,
        version=version,
        accepted_on="2024-03-06",
    )


@pytest.mark.parametrize(
    ("build", "path"),
    [(make_case, "payments/1/remove"), (followed_case, "visits/1/amend"), (make_case, "nothing")],
)
def test_what_is_not_there_is_404(program, make, build, path):
    case_id, version = make(build)
    send(program, f"/{case_id}/{path}", 404, version=version, reason="x")
    send(program, "/1/accept", 404, version=1)


def test_an_imported_visit_is_completed(program, make):
    case_id, version = make(imported_case)
    case = send(
        program, f"/{case_id}/complete-visit", version=version, manner="phone", reason="核对"
    )
    (visit,) = case["visits"]
    assert (visit["visited_on"], visit["satisfaction"]) == ("2024-04-02", "satisfied")


@pytest.mark.parametrize("body", ["[1]", "5", '"x"', '{"even-amount": 5}', '{"even-first": [[1]]}'])
@pytest.mark.parametrize("step", ["draw-up-agreement", "revise-agreement"])
def test_an_agreement_is_drawn_up_from_an_object_of_its_own_fields(program, make, step, body):
    case_id, _version = make(**OPEN)
    answer = program.post(
        f"/api/v1/cases/{case_id}/{step}", data=body, content_type="application/json"
    )
    assert (answer.status_code, answer.mimetype) == (422, "application/json")


def test_a_key_that_another_organisation_has_used_is_refused(program, ledger, make):
    key = "0" * 32
    make()
    with ledger() as session:
        case = session.query(Case).one()
        case.submission_key = key
        case.organisation_id = named(session, Organisation, STUDIO, case.center).id
        audit.record(session, Actor.system(case.center_id), "test.key", case)
        session.commit()
    parties = [
        {"side": "applicant", "kind": "person", "name": "张小三"},
        {"side": "respondent", "kind": "person", "name": "李四"},
    ]
    answer = send(
        program,
        "",
        422,
        submission_key=key,
        registered_on="2024-03-05",
        summary="漏水",
        parties=parties,
    )
    assert "submission_key" in answer["problems"]["json"]
