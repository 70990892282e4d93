"""Targets of a year: set, changed, removed, and copied from the year before.

Whoever writes holds the center's clock first: two people never set the same target twice, and a
change is made to the target that was looked at, or not at all.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.targets import TARGETED, TargetDraft, check_target, check_value
from tracker.models import Target
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Permission, demand
from tracker.queries.targets import to_copy
from tracker.services import audit
from tracker.services.checks import refuse_if
from tracker.services.organisations import organisation_problems

THERE = N_("There is a target of this figure for %(year)s already; change that one.")
GONE = N_("Somebody has removed this target meanwhile.")
CHANGED = N_("Somebody has changed this target meanwhile. Please look at it again.")
NOTHING = N_("There is no target of %(year)s that could be copied.")


def add(session: Session, actor: Actor, draft: TargetDraft) -> Target:
    """Raises Refused for what is no target, another center's organisation, and a second one."""
    _begin(session, actor)
    refuse_if(check_target(draft))
    unknown = organisation_problems(session, actor.center_id, draft.organisation_id)
    refuse_if(Problem("organisation_id", one.message) for one in unknown)
    if _find(session, actor.center_id, draft) is not None:
        raise Refused(Problem("figure", THERE, {"year": draft.year}))
    row = Target(
        center_id=actor.center_id,
        organisation_id=draft.organisation_id,
        year=draft.year,
        figure=draft.figure,
        value=TARGETED[draft.figure].scale.read(draft.value),
    )
    session.add(row)
    _record(session, actor, "target.set", row, [None, _written(row)])
    return row


def change(session: Session, actor: Actor, target_id: int, value: str, version: int) -> Target:
    """``version`` is that of the target that was looked at."""
    row = _open(session, actor, target_id, version)
    refuse_if(check_value(row.figure, value))
    before = _written(row)
    row.value = TARGETED[row.figure].scale.read(value)
    if session.is_modified(row):
        _record(session, actor, "target.change", row, [before, _written(row)])
    return row


def remove(session: Session, actor: Actor, target_id: int, version: int) -> None:
    row = _open(session, actor, target_id, version)
    _record(session, actor, "target.remove", row, [_written(row), None])
    session.delete(row)


def copy_year(session: Session, actor: Actor, year: int) -> int:
    """Set what the year before had and this one lacks; how many that are."""
    _begin(session, actor)
    refuse_if(check_target(TargetDraft(year, next(iter(TARGETED)), "0")))
    found = to_copy(session, actor.center_id, year)
    if not found:
        raise Refused(Problem("", NOTHING, {"year": year - 1}))
    session.add_all(
        Target(
            center_id=one.center_id,
            organisation_id=one.organisation_id,
            year=year,
            figure=one.figure,
            value=one.value,
        )
        for one in found
    )
    audit.record(session, actor, "target.copy", changes={"year": year, "added": len(found)})
    return len(found)


def record_export(session: Session, actor: Actor, center: str, year: int, form: str) -> None:
    """The audit line of targets that were taken along."""
    demand(actor, Permission.EXPORT_CASES)
    said = {"center": center, "year": year, "format": form}
    audit.record(session, actor, "target.export", changes=said)


def _begin(session: Session, actor: Actor) -> None:
    demand(actor, Permission.SET_TARGETS)
    hold_clock(session, actor.center_id)


def _open(session: Session, actor: Actor, target_id: int, version: int) -> Target:
    """The target as it stands now; only the own center's can be found."""
    _begin(session, actor)
    key = (actor.center_id, target_id)
    row = session.get(Target, key, populate_existing=True)
    if row is None:
        raise Refused(Problem("", GONE))
    if row.version != version:
        raise Refused(Problem("", CHANGED))
    return row


def _find(session: Session, center_id: int, draft: TargetDraft) -> int | None:
    return session.scalar(
        select(Target.id).where(
            Target.center_id == center_id,
            Target.organisation_id.is_not_distinct_from(draft.organisation_id),
            Target.year == draft.year,
            Target.figure == draft.figure,
        )
    )


def _written(row: Target) -> str:
    return TARGETED[row.figure].scale.written(row.value)


def _record(
    session: Session, actor: Actor, action: str, row: Target, target: list[str | None]
) -> None:
    """Which target it was stands beside what became of it."""
    said = {"year": row.year, "figure": row.figure, "target": target}
    if row.organisation_id is not None:
        said["organisation_id"] = row.organisation_id
    audit.record(session, actor, action, row, changes=said)
