"""Accounts, their passwords, and signing in."""

import pytest
from sqlalchemy import select

from tests.factories import PASSWORD, TOWN, named, open_office
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import Account, AuditLine, Mediator, Organisation
from tracker.permissions import Forbidden
from tracker.services import accounts, sign_in


def refused_fields(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.field for problem in refused.value.problems]


def enter(session, name, password):
    return sign_in.sign_in(session, sign_in.attempt(session, name, password), password)


def actions(session) -> list[str]:
    return list(session.scalars(select(AuditLine.action).order_by(AuditLine.id)))


@pytest.fixture
def admin(actors):
    return actors[Role.ADMIN]


def test_a_new_account_can_sign_in_and_the_trail_says_who_added_it(session, center, admin):
    town = named(session, Organisation, TOWN)
    account = accounts.add(session, admin, " 陈静 ", Role.MEDIATOR, "spring-2024", town.id)
    session.commit()
    assert enter(session, "陈静", "spring-2024") is account
    line = session.scalars(select(AuditLine).where(AuditLine.action == "account.add")).one()
    assert line.actor_name == "admin"
    assert line.changes["name"] == [None, "陈静"]
    assert "spring-2024" not in str(line.changes)
    assert "argon2" not in str(line.changes)


def test_everything_wrong_with_an_account_is_said_at_once(session, admin):
    with pytest.raises(Refused) as refused:
        accounts.add(session, admin, "a@b", Role.MEDIATOR, "short")
    assert refused_fields(refused) == ["name", "organisation", "password"]


@pytest.mark.parametrize("name", ["", "  ", "a@b", "x" * 101, "a\x00b", "a\nb"])
def test_names_that_cannot_be_typed_or_told_apart_are_refused(session, admin, name):
    with pytest.raises(Refused) as refused:
        accounts.add(session, admin, name, Role.CLERK, PASSWORD)
    assert refused_fields(refused) == ["name"]


@pytest.mark.parametrize(
    "password",
    ["", "short-1", "onlyletters", "1234567890", "----------", "Clerk2-2024", "x1" * 501],
)
def test_weak_passwords_are_refused(session, admin, password):
    with pytest.raises(Refused) as refused:
        accounts.add(session, admin, "clerk2", Role.CLERK, password)
    assert refused_fields(refused) == ["password"]


@pytest.mark.parametrize("password", ["letters and 1", "12345-67890", "柳树成荫二零二四年春天-好"])
def test_passwords_of_two_kinds_are_taken(session, admin, password):
    assert accounts.add(session, admin, "somebody", Role.CLERK, password).password_hash


def test_a_name_is_used_once_in_a_center_and_again_in_another(session, center, admin):
    with pytest.raises(Refused):
        accounts.add(session, admin, "clerk", Role.CLERK, PASSWORD)
    other = open_office(session, "QJ", "虹")
    assert accounts.find(session, other.id, "clerk") is not None


def test_only_a_mediators_account_keeps_an_organisation(session, center, admin):
    town = named(session, Organisation, TOWN)
    person = named(session, Mediator, "吴和平")
    account = accounts.add(session, admin, "new", Role.MEDIATOR, PASSWORD, town.id, person.id)
    assert (account.organisation_id, account.mediator_id) == (town.id, person.id)
    accounts.change(session, admin, account, Role.CLERK, town.id, person.id)
    assert (account.organisation_id, account.mediator_id) == (None, None)


def test_organisations_and_mediators_of_another_center_cannot_be_given(session, center, admin):
    other = open_office(session, "QJ", "虹")
    town = named(session, Organisation, TOWN, other)
    person = named(session, Mediator, "吴和平", other)
    own = named(session, Organisation, TOWN, center)
    with pytest.raises(Refused):
        accounts.add(session, admin, "new", Role.MEDIATOR, PASSWORD, town.id)
    with pytest.raises(Refused):
        accounts.add(session, admin, "new", Role.MEDIATOR, PASSWORD, own.id, person.id)


