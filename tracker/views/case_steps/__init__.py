"""Every step of a case, in the order of its life; a new one is declared in one of these modules."""

from __future__ import annotations

from tracker.models import Case
from tracker.permissions import Actor, may_write
from tracker.views.case_steps import afterwards, life, performance
from tracker.views.case_steps.step import Step

STEPS: tuple[Step, ...] = (*life.STEPS, *performance.STEPS, *afterwards.STEPS)


def possible_steps(case: Case, actor: Actor) -> list[Step]:
    """What this person can do with the case now, the next step first; not what a row offers."""
    if not may_write(actor, case.center_id, case.organisation_id):
        return []
    return [step for step in STEPS if step.rows is None and step.is_possible(case)]
