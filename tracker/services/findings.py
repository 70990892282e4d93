"""A supervisor's word on a finding of data quality: set aside with a reason, or taken back.

What is found is computed (``indicators/quality``); here only the word is kept. The case itself is
not changed, so this is open for archived cases too.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.findings import Finding
from tracker.domain.problems import N_, Problem, Refused
from tracker.models import Case, Dismissal
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.queries.scope import scope_of
from tracker.services import audit
from tracker.services.checks import refuse_if, stated, too_long


def dismiss(
    session: Session, actor: Actor, case: Case, finding: Finding, facts: str, reason: str
) -> Dismissal:
    """``facts`` are what was found; an earlier word on other facts gives way to this one."""
    _demand(session, actor, case)
    reason = stated(reason)
    refuse_if(too_long(Dismissal, {"facts": facts}))
    said, name = _said_of(session, case, finding), audit.name_in(session, actor, case.center_id)
    if said is None:
        said = Dismissal(center_id=case.center_id, case_id=case.id, finding=finding)
        session.add(said)
    elif said.facts == facts:
        raise Refused(Problem("", N_("This finding is set aside already.")))
    said.facts, said.reason = facts, reason
    said.dismissed_at, said.dismissed_by = clock.now(), name
    _record(session, actor, case, "case.dismiss_finding", reason, [None, finding])
    return said


def restore(session: Session, actor: Actor, case: Case, finding: Finding, reason: str) -> None:
    """The finding stands again; the trail keeps that it was set aside, and why."""
    _demand(session, actor, case)
    said = _said_of(session, case, finding)
    if said is None:
        raise Refused(Problem("", N_("This finding is not set aside.")))
    session.delete(said)
    _record(session, actor, case, "case.restore_finding", stated(reason), [finding, None])


def _demand(session: Session, actor: Actor, case: Case) -> None:
    demand(actor, Permission.DISMISS_FINDINGS)
    if case.center_id not in scope_of(session, actor).center_ids:
        raise Forbidden(Permission.DISMISS_FINDINGS.name)


def _said_of(session: Session, case: Case, finding: Finding) -> Dismissal | None:
    return session.scalar(
        select(Dismissal).where(
            Dismissal.center_id == case.center_id,
            Dismissal.case_id == case.id,
            Dismissal.finding == finding,
        )
    )


def _record(
    session: Session,
    actor: Actor,
    case: Case,
    action: str,
    reason: str,
    change: list[Finding | None],
) -> None:
    audit.record(session, actor, action, case, reason=reason, changes={"finding": change})
    session.flush()
