"""The list of cases shows nobody more than they may see."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, make_case, named
from tests.pages import text_of
from tests.views.cases.lists import ids_of, page_of, total_of
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import PartyKind, Role, Side
from tracker.models import Center, Organisation
from tracker.permissions import Actor
from tracker.services import audit


@pytest.fixture
def people(ledger, office) -> dict[str, int]:
    """A case of the mediator's organisation, one of another, one of the center beside."""
    with ledger() as session:
        center, beside = session.scalars(select(Center).order_by(Center.id)).all()
        parties = [
            PartyDraft(Side.APPLICANT, "张小三"),
            PartyDraft(Side.APPLICANT, "李四"),
            PartyDraft(Side.APPLICANT, "王五"),
            PartyDraft(Side.RESPONDENT, "和平电器厂", PartyKind.ORGANISATION),
        ]
        trade = named(session, Organisation, STUDIO, center).id
        return {
            "own": make_case(session, center, parties=parties).id,
            "other": make_case(session, center, parties=parties, organisation_id=trade).id,
            "beside": make_case(session, beside, parties=parties).id,
        }


def test_names_are_masked_for_all_outside_the_organisation(open_as, people):
    words = text_of(page_of(open_as(Role.SUPERVISOR), "/cases"))
    assert "张*三、李*等3人" in words
    assert "和平电器厂" in words
    assert "张小三" not in words
    assert "张小三、李四等3人" in text_of(page_of(open_as(Role.MEDIATOR), "/cases"))


def test_a_mediator_finds_nothing_of_another_organisation(open_as, people):
    client = open_as(Role.MEDIATOR)
    for address in (
        "/cases",
        "/cases?q=张小三",
        "/cases?organisation=unstated",
        "/cases?figure=registered&from=2024-01-01&to=2024-12-31",
    ):
        html = page_of(client, address)
        assert set(ids_of(html)) <= {people["own"]}
        assert total_of(html) <= 1
    assert client.get(f"/cases/{people['other']}").status_code == 404
    assert client.get(f"/cases/{people['beside']}?center=QJ").status_code == 404


def test_a_supervisor_sees_below_with_the_center_in_the_link_and_nothing_beside(
    open_as, ledger, people
):
    client = open_as(Role.SUPERVISOR)
    assert total_of(page_of(client, "/cases")) == 2
    with ledger() as session:
        center, beside = session.scalars(select(Center).order_by(Center.id)).all()
        beside.parent_id = center.id
        audit.record(session, Actor.system(center.id), "test.moved")
        session.commit()
    html = page_of(client, "/cases")
    assert total_of(html) == 3
    below = re.search(rf'href="(/cases/{people["beside"]}\?center=QJ)"', html)
    assert below is not None
    assert client.get(below[1]).status_code == 200
    assert total_of(page_of(client, "/cases?center=QJ")) == 1
    assert total_of(page_of(open_as(Role.SUPERVISOR, "QJ"), "/cases")) == 1


def test_administrators_see_no_cases(open_as, people):
    assert open_as(Role.ADMIN).get("/cases").status_code == 403


@pytest.mark.parametrize(
    "address", ["/cases?q=%00", "/cases?type=%00&center=%F0%9F%98%80", "/cases?key=1"]
)
def test_odd_characters_in_the_address_do_no_harm(open_as, people, address):
    assert open_as(Role.SUPERVISOR).get(address, follow_redirects=True).status_code == 200
