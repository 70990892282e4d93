"""The lists of who mediates and where: organisations, mediators, villages.

Nothing is ever deleted, because old cases name it. What is out of use is set inactive: it is no
longer offered for new cases, everything else about it stays.
"""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import OrganisationKind
from tracker.models import Mediator, Organisation, Village
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.services import audit

Listed: TypeAlias = Organisation | Mediator | Village
Row = TypeVar("Row", Organisation, Mediator, Village)
MAX_NAME = 100
NOUNS: dict[type[Listed], str] = {
    Organisation: "organisation",
    Mediator: "mediator",
    Village: "village",
}


def add_organisation(
    session: Session, actor: Actor, name: str, kind: OrganisationKind
) -> Organisation:
    return _add(session, actor, Organisation(center_id=actor.center_id, name=name, kind=kind))


def change_organisation(
    session: Session, actor: Actor, row: Organisation, name: str, kind: OrganisationKind
) -> None:
    _check(session, actor, row, name)
    row.name, row.kind = name.strip(), kind
    _record_change(session, actor, row)


def add_mediator(
    session: Session,
    actor: Actor,
    name: str,
    organisation_id: int | None = None,
    resident: bool = False,
) -> Mediator:
    """Somebody on the roster; ``resident`` mediators sit at the center."""
    row = Mediator(
        center_id=actor.center_id, name=name, organisation_id=organisation_id, resident=resident
    )
    return _add(session, actor, row)


def change_mediator(
    session: Session,
    actor: Actor,
    row: Mediator,
    name: str,
    organisation_id: int | None,
    resident: bool,
) -> None:
    _check(session, actor, row, name, organisation_id)
    row.name, row.organisation_id, row.resident = name.strip(), organisation_id, resident
    _record_change(session, actor, row)


def add_village(session: Session, actor: Actor, name: str) -> Village:
    return _add(session, actor, Village(center_id=actor.center_id, name=name))


def change_village(session: Session, actor: Actor, row: Village, name: str) -> None:
    _check(session, actor, row, name)
    row.name = name.strip()
    _record_change(session, actor, row)


def set_active(session: Session, actor: Actor, row: Listed, active: bool) -> None:
    """Offer it for new cases, or no longer."""
    _demand_own(actor, row)
    if row.active != active:
        row.active = active
        verb = "activate" if active else "deactivate"
        audit.record(session, actor, f"{NOUNS[type(row)]}.{verb}", row)


def find_organisation(session: Session, center_id: int, name: str) -> Organisation | None:
    """The organisation of that very name, active or not."""
    return session.scalar(
        select(Organisation).where(
            Organisation.center_id == center_id, Organisation.name == name.strip()
        )
    )


def organisation_problems(
    session: Session, center_id: int, organisation_id: int | None
) -> list[Problem]:
    """An organisation that is chosen is one of the center's."""
    if organisation_id is None:
        return []
    with session.no_autoflush:
        found = session.get(Organisation, (center_id, organisation_id))
    return [] if found else [Problem("organisation", N_("Please choose an entry of the list."))]


def _add(session: Session, actor: Actor, row: Row) -> Row:
    _check(session, actor, row, row.name, getattr(row, "organisation_id", None))
    row.name = row.name.strip()
    session.add(row)
    audit.record(session, actor, f"{NOUNS[type(row)]}.add", row, changes=audit.first_values(row))
    return row


def _check(
    session: Session, actor: Actor, row: Listed, name: str, organisation_id: int | None = None
) -> None:
    """Raise Refused with everything that is wrong with the name and the organisation."""
    _demand_own(actor, row)
    problems = [
        *_name_problems(session, row, name.strip()),
        *organisation_problems(session, actor.center_id, organisation_id),
    ]
    if problems:
        raise Refused(*problems)


def _name_problems(session: Session, row: Listed, name: str) -> list[Problem]:
    if not name or len(name) > MAX_NAME:
        return [
            Problem(
                "name",
                N_("Please enter a name of at most %(most)s characters."),
                {"most": MAX_NAME},
            )
        ]
    model = type(row)
    with session.no_autoflush:
        taken = session.scalar(
            select(model.id).where(
                model.center_id == row.center_id, model.name == name, model.id != (row.id or 0)
            )
        )
    return [Problem("name", N_("This name is already used."))] if taken else []


def _record_change(session: Session, actor: Actor, row: Listed) -> None:
    if changes := audit.changes_of(row):
        audit.record(session, actor, f"{NOUNS[type(row)]}.change", row, changes=changes)


def _demand_own(actor: Actor, row: Listed) -> None:
    demand(actor, Permission.MANAGE_ORGANISATIONS)
    if row.center_id != actor.center_id:
        raise Forbidden("another center's list")
