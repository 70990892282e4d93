"""Who may write a case and take its steps, and who finds it at all."""

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, make_case, named
from tests.views.cases.steps import STEPS
from tracker.domain.vocabulary import Role
from tracker.models import Center, Organisation


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEDIATOR])
def test_other_roles_write_no_case(open_as, case_id, role):
    browser = open_as(role)
    for page in ("/cases/new", f"/cases/{case_id}/edit"):
        assert browser.get(page).status_code == 403
        assert browser.post(page, data={"summary": "x"}).status_code == 403


def test_a_mediator_finds_only_cases_of_the_own_organisation_and_center(mediator, ledger, office):
    with ledger() as session:
        here = session.get(Center, office)
        away = session.scalars(select(Center).where(Center.code == "QJ")).one()
        trade = make_case(session, here, organisation_id=_other_organisation(session, here))
        foreign = make_case(session, away)
        addresses = [f"/cases/{trade.id}", f"/cases/{foreign.id}", f"/cases/{foreign.id}?center=QJ"]
    for address in addresses:
        path, _, query = address.partition("?")
        assert mediator.get(address).status_code == 404
        assert mediator.get(f"{path}/edit?{query}").status_code == 404
        assert mediator.post(f"{path}/edit?{query}", data={}).status_code == 404


def test_an_id_no_database_can_hold_is_not_found(mediator):
    assert mediator.get(f"/cases/{10**40}").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEDIATOR])
def test_other_roles_take_no_step_and_are_offered_none(open_as, closed, look, role):
    before = look(lambda case: case.version)
    browser = open_as(role)
    for step in STEPS:
        assert browser.get(f"/cases/{closed}/{step}").status_code == 403
        sent = {"version": str(before), "reason": "x"}
        assert browser.post(f"/cases/{closed}/{step}", data=sent).status_code == 403
    page = browser.get(f"/cases/{closed}")
    assert not any(f"/cases/{closed}/{step}" in page.text for step in STEPS)
    assert look(lambda case: case.version) == before


def test_cases_of_another_organisation_or_center_are_not_found(mediator, ledger, office):
    with ledger() as session:
        here = session.get(Center, office)
        away = session.scalars(select(Center).where(Center.code == "QJ")).one()
        studio = named(session, Organisation, STUDIO, here).id
        other = make_case(session, here, organisation_id=studio)
        foreign = make_case(session, away)
        paths = [f"/cases/{other.id}/{step}" for step in STEPS]
        paths += [f"/cases/{foreign.id}/{step}?center=QJ" for step in STEPS]
    for path in paths:
        assert mediator.get(path).status_code == 404
        assert mediator.post(path, data={"version": "1", "reason": "x"}).status_code == 404


def _other_organisation(session, center):
    return named(session, Organisation, STUDIO, center).id