def test_an_administrator_reaches_no_account_of_another_center(session, center, admin):
    other = open_office(session, "QJ", "虹")
    account = accounts.find(session, other.id, "clerk")
    for act in (
        lambda: accounts.set_active(session, admin, account, False),
        lambda: accounts.set_password(session, admin, account, "another-2024"),
        lambda: accounts.change(session, admin, account, Role.AUDITOR, None, None),
    ):
        with pytest.raises(Forbidden):
            act()


def test_nobody_but_the_administrator_manages_accounts(session, center, actors):
    account = accounts.find(session, center.id, "clerk")
    for role, actor in actors.items():
        if role is Role.ADMIN:
            continue
        with pytest.raises(Forbidden):
            accounts.add(session, actor, "new", Role.CLERK, PASSWORD)
        with pytest.raises(Forbidden):
            accounts.set_active(session, actor, account, False)


def test_an_administrator_cannot_lock_the_last_door_behind_oneself(session, center, admin):
    own = session.get(Account, (center.id, admin.account_id))
    with pytest.raises(Refused):
        accounts.set_active(session, admin, own, False)
    with pytest.raises(Refused):
        accounts.change(session, admin, own, Role.CLERK, None, None)


def test_a_change_without_difference_leaves_no_line(session, center, admin):
    account = accounts.find(session, center.id, "clerk")
    before = actions(session)
    accounts.change(session, admin, account, Role.CLERK, None, None)
    accounts.set_active(session, admin, account, True)
    assert actions(session) == before


def test_disabling_and_a_new_password_end_the_sessions(session, center, admin):
    account = accounts.find(session, center.id, "clerk")
    keys = [account.get_id()]
    accounts.set_password(session, admin, account, "another-2024")
    keys.append(account.get_id())
    accounts.set_active(session, admin, account, False)
    keys.append(account.get_id())
    assert len(set(keys)) == 3


def test_one_may_change_ones_own_password_without_managing_accounts(session, center, actors):
    clerk = session.get(Account, (center.id, actors[Role.CLERK].account_id))
    accounts.set_password(session, actors[Role.CLERK], clerk, "another-2024")
    assert enter(session, "clerk", "another-2024") is clerk


def test_wrong_password_disabled_account_and_unknown_name_get_the_same_answer(
    session, center, admin
):
    accounts.set_active(session, admin, accounts.find(session, center.id, "auditor"), False)
    session.commit()
    said: set[str] = set()
    for name, password in (
        ("clerk", "not-the-password"),
        ("auditor", PASSWORD),
        ("nobody", PASSWORD),
        ("clerk@XX", PASSWORD),
        ("", ""),
    ):
        with pytest.raises(Refused) as refused:
            enter(session, name, password)
        said.add(refused.value.problems[0].message)
    assert len(said) == 1
    assert actions(session).count("account.sign_in_refused") == 4


def test_what_was_typed_as_an_unknown_name_is_not_kept(session, center):
    with pytest.raises(Refused):
        enter(session, PASSWORD, "clerk")
    line = session.scalars(
        select(AuditLine).where(AuditLine.action == "account.sign_in_refused")
    ).one()
    assert (line.actor_name, line.subject_id) == ("?", None)


def test_a_name_of_several_centers_is_told_apart_by_the_centers_code(session, center):
    other = open_office(session, "QJ", "虹")
    assert enter(session, "clerk@QJ", PASSWORD).center_id == other.id
    with pytest.raises(Refused) as ambiguous:
        enter(session, "clerk", PASSWORD)
    with pytest.raises(Refused) as unknown:
        enter(session, "nobody", PASSWORD)
    assert str(ambiguous.value) == str(unknown.value)
    assert "@" in str(unknown.value)


def test_an_account_that_was_disabled_meanwhile_does_not_get_in(session, center, admin):
    tried = sign_in.attempt(session, "clerk", PASSWORD)
    accounts.set_active(session, admin, accounts.find(session, center.id, "clerk"), False)
    session.commit()
    with pytest.raises(Refused):
        sign_in.sign_in(session, tried, PASSWORD)
