"""Logging a case quickly: what the page begins with, common disputes, settling at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import STUDIO, actor_of, make_case, named
from tests.pages import error_beside, form_of, text_of
from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Outcome, Role, Side, Source, Status
from tracker.models import (
    Account,
    Case,
    CaseTemplate,
    Center,
    DisputeType,
    Mediator,
    Organisation,
    Village,
)
from tracker.permissions import Actor
from tracker.services import audit, case_templates, organisations


def opened(browser, address="/cases/new"):
    return form_of(browser.get(address).text, "submission_key")


def only(session):
    return session.scalars(select(Case)).one()


def test_a_new_case_begins_with_today_and_what_the_latest_case_had(mediator, office, ledger):
    with ledger() as session:
        center = session.get_one(Center, office)
        village = named(session, Village, "后横村", center).id
        used = {"village_id": village, "channel": "电话", "source": Source.POLICE}
        make_case(session, center, **used)
        trade = named(session, Organisation, STUDIO, center).id
        make_case(session, center, organisation_id=trade, channel="别家的")
    form, today = opened(mediator), clock.today().isoformat()
    assert (form["registered_on"], form["accepted_on"]) == (today, today)
    assert (form["village_id"], form["channel"]) == (str(village), "电话")
    assert (form["source"], form["closed_on"], form["outcome"]) == ("police", "", "")


def test_the_latest_case_is_that_of_the_mediator_who_logs(mediator, office, ledger):
    with ledger() as session:
        center = session.get_one(Center, office)
        own, other = (named(session, Mediator, name, center).id for name in ("吴和平", "解春晖"))
        account = named(session, Account, "mediator", center)
        account.mediator_id = own
        audit.record(session, Actor.system(office), "test.account", account)
        make_case(session, center, mediator_id=own, channel="来访")
        make_case(session, center, mediator_id=other, channel="电话")
    assert opened(mediator)["channel"] == "来访"


def test_a_village_out_of_use_is_not_taken_over(mediator, office, ledger):
    with ledger() as session:
        center = session.get_one(Center, office)
        village = named(session, Village, "后横村", center)
        make_case(session, center, village_id=village.id, channel="电话")
        organisations.set_active(session, actor_of(session, center, Role.ADMIN), village, False)
        session.commit()
    form = opened(mediator)
    assert (form["village_id"], form["channel"]) == ("", "电话")


def test_lists_are_found_in_by_initials(mediator):
    page = mediator.get("/cases/new").text
    assert re.search(r'<option data-initials="[^"]*\bhhc\b[^"]*" value="\d+">后横村<', page)
    assert re.search(r'data-initials="hyjtjf" value="\d+">婚姻家庭<', page)
    assert page.count("data-typeahead") >= 4


def test_a_dispute_settled_at_once_is_closed_in_one_go(mediator, blank, ledger):
    sent = blank | {"outcome": "oral_agreement", "amount_agreed": "3.5万"}
    answer = mediator.post("/cases/new", data=sent, follow_redirects=True)
    assert "已登记、受理并结案" in text_of(answer.text)
    with ledger() as session:
        case = only(session)
        assert (case.status, case.closed_on) == (Status.CLOSED, clock.today())
        assert (case.outcome, str(case.amount_agreed)) == (Outcome.ORAL_AGREEMENT, "35000.00")


def test_all_problems_of_such_a_case_stand_beside_their_fields(mediator, blank, ledger):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    sent = blank | {"parties-0-name": "", "accepted_on": ""}
    sent |= {"outcome": "failed", "amount_agreed": "5", "closed_on": tomorrow}
    answer = mediator.post("/cases/new", data=sent)
    assert answer.status_code == 422
    for field in ("parties-0-name", "closed_on", "amount_agreed"):
        assert error_beside(answer.text, field), field
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0


@pytest.mark.parametrize("given", [{"closed_on": "今天"}, {"amount_agreed": "500"}])
def test_an_end_that_is_only_half_stated_is_asked_for(mediator, blank, given):
    answer = mediator.post("/cases/new", data=blank | given)
    assert answer.status_code == 422
    assert "结案方式" in error_beside(answer.text, "outcome")


def test_an_existing_case_is_not_closed_by_editing_it(mediator, case_id):
    form = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    assert not {"accepted_on", "closed_on", "outcome", "amount_agreed"} & form.keys()


def test_without_scripts_a_link_begins_from_a_common_dispute(mediator, ledger, office):
    page = mediator.get("/cases/new").text
    link = re.search(r'href="(/cases/new\?template=\d+)">邻里漏水<', page)[1]
    form = opened(mediator, link)
    with ledger() as session:
        kind = named(session, DisputeType, "邻里", session.get_one(Center, office)).id
    assert form["dispute_type_id"] == str(kind)
    assert form["difficulty"] == "simple"
    assert "【楼栋】" in form["summary"]
    assert "【金额】" in form["claims"]


@pytest.mark.parametrize("given", ["x", "0", "-1", "99999999999999999999999", "１２"])
def test_an_unknown_template_begins_nothing(mediator, given):
    assert opened(mediator, f"/cases/new?template={given}")["summary"] == ""


def test_scripts_are_told_what_a_common_dispute_says(mediator, ledger, office):
    with ledger() as session:
        row = named(session, CaseTemplate, "合同欠款", session.get_one(Center, office))
        row_id = row.id
    said = mediator.get(f"/cases/templates/{row_id}").json
    assert said["difficulty"] == "ordinary"
    assert said["summary"].startswith("双方于【年月日】")
    assert "source" not in said
    with ledger() as session:
        center = session.get_one(Center, office)
        row = session.get_one(CaseTemplate, (office, row_id))
        case_templates.set_active(session, actor_of(session, center, Role.ADMIN), row, False)
        session.commit()
    assert mediator.get(f"/cases/templates/{row_id}").status_code == 404


def test_scripts_are_told_of_people_as_the_fields_hold_them(mediator, make):
    person = PartyDraft(
        Side.APPLICANT, "单小明", id_number="11010519491231002X", phone="13800001234"
    )
    make(parties=[person])
    (one,) = mediator.get("/cases/people?q=sxm").json["people"]
    assert one == {
        "name": "单小明",
        "kind": "person",
        "id_number": "11010519491231002X",
        "sex": "female",
        "birth_date": "1949-12-31",
        "phone": "13800001234",
    }
    assert mediator.get("/cases/people").json == {"people": []}


def test_scripts_of_a_stranger_read_the_status(stranger):
    answer = stranger.get("/cases/people?q=sxm", headers={"Accept": "application/json"})
    assert answer.status_code == 401


def test_a_template_of_more_digits_than_a_number_has_is_none(mediator):
    assert mediator.get(f"/cases/new?template={'9' * 5000}").status_code == 200
