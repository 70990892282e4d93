"""How long a mediation may take: extensions of a case's time limit, and what its source does to it.

The due date is a fact of the case. It is fixed when the case is accepted; a later change of the
center's settings does not touch it.
"""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.drafts import ExtensionDraft
from tracker.domain.problems import Problem, Refused
from tracker.domain.time_limits import (
    check_extension,
    first_due_on,
    limit_changes,
    why_extension_stays,
)
from tracker.domain.vocabulary import Source, Status
from tracker.models import Case, Extension
from tracker.permissions import Actor
from tracker.services import audit
from tracker.services.case_writing import demand_status, open_for_writing, written
from tracker.services.checks import refuse_if, stated, too_long

FACTS = ("agreed_on", "until", "consent")
"""What of an extension stands among the changes of its line in the trail, beside the reason."""


def extend(
    session: Session, actor: Actor, case: Case, draft: ExtensionDraft, version: int
) -> Extension:
    """延长期限: a later due date, to which the parties consented."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.OPEN)
    found = check_extension(draft, case, clock.today())
    refuse_if([*found, *too_long(Extension, asdict(draft))])
    extension = Extension(center_id=case.center_id, due_before=case.due_on, **asdict(draft))
    case.extensions.append(extension)
    case.due_on = draft.until
    said = {name: [None, value] for name, value in audit.facts_of(extension, FACTS).items()}
    changes = audit.changes_of(case) | said
    written(session, actor, case, "case.extend", reason=draft.reason, changes=changes)
    return extension


def remove_extension(
    session: Session, actor: Actor, case: Case, extension: Extension, reason: str, version: int
) -> Case:
    """The last extension, which was recorded in error: the case is due as it was before."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.OPEN)
    if (sentence := why_extension_stays(extension, case.extensions)) is not None:
        raise Refused(Problem("", sentence))
    reason = stated(reason)
    case.due_on = extension.due_before
    said = {name: [value, None] for name, value in audit.facts_of(extension, FACTS).items()}
    changes = audit.changes_of(case) | said
    case.extensions.remove(extension)
    return written(session, actor, case, "case.remove_extension", reason=reason, changes=changes)


def follow_source(case: Case, source: Source | None) -> None:
    """The due date of an open case as its other source demands; one that was extended stays.

    The parties' consent named a day, whatever the source of the case; so did an imported ledger,
    and limits that have changed since the acceptance are not looked up again.
    """
    if case.status is not Status.OPEN or case.extensions or case.accepted_on is None:
        return
    limits = case.center.time_limits
    by_limit = case.due_on == first_due_on(case.accepted_on, case.source, limits)
    if by_limit and limit_changes(case.source, source):
        case.due_on = first_due_on(case.accepted_on, source, limits)
