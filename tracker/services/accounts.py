"""Accounts: added, changed, disabled. Signing in stands in ``services/sign_in.py``."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Role
from tracker.models import Account, Mediator
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.services import audit, passwords
from tracker.services.organisations import organisation_problems

MAX_NAME = 100
MIN_PASSWORD, MAX_PASSWORD = 10, 1000


def add(
    session: Session,
    actor: Actor,
    name: str,
    role: Role,
    password: str,
    organisation_id: int | None = None,
    mediator_id: int | None = None,
) -> Account:
    """A new account in the actor's center."""
    demand(actor, Permission.MANAGE_ACCOUNTS)
    name = name.strip()
    problems = [
        *_name_problems(session, actor.center_id, name),
        *_place_problems(session, actor.center_id, role, organisation_id, mediator_id),
        *check_password(name, password),
    ]
    if problems:
        raise Refused(*problems)
    account = Account(
        center_id=actor.center_id,
        name=name,
        password_hash=passwords.hashed(password),
        created_at=clock.now(),
    )
    _place(account, role, organisation_id, mediator_id)
    session.add(account)
    audit.record(session, actor, "account.add", account, changes=audit.first_values(account))
    return account


def change(
    session: Session,
    actor: Actor,
    account: Account,
    role: Role,
    organisation_id: int | None,
    mediator_id: int | None,
) -> None:
    """Another role or organisation; running sessions see it at once."""
    _demand_own(actor, account)
    problems = _place_problems(session, account.center_id, role, organisation_id, mediator_id)
    if account.id == actor.account_id and role is not account.role:
        problems.append(Problem("role", N_("You cannot change the role of your own account.")))
    if problems:
        raise Refused(*problems)
    _place(account, role, organisation_id, mediator_id)
    if changes := audit.changes_of(account):
        audit.record(session, actor, "account.change", account, changes=changes)


def set_active(session: Session, actor: Actor, account: Account, active: bool) -> None:
    """Disable or enable; disabling ends the account's sessions."""
    _demand_own(actor, account)
    if not active and account.id == actor.account_id:
        raise Refused(Problem("", N_("You cannot disable your own account.")))
    if account.active == active:
        return
    account.active = active
    account.session_epoch += 1
    audit.record(session, actor, "account.enable" if active else "account.disable", account)


def set_password(session: Session, actor: Actor, account: Account, password: str) -> None:
    """A new password, by the holder or by who manages accounts; other sessions end."""
    if actor.account_id != account.id or actor.center_id != account.center_id:
        _demand_own(actor, account)
    if problems := check_password(account.name, password):
        raise Refused(*problems)
    account.password_hash = passwords.hashed(password)
    account.session_epoch += 1
    audit.record(session, actor, "account.password", account)


def find(session: Session, center_id: int, name: str) -> Account | None:
    """The account of that very name in the center."""
    return session.scalar(
        select(Account).where(Account.center_id == center_id, Account.name == name.strip())
    )


def check_password(name: str, password: str) -> list[Problem]:
    """At least ten characters of two kinds, and not with the name in it."""
    kinds = sum(
        (
            any(c.isdigit() for c in password),
            any(c.isalpha() for c in password),
            any(not c.isalnum() for c in password),
        )
    )
    if len(password) < MIN_PASSWORD or kinds < 2:
        return [
            Problem(
                "password",
                N_("A password has at least %(least)s characters, letters and digits or signs."),
                {"least": MIN_PASSWORD},
            )
        ]
    if len(password) > MAX_PASSWORD:
        return [
            Problem(
                "password",
                N_("A password has at most %(most)s characters."),
                {"most": MAX_PASSWORD},
            )
        ]
    if len(name) > 1 and name.lower() in password.lower():
        return [Problem("password", N_("The password must not contain the name."))]
    return []


def _place(
    account: Account, role: Role, organisation_id: int | None, mediator_id: int | None
) -> None:
    """Only a mediator's account belongs to an organisation and to somebody on the roster."""
    mediates = role is Role.MEDIATOR
    account.role = role
    account.organisation_id = organisation_id if mediates else None
    account.mediator_id = mediator_id if mediates else None


def _place_problems(
    session: Session,
    center_id: int,
    role: Role,
    organisation_id: int | None,
    mediator_id: int | None,
) -> list[Problem]:
    if role is not Role.MEDIATOR:
        return []
    if organisation_id is None:
        return [Problem("organisation", N_("A mediator's account needs an organisation."))]
    problems = organisation_problems(session, center_id, organisation_id)
    if mediator_id is not None and session.get(Mediator, (center_id, mediator_id)) is None:
        problems.append(Problem("mediator", N_("Please choose an entry of the list.")))
    return problems


def _name_problems(session: Session, center_id: int, name: str) -> list[Problem]:
    if not name or "@" in name or len(name) > MAX_NAME or not name.isprintable():
        return [
            Problem(
                "name",
                N_("Please enter a name without @, at most %(most)s characters."),
                {"most": MAX_NAME},
            )
        ]
    if find(session, center_id, name):
        return [Problem("name", N_("This name is already used."))]
    return []


def _demand_own(actor: Actor, account: Account) -> None:
    demand(actor, Permission.MANAGE_ACCOUNTS)
    if account.center_id != actor.center_id:
        raise Forbidden("another center's account")
