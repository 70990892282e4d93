"""The file of a case goes into the archive 归档, and out of it again for a reason.

What is archived is not changed: ``case_writing.open_for_writing`` refuses every other step.
"""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.afterwards import UNDECIDED
from tracker.domain.archive import Archiving, problems_of_archiving
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Status
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services.case_writing import demand_status, open_as_it_is, open_for_writing, written
from tracker.services.checks import refuse_if, stated, too_long


def archive(session: Session, actor: Actor, case: Case, draft: Archiving, version: int) -> Case:
    open_for_writing(actor, case, version)
    demand_status(case, Status.CLOSED)
    if any(one.result is None for one in case.confirmations):
        raise Refused(Problem("", UNDECIDED))
    values = asdict(draft) | {"archived_by": stated(draft.archived_by, "archived_by")}
    refuse_if(
        [*problems_of_archiving(case, draft.archived_on, clock.today()), *too_long(Case, values)]
    )
    for name, value in values.items():
        setattr(case, name, value)
    return written(session, actor, case, "case.archive")


def take_out(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """Back on the desk: something has to be added or put right."""
    open_as_it_is(actor, case, version)
    if case.archived_on is None:
        raise Refused(Problem("", N_("The case is not in the archive.")))
    reason = stated(reason)
    for field in fields(Archiving):
        setattr(case, field.name, None)
    return written(session, actor, case, "case.take_out", reason=reason)
