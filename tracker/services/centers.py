"""A center comes with its lists: the dispute types of the ministry's form, and common disputes."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.time_limits import CenterSettings, check_settings
from tracker.models import Center, DisputeType
from tracker.models.keys import next_id
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit, case_templates
from tracker.services.checks import refuse_if


def open_center(
    session: Session,
    code: str,
    name: str,
    short_name: str,
    parent: Center | None = None,
    is_sample: bool = False,
) -> Center:
    """A new center with the standard lists; its first audit line says so."""
    code, name, short_name = code.strip(), name.strip(), short_name.strip()
    if not (code and name and short_name):
        raise Refused(Problem("", N_("A center needs a code, a name and a short name.")))
    if session.scalar(select(Center.id).where(Center.code == code)):
        raise Refused(Problem("code", N_("This center code is already used.")))
    center = Center(
        code=code,
        name=name,
        short_name=short_name,
        is_sample=is_sample,
        parent_id=parent.id if parent else None,
    )
    session.add(center)
    session.flush()
    actor = Actor.system(center.id)
    audit.record(session, actor, "center.open", changes={"name": [None, name]})
    add_standard_types(session, actor, center)
    case_templates.add_standard(session, actor, center)
    return center


def change_settings(session: Session, actor: Actor, settings: CenterSettings) -> None:
    """The actor's own center. What was accepted before keeps its due date."""
    demand(actor, Permission.MANAGE_SETTINGS)
    refuse_if(check_settings(settings))
    center = session.get_one(Center, actor.center_id)
    changes = {
        name: [before, after]
        for name, after in asdict(settings).items()
        if (before := getattr(center, name)) != after
    }
    for name, (_before, after) in changes.items():
        setattr(center, name, after)
    if changes:
        audit.record(session, actor, "center.change", changes=changes)


def add_standard_types(session: Session, actor: Actor, center: Center) -> int:
    """Add the standard dispute types that the center lacks; how many were added."""
    demand(actor, Permission.MANAGE_CODE_LISTS)
    known = {
        one.code: one
        for one in session.scalars(select(DisputeType).where(DisputeType.center_id == center.id))
    }
    added = 0
    for position, (code, name, parent) in enumerate(STANDARD_TYPES):
        if code in known:
            continue
        known[code] = DisputeType(
            center_id=center.id,
            id=next_id(session, center.id),  # the children name it before it is written
            code=code,
            name=name,
            position=position,
            parent_id=known[parent].id if parent else None,
        )
        session.add(known[code])
        added += 1
    if added:
        audit.record(session, actor, "dispute_type.add_standard", changes={"added": [0, added]})
    return added
