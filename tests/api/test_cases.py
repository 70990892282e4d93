"""``/api/v1/cases``: the cases of the reader's scope, page by page, and nobody's personal data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, TOWN, make_case, named
from tests.importers.ledgers import GOOD_ID
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Outcome, Role, Side
from tracker.models import Case, Center, Organisation

PHONE = "13800001234"
ADDRESSES = ("cases", "cases/1", "summaries/2024", "openapi.json")
IN_ALL = 16


@pytest.fixture
def private(ledger, filled_offices) -> int:
    """A case of the town committee full of personal data; its id."""
    with ledger() as session:
        case = make_case(
            session,
            session.get_one(Center, filled_offices),
            accepted=date(2024, 3, 6),
            closed=date(2024, 3, 20),
            outcome=Outcome.WRITTEN_AGREEMENT,
            agreed=Decimal("888.80"),
            summary=f"王小明（{GOOD_ID}，电话{PHONE}）与李四争执",
            parties=[
                PartyDraft(Side.APPLICANT, "王小明", id_number=GOOD_ID, phone=PHONE),
                PartyDraft(Side.RESPONDENT, "李四"),
            ],
        )
        return case.id


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_is_not_signed_in_is_told_so_in_json(client, office, address):
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.mimetype) == (401, "application/json")
    assert answer.json["code"] == 401
    assert "Location" not in answer.headers


@pytest.mark.parametrize("address", ["cases", "cases/1"])
def test_who_has_no_right_to_cases_is_refused(ask, address):
    ask(address, Role.ADMIN, 403)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK, Role.AUDITOR])
def test_a_center_sees_its_own_cases_and_no_others(ask, role):
    said = ask("cases", role, size=200)
    assert said["total"] == len(said["cases"]) == IN_ALL
    assert {one["center"] for one in said["cases"]} == {"LS"}


def test_a_mediator_sees_the_own_organisations_cases_only(ask):
    own = ask("cases", Role.MEDIATOR, size=200)
    assert {one["organisation"] for one in own["cases"]} == {TOWN}
    everybody = ask("cases", size=200)["cases"]
    others = next(one for one in everybody if one["organisation"] == STUDIO)
    assert 0 < own["total"] < IN_ALL
    ask(f"cases/{others['id']}", Role.MEDIATOR, 404)
    assert ask(f"cases/{others['id']}")["organisation"] == STUDIO


def test_a_supervisor_sees_the_centers_below_as_well(ask, ledger):
    with ledger() as session:
        upper, lower = session.scalars(select(Center).order_by(Center.id)).all()
        statement = f"UPDATE centers SET parent_id = {upper.id} WHERE id = {lower.id}"
        session.connection().exec_driver_sql(statement)
        make_case(session, lower)
    said = ask("cases", Role.SUPERVISOR, size=200)
    assert {one["center"] for one in said["cases"]} == {"LS", "QJ"}
    assert said["total"] == 2 * IN_ALL + 1
    below = next(one for one in said["cases"] if one["center"] == "QJ")
    assert ask(f"cases/{below['id']}", Role.SUPERVISOR, center_="QJ")["center"] == "QJ"
    ask(f"cases/{below['id']}", Role.CLERK, 404, center_="QJ")
    assert ask("cases", Role.CLERK)["total"] == IN_ALL


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.SUPERVISOR, Role.CLERK, Role.AUDITOR])
def test_people_are_masked_for_everybody(ask, private, role):
    whole = ask(f"cases/{private}", role)
    listed = ask("cases", role, size=200)
    line = next(one for one in listed["cases"] if one["id"] == private)
    for personal in ("王小明", GOOD_ID, PHONE, "李四"):
        assert personal not in str(whole)
        assert personal not in str(listed)
    assert line["parties"] == [
        {"side": "applicant", "name": "王*明"},
        {"side": "respondent", "name": "李*"},
    ]
    assert whole["parties"][0]["number"] == "110105********002X"
    assert whole["parties"][0]["phone"] == "138****1234"


def test_one_case_is_told_whole_with_amounts_as_texts(ask, private):
    said = ask(f"cases/{private}")
    expected = {
        "center": "LS", "id": private, "status": "closed", "registered_on": "2024-03-05",
        "accepted_on": "2024-03-06", "closed_on": "2024-03-20", "outcome": "written_agreement",
        "organisation": TOWN, "mediator": None, "amount_claimed": "1000.00",
        "amount_agreed": "888.80", "amount_performed": None, "payments": [],
        "declined_reason": None, "satisfaction": None,
    }  # fmt: skip
    assert {name: said[name] for name in expected} == expected


@pytest.mark.parametrize("sort", ["-registered", "number", "-claimed", "closed"])
def test_pages_hold_every_case_once_in_one_order_there_and_back(ask, sort):
    whole = [one["id"] for one in ask("cases", sort=sort, size=200)["cases"]]
    assert len(whole) == len(set(whole)) == IN_ALL
    pages = [ask("cases", sort=sort, size=5)]
    while pages[-1]["next"]:
        pages.append(ask("cases", sort=sort, size=5, at=pages[-1]["next"]))
    assert [len(page["cases"]) for page in pages] == [5, 5, 5, 1]
    assert [one["id"] for page in pages for one in page["cases"]] == whole
    assert {page["total"] for page in pages} == {IN_ALL}
    assert pages[0]["previous"] is None
    back = ask("cases", sort=sort, size=5, at=pages[2]["previous"])
    assert back["cases"] == pages[1]["cases"]


def test_a_place_that_is_not_ours_is_the_first_page(ask):
    assert ask("cases", at="forged.place") == ask("cases")


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"status": "declined"}, lambda one: one["status"] == "declined"),
        ({"status": "closed"}, lambda one: one["closed_on"] is not None),
        ({"outcome": "failed"}, lambda one: one["outcome"] == "failed"),
        (
            {"since": "2024-02-01", "until": "2024-05-31"},
            lambda one: "2024-02-01" <= one["registered_on"] <= "2024-05-31",
        ),
        (
            {"money": "agreed", "least": "1005", "most": "0.1006万"},
            lambda one: 1005 <= Decimal(one["amount_agreed"] or 0) <= 1006,
        ),
        ({"type": "labour_wages"}, lambda one: one["dispute_type"] == "拖欠农民工工资"),
        (
            {"type": "labour"},
            lambda one: one["dispute_type"] in ("拖欠农民工工资", "劳动争议"),
        ),
        ({"q": "漏水"}, lambda _one: True),
        ({"q": "无此词语"}, lambda _one: False),
    ],
    ids=[
        "declined",
        "closed",
        "outcome",
        "dates",
        "amounts",
        "type",
        "types",
        "words",
        "no such words",
    ],
)
def test_the_filters_are_those_of_the_list(ask, query, holds):
    everybody = ask("cases", size=200)["cases"]
    found = ask("cases", size=200, **query)
    assert [one["id"] for one in found["cases"]] == [one["id"] for one in everybody if holds(one)]
    assert found["total"] == len(found["cases"])


def test_an_organisation_is_chosen_by_its_id(ask, ledger, filled_offices):
    with ledger() as session:
        own = named(session, Organisation, STUDIO, session.get_one(Center, filled_offices)).id
    found = ask("cases", size=200, organisation=own)
    assert found["total"] > 0
    assert {one["organisation"] for one in found["cases"]} == {STUDIO}


@pytest.mark.parametrize("figure", ["registered", "accepted", "caseload", "resolved", "pending"])
def test_the_cases_of_a_figure_are_as_many_as_it_says(ask, figure):
    said = ask("summaries/2024")["indicators"][figure]["value"]
    found = ask("cases", figure=figure, part="value", from_="2024-01-01", to="2024-12-31")
    assert found["total"] == said > 0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"size": 0}, "size"), ({"size": 201}, "size"), ({"size": "many"}, "size"),
        ({"sort": "colour"}, "sort"), ({"since": "2024.13.5"}, "since"),
        ({"status": "lost"}, "status"), ({"least": "much"}, "least"),
        ({"since": "2024-05-01", "until": "2024-04-01"}, "until"), ({"batch": "x"}, "batch"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(ask, query, field):
    said = ask("cases", code=422, **query)
    assert list(said["problems"]["query"]) == [field]


@pytest.mark.parametrize(
    "address",
    ["cases/1", f"cases/{2**53}", f"cases/{2**80}", "cases/x", "cases/-1", "nothing", "cases/"],
)
def test_what_is_not_there_is_404(ask, address):
    ask(address, code=404)


def test_a_figure_that_does_not_exist_is_404(ask):
    ask("cases", code=404, figure="happiness", from_="2024-01-01", to="2024-12-31")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_read_is_not_written_at_the_same_address(ask, open_as, ledger, private, method):
    """But for the list of cases, to which a new one is posted."""
    browser, read = open_as(Role.MEDIATOR), [f"/api/v1/cases/{private}", "/api/v1/summaries/2024"]
    for address in read if method == "post" else ["/api/v1/cases", *read]:
        answer = getattr(browser, method)(address, json={})
        assert (answer.status_code, answer.mimetype) == (405, "application/json")
    with ledger() as session:
        assert session.scalars(select(Case.version).where(Case.id == private)).one() == 3
