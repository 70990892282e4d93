"""``tracker user …``: accounts at the terminal, above all the first one."""

from __future__ import annotations

import json
import sys

import click

from tracker.cli.context import (
    WrongUse,
    center_option,
    chosen_center,
    operator,
    reads_ledger,
    with_ledger,
)
from tracker.cli.words import say, sentence
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.formatting import moment, word
from tracker.models import Account
from tracker.queries import office
from tracker.services import accounts, organisations

ROLES = {role.value: role for role in Role}
password_option = click.option(
    "--password-stdin",
    is_flag=True,
    help=N_("Read the password from the first line of the input instead of asking for it."),
)


@click.group(help=N_("Add, list and disable accounts, set passwords."))
def user() -> None:
    pass


@user.command(help=N_("Add an account; the password is asked for twice."))
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(list(ROLES)))
@center_option
@click.option(
    "--organisation", metavar="NAME", help=N_("The organisation of a mediator, by its full name.")
)
@password_option
@with_ledger
def add(
    name: str, role: str, center_code: str | None, organisation: str | None, password_stdin: bool
) -> None:
    center = chosen_center(center_code)
    organisation_id = _organisation(center.id, ROLES[role], organisation)
    accounts.add(
        db.session(),
        operator(center),
        name,
        ROLES[role],
        _asked_password(password_stdin),
        organisation_id,
    )
    db.session.commit()
    say(
        N_("Account %(name)s is added: %(role)s, center %(center)s."),
        name=name,
        role=word(ROLES[role]),
        center=center.code,
    )


@user.command("list", help=N_("List the accounts of a center."))
@center_option
@click.option("--json", "as_json", is_flag=True, help=N_("For programs."))
@reads_ledger
def list_accounts(center_code: str | None, as_json: bool) -> None:
    lines = office.accounts(db.session(), chosen_center(center_code).id)
    if as_json:
        click.echo(
            json.dumps(
                [
                    {
                        "name": line.name,
                        "role": line.role.value,
                        "organisation": line.organisation,
                        "active": line.active,
                        "signed_in_at": line.signed_in_at and line.signed_in_at.isoformat(),
                    }
                    for line in lines
                ],
                ensure_ascii=False,
            )
        )
        return
    for line in lines:
        state = sentence(N_("in use")) if line.active else sentence(N_("disabled"))
        parts = (
            line.name,
            word(line.role),
            line.organisation or "—",
            state,
            moment(line.signed_in_at),
        )
        click.echo("\t".join(parts))


@user.command(help=N_("Disable an account; whoever uses it is signed out at once."))
@click.argument("name")
@center_option
@with_ledger
def disable(name: str, center_code: str | None) -> None:
    _set_active(name, center_code, active=False)
    say(N_("Account %(name)s is disabled."), name=name)


@user.command(help=N_("Enable a disabled account."))
@click.argument("name")
@center_option
@with_ledger
def enable(name: str, center_code: str | None) -> None:
    _set_active(name, center_code, active=True)
    say(N_("Account %(name)s is enabled."), name=name)


@user.command(help=N_("Set a new password; sessions with the old one end at once."))
@click.argument("name")
@center_option
@password_option
@with_ledger
def password(name: str, center_code: str | None, password_stdin: bool) -> None:
    center = chosen_center(center_code)
    account = _known(center.id, name)
    accounts.set_password(db.session(), operator(center), account, _asked_password(password_stdin))
    db.session.commit()
    say(N_("Account %(name)s has a new password."), name=name)


def _set_active(name: str, center_code: str | None, *, active: bool) -> None:
    center = chosen_center(center_code)
    accounts.set_active(db.session(), operator(center), _known(center.id, name), active)
    db.session.commit()


def _known(center_id: int, name: str) -> Account:
    account = accounts.find(db.session(), center_id, name)
    if account is None:
        raise WrongUse(
            sentence(N_("There is no account %(name)s; see: tracker user list"), name=name)
        )
    return account


def _organisation(center_id: int, role: Role, name: str | None) -> int | None:
    if name is None:
        return None
    if role is not Role.MEDIATOR:
        raise WrongUse(sentence(N_("Only a mediator's account has an --organisation.")))
    found = organisations.find_organisation(db.session(), center_id, name)
    if found is None:
        raise WrongUse(sentence(N_("There is no organisation %(name)s in this center."), name=name))
    return found.id


def _asked_password(from_stdin: bool) -> str:
    """From the input, or typed twice without being shown. Nothing is held while somebody types."""
    db.session.rollback()
    if from_stdin:
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise WrongUse(sentence(N_("The input holds no password.")))
        return line
    if not sys.stdin.isatty():
        raise WrongUse(
            sentence(N_("There is no terminal to ask for the password; use --password-stdin."))
        )
    asked: str = click.prompt(sentence(N_("Password")), hide_input=True, confirmation_prompt=True)
    return asked
