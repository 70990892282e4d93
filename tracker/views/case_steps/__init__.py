"""Every step of a case, in the order of its life; a new one is declared in one of these modules."""

from __future__ import annotations

from tracker.models import Case
from tracker.permissions import Actor, may_help, may_write
from tracker.views.case_steps import (
    afterwards,
    agreements,
    archive,
    attachments,
    life,
    links,
    performance,
    sessions,
)
from tracker.views.case_steps.step import Step

STEPS: tuple[Step, ...] = (
    *life.STEPS,
    *sessions.STEPS,
    *agreements.STEPS,
    *performance.STEPS,
    *afterwards.STEPS,
    *attachments.STEPS,
    *links.STEPS,
    *archive.STEPS,
)


def possible_steps(case: Case, actor: Actor) -> list[Step]:
    """What this person can do with the case now, the next step first; not what a row offers."""
    leads = may_write(actor, case.center_id, case.organisation_id)
    if not may_help(actor, case.center_id, case.organisation_id, case.helper_ids):
        return []
    return [
        step
        for step in STEPS
        if step.rows is None and (leads or step.by_helpers) and step.is_possible(case)
    ]


def steps_of(case: Case, actor: Actor) -> list[str]:
    """The same as addresses behind that of the case, with those of each record."""
    found = [step.path for step in possible_steps(case, actor)]
    leads = may_write(actor, case.center_id, case.organisation_id)
    if not (leads or may_help(actor, case.center_id, case.organisation_id, case.helper_ids)):
        return found
    for step in STEPS:
        if step.rows is not None and (leads or step.by_helpers):
            rows = [row for row in step.rows.of(case) if step.is_possible(case, row)]
            found += [f"{step.rows.path}/{row.id}/{step.verb}" for row in rows]
    return found
