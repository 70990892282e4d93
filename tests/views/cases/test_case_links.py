"""On a case's page: who helps, what it was split into, what it was merged into."""

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, named, password_hash
from tests.links import ACCEPTED, helped_case, merged_case
from tests.pages import error_beside
from tests.views.cases.steps import take
from tracker import clock
from tracker.domain.vocabulary import Role
from tracker.models import Account, Case, Center, Organisation
from tracker.permissions import Actor
from tracker.services import audit


@pytest.fixture
def helper(ledger, office, open_as):
    """A mediator of the trade organisation, at the browser."""
    with ledger() as session:
        center = session.get_one(Center, office)
        studio = named(session, Organisation, STUDIO, center).id
        account = Account(
            center_id=office,
            name="helper",
            role=Role.MEDIATOR,
            password_hash=password_hash(),
            organisation_id=studio,
            created_at=clock.now(),
        )
        session.add(account)
        audit.record(session, Actor.system(office), "test.account", account)
        session.commit()
    return open_as("helper")


@pytest.fixture
def helped(ledger, office):
    with ledger() as session:
        return helped_case(session, session.get_one(Center, office)).id


@pytest.fixture
def merged(ledger, office):
    with ledger() as session:
        return merged_case(session, session.get_one(Center, office)).id


def test_a_helper_reads_the_case_in_full_and_does_not_lead_it(helper, helped, make):
    page = helper.get(f"/cases/{helped}")
    assert page.status_code == 200
    assert "张小三" in page.text
    for step in ("edit", "close", "transfer", "split", "merge", "add-helper"):
        assert f'/cases/{helped}/{step}"' not in page.text, step
        assert helper.get(f"/cases/{helped}/{step}").status_code == 403
    assert helper.get(f"/cases/{make()}").status_code == 404


def test_a_helper_corrects_records_and_takes_out_none(mediator, helper, helped, ledger):
    talk = {"kind": "mediation", "held_on": "2024-3-10", "record": "双方各让一步"}
    take(helper, helped, "record-session", **talk)
    with ledger() as session:
        held = session.scalars(select(Case).where(Case.id == helped)).one().sessions[0].id
    for browser, removes in ((helper, False), (mediator, True)):
        page = browser.get(f"/cases/{helped}").text
        assert f"/cases/{helped}/sessions/{held}/edit" in page
        assert (f"/cases/{helped}/sessions/{held}/remove" in page) == removes
    assert helper.get(f"/cases/{helped}/sessions/{held}/remove").status_code == 403


def test_a_helper_finds_the_case_on_the_desk_and_in_no_list(helper, helped):
    assert f"/cases/{helped}" in helper.get("/").text
    assert f"/cases/{helped}" not in helper.get("/cases").text
    assert helper.get(f"/api/v1/cases/{helped}").status_code == 200


def test_the_lead_ends_the_help_and_the_case_is_closed_to_the_helper(
    mediator, helper, helped, ledger
):
    with ledger() as session:
        row = session.scalars(select(Case).where(Case.id == helped)).one().helpers[0].id
    assert STUDIO in mediator.get(f"/cases/{helped}").text
    take(mediator, helped, f"helpers/{row}/remove", reason="已查明")
    assert helper.get(f"/cases/{helped}").status_code == 404


def test_a_split_shows_each_of_the_two_on_the_page_of_the_other(mediator, accepted, ledger):
    with ledger() as session:
        first = session.scalars(select(Case)).one().parties[0].id
    answer = take(
        mediator,
        accepted,
        "split",
        going=str(first),
        summary="工资",
        amount_claimed="300",
        reason="两起纠纷",
    )
    assert answer.location == f"/cases/{accepted}"
    with ledger() as session:
        new = session.scalars(select(Case.id).where(Case.id != accepted)).one()
    assert f"/cases/{new}" in mediator.get(f"/cases/{accepted}").text
    page = mediator.get(f"/cases/{new}").text
    assert f"/cases/{accepted}" in page
    assert "300.00" in page


def test_a_split_that_cannot_be_says_why_beside_its_field(mediator, accepted, ledger):
    with ledger() as session:
        first = session.scalars(select(Case)).one().parties[0].id
    page = take(
        mediator,
        accepted,
        "split",
        going=str(first),
        leaving=str(first),
        summary="工资",
        amount_claimed="5000",
        reason="两起",
    )
    assert page.status_code == 422
    assert "分割" in error_beside(page.text, "amount_claimed")
    assert "保留至少一名申请人" in page.text
    assert "工资" in page.text


def test_a_merged_case_says_where_it_went_and_offers_only_the_way_back(mediator, merged):
    page = mediator.get(f"/cases/{merged}").text
    assert "已并案" in page
    assert "不再计入统计" in page
    assert f'/cases/{merged}/unmerge"' in page
    for step in ("edit", "close", "split", "merge", "extend"):
        assert f'/cases/{merged}/{step}"' not in page, step
        assert mediator.get(f"/cases/{merged}/{step}").location == f"/cases/{merged}"
    assert f"/cases/{merged}" not in mediator.get("/cases").text
    take(mediator, merged, "unmerge", reason="并非同一纠纷")
    assert f"/cases/{merged}" in mediator.get("/cases").text


def test_a_duplicate_is_found_by_its_number_or_among_the_look_alikes(
    mediator, ledger, office, make
):
    case_id, other_id = make(accepted=ACCEPTED), make(accepted=ACCEPTED)
    form = mediator.get(f"/cases/{case_id}/merge").text
    assert f'value="{other_id}"' in form
    page = take(mediator, case_id, "merge", number="（2024）柳人调字第9999号", reason="重复")
    assert page.status_code == 422
    assert "请选择本组织的案件" in error_beside(page.text, "number")
    take(mediator, case_id, "merge", number="（2024）柳人调字第0002号", reason="重复")
    assert "已并案" in mediator.get(f"/cases/{case_id}").text
    assert f"/cases/{case_id}" in mediator.get(f"/cases/{other_id}").text


def test_no_list_is_asked_for_merged_cases(mediator, merged):
    assert "请从列表中选择" not in mediator.get("/cases?status=open").text
    answer = mediator.get("/api/v1/cases?status=merged")
    assert answer.status_code == 422
