"""The policy on one screen: what each role may do, and with whose cases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, make_case, named, open_office
from tracker.domain.vocabulary import Role
from tracker.models import Case, Organisation
from tracker.permissions import (
    ROLE_GRANTS,
    SEES_BELOW,
    Actor,
    Forbidden,
    Permission,
    allows,
    demand,
    may_write,
    sees_personal,
)
from tracker.queries.scope import scope_of
from tracker.services import accounts, cases, dispute_types, organisations
from tracker.services.exports import record_export

P = Permission
CHANGES_ROWS = {
    P.WRITE_CASES,
    P.IMPORT_CASES,
    P.MANAGE_ACCOUNTS,
    P.MANAGE_ORGANISATIONS,
    P.MANAGE_CODE_LISTS,
    P.MANAGE_PAPERS,
    P.MANAGE_SETTINGS,
    P.SET_SUBSIDIES,
    P.UNFREEZE_YEARS,
}
OWN, OTHER, CENTER, BESIDE = 11, 12, 1, 2


def actor(role: Role | None, organisation: int | None = OWN) -> Actor:
    belongs = organisation if role is Role.MEDIATOR else None
    return Actor(CENTER, "somebody", role, 7, belongs)


def holders(permission: Permission) -> set[Role]:
    return {role for role in Role if allows(actor(role), permission)}


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (P.SEE_CASES, {Role.MEDIATOR, Role.SUPERVISOR, Role.CLERK, Role.AUDITOR}),
        (P.WRITE_CASES, {Role.MEDIATOR}),
        (P.REVEAL_PERSONAL, {Role.SUPERVISOR, Role.CLERK}),
        (P.SEE_FIGURES, {Role.MEDIATOR, Role.SUPERVISOR, Role.CLERK, Role.AUDITOR}),
        (P.FREEZE_YEARS, {Role.SUPERVISOR}),
        (P.WRITE_ANNUAL, {Role.CLERK}),
        (P.UNFREEZE_YEARS, {Role.ADMIN}),
        (P.IMPORT_CASES, {Role.CLERK}),
        (P.EXPORT_CASES, {Role.SUPERVISOR, Role.CLERK}),
        (P.EXPORT_UNMASKED, {Role.CLERK}),
        (P.MANAGE_ACCOUNTS, {Role.ADMIN}),
        (P.MANAGE_ORGANISATIONS, {Role.ADMIN}),
        (P.MANAGE_CODE_LISTS, {Role.ADMIN}),
        (P.MANAGE_PAPERS, {Role.ADMIN}),
        (P.SET_SUBSIDIES, {Role.ADMIN}),
        (P.APPROVE_SUBSIDIES, {Role.SUPERVISOR}),
        (P.SET_TARGETS, {Role.SUPERVISOR}),
        (P.CHOOSE_MEANINGS, {Role.CLERK}),
        (P.SEE_TRAIL, {Role.AUDITOR}),
    ],
    ids=lambda value: value.name if isinstance(value, Permission) else "",
)
def test_a_right_is_held_by_these_roles_and_no_others(permission, roles):
    assert holders(permission) == roles


def test_every_right_says_what_it_is_for_and_is_somebodys():
    assert set(ROLE_GRANTS) == set(Role)
    assert all(permission.value and holders(permission) for permission in Permission)


def test_who_judges_writes_nothing():
    for role in (Role.SUPERVISOR, Role.AUDITOR):
        assert not ROLE_GRANTS[role] & CHANGES_ROWS


def test_who_keeps_the_accounts_sees_no_case_and_no_figure():
    assert ROLE_GRANTS[Role.ADMIN] <= CHANGES_ROWS
    assert not ROLE_GRANTS[Role.ADMIN] & {P.SEE_CASES, P.SEE_FIGURES, P.SEE_TRAIL, P.EXPORT_CASES}


def test_seeing_is_not_taking_along():
    """Export is a right of its own, and unmasked export one more."""
    assert holders(P.EXPORT_UNMASKED) < holders(P.EXPORT_CASES) < holders(P.SEE_CASES)


def test_a_right_that_is_lacking_is_refused_by_its_name():
    with pytest.raises(Forbidden, match="IMPORT_CASES"):
        demand(actor(Role.MEDIATOR), P.IMPORT_CASES)
    demand(actor(Role.CLERK), P.IMPORT_CASES)


def test_the_operator_at_the_terminal_may_do_everything_in_the_center():
    operator = Actor.system(CENTER)
    assert all(allows(operator, permission) for permission in Permission)
    assert may_write(operator, CENTER, OTHER)
    assert not may_write(operator, BESIDE, OTHER)
    assert sees_personal(operator, CENTER, OTHER)


@pytest.mark.parametrize(
    ("center", "organisation", "may"),
    [(CENTER, OWN, True), (CENTER, OTHER, False), (CENTER, None, False), (BESIDE, OWN, False)],
)
def test_a_mediator_writes_and_sees_unmasked_the_own_organisations_cases_only(
    center, organisation, may
):
    mediator = actor(Role.MEDIATOR)
    assert may_write(mediator, center, organisation) is may
    assert sees_personal(mediator, center, organisation) is may


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEDIATOR])
def test_nobody_else_writes_a_case_or_sees_its_people_unmasked(role):
    for organisation in (OWN, OTHER, None):
        assert not may_write(actor(role), CENTER, organisation)
        assert not sees_personal(actor(role), CENTER, organisation)


def test_each_role_reaches_its_own_rows(session, center, actors):
    below = open_office(session, "QJ", "虹", parent=center)
    deeper = open_office(session, "HX", "湖", parent=below)
    open_office(session, "WZ", "温")
    centers = {role: scope_of(session, actors[role]).center_ids for role in Role}
    tree = (center.id, *sorted((below.id, deeper.id)))
    assert {role for role in Role if centers[role] == tree} == SEES_BELOW
    assert {role for role in Role if centers[role] == (center.id,)} == set(Role) - SEES_BELOW
    own = scope_of(session, actors[Role.MEDIATOR]).organisation_id
    assert own == actors[Role.MEDIATOR].organisation_id
    assert own is not None


WRITES = {
    "cases": lambda session, who, case: cases.accept(
        session, who, case, date(2024, 3, 6), case.version
    ),
    "accounts": lambda session, who, _case: accounts.add(
        session, who, "新来的", Role.CLERK, "courtyard-2025"
    ),
    "villages": lambda session, who, _case: organisations.add_village(session, who, "新村"),
    "types": lambda session, who, _case: dispute_types.add(
        session, who, "river", dispute_types.TypeDraft("河道")
    ),
    "exports": lambda session, who, _case: record_export(session, who, cases=1, form="xlsx"),
}
ALLOWED = {
    "cases": {Role.MEDIATOR},
    "accounts": {Role.ADMIN},
    "villages": {Role.ADMIN},
    "types": {Role.ADMIN},
    "exports": {Role.SUPERVISOR, Role.CLERK},
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_the_services_ask_once_more(session, center, actors, write, role):
    """Whatever a page forgets, the writer itself refuses."""
    case = make_case(session, center)
    if role in ALLOWED[write]:
        WRITES[write](session, actors[role], case)
        return
    with pytest.raises(Forbidden):
        WRITES[write](session, actors[role], case)
    session.rollback()
    assert session.scalars(select(Case)).one().accepted_on is None


def test_a_mediator_is_refused_another_organisations_case_by_the_service(session, center, actors):
    trade = named(session, Organisation, STUDIO, center).id
    case = make_case(session, center, organisation_id=trade)
    with pytest.raises(Forbidden):
        cases.accept(session, actors[Role.MEDIATOR], case, date(2024, 3, 6), case.version)
