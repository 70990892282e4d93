"""The sample ledger from nothing: center, lists, accounts, then every planned case."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tracker.demo import office as sample
from tracker.demo.annual import write_report
from tracker.demo.frozen import freeze_years
from tracker.demo.life import Office
from tracker.demo.planned import PlannedCase
from tracker.demo.recent import cases_of_these_weeks
from tracker.demo.register_links import link_entries
from tracker.demo.registers import keep_registers
from tracker.demo.subsidies import pay_cases
from tracker.demo.targets import set_targets
from tracker.demo.this_week import fill_the_desk
from tracker.demo.writing import BatchSession, write_cases
from tracker.demo.years import LAST_DAY, cases_of_the_years
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.telling import Tell
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, DisputeType
from tracker.permissions import Actor
from tracker.services import accounts, audit, centers, organisations

COMPLETE = "sample.complete"
"""The last line of the trail: a ledger without it was cut off while it was made."""


def planned_cases(today: date) -> list[PlannedCase]:
    """Everything that is in the sample, in the order in which it came in."""
    cases = [*cases_of_the_years(), *cases_of_these_weeks(today)]
    return sorted(cases, key=lambda case: case.began_on)


def fill(engine: Engine, today: date, tell: Tell) -> None:
    """Write the sample into an empty, migrated ledger, in one transaction."""
    if today <= LAST_DAY:
        raise Refused(
            Problem(
                "",
                N_("The sample ledger needs a date after %(day)s: please check the clock."),
                {"day": LAST_DAY},
            )
        )
    with BatchSession(engine) as session:
        office = open_office(session)
        write_cases(session, office, planned_cases(today), tell)
        fill_the_desk(session, office, today)
        pay_cases(session, office.center.id, today)
        set_targets(session, office, today)
        keep_registers(session, office)
        link_entries(session, office)
        freeze_years(session, office)
        write_report(session, office)
        audit.record(session, next(iter(office.actors.values())), COMPLETE)
        session.commit()


def is_complete(session: Session) -> bool:
    return session.scalar(select(AuditLine.id).where(AuditLine.action == COMPLETE)) is not None


def open_office(session: Session) -> Office:
    """The center with its lists and accounts."""
    center = centers.open_center(session, sample.CODE, sample.NAME, sample.SHORT, is_sample=True)
    actor = Actor.system(center.id)
    desks = {
        key: organisations.add_organisation(session, actor, name, kind).id
        for key, (name, kind) in sample.ORGANISATIONS.items()
    }
    mediators = {
        one.name: organisations.add_mediator(
            session, actor, one.name, desks[one.organisation], one.resident
        ).id
        for one in sample.ROSTER
    }
    villages = {
        name: organisations.add_village(session, actor, name).id for name in sample.VILLAGES
    }
    actors = {
        one.name: Actor(center.id, one.name, Role.MEDIATOR, None, desks[one.organisation])
        for one in sample.ROSTER
    }
    actors[sample.DESK] = _open_accounts(session, actor, desks, mediators)
    types = select(DisputeType.code, DisputeType.id).where(DisputeType.center_id == center.id)
    return Office(
        center=center,
        organisations=desks,
        mediators=mediators,
        villages=villages,
        dispute_types={row.code: row.id for row in session.execute(types)},
        actors=actors,
    )


def _open_accounts(
    session: Session, operator: Actor, desks: dict[str, int], mediators: dict[str, int]
) -> Actor:
    """One account a role; the mediator's own is handed back as who writes."""
    desk = next(one for one in sample.ROSTER if one.name == sample.DESK)
    made = {}
    for one in sample.ACCOUNTS:
        mediates = one.role is Role.MEDIATOR
        made[one.role] = accounts.add(
            session,
            operator,
            one.name,
            one.role,
            one.password,
            organisation_id=desks[desk.organisation] if mediates else None,
            mediator_id=mediators[desk.name] if mediates else None,
        )
    own = made[Role.MEDIATOR]
    return Actor(own.center_id, own.name, own.role, own.id, own.organisation_id)
