"""The list of a month of the subsidy per case is approved: once, in the order of the months.

An approved list is never taken back or changed; whatever changes later stands as a correction in a
later list (docs/decisions/0014).
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.months import Month
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.subsidies import ListState
from tracker.domain.subsidy_lists import Line, seal_of, state_of, total_of
from tracker.models import SubsidyLine, SubsidyList
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Permission, demand
from tracker.queries.subsidies import approvals, drafts, first_waiting
from tracker.services import audit
from tracker.services.checks import refuse_if, too_long

WHY_NOT = {
    ListState.APPROVED: N_("The list of %(month)s is approved already."),
    ListState.RUNNING: N_("%(month)s is not over yet."),
    ListState.EMPTY: N_("Nothing is due in %(month)s, so there is nothing to approve."),
}
EARLIER = N_("The list of %(month)s comes first: lists are approved in the order of their months.")
CHANGED = N_("The list has changed since you opened it. Please look at it again.")


def approve(
    session: Session, actor: Actor, month: Month, seal: str | None = None, note: str = ""
) -> SubsidyList:
    """Freeze what is due in the month; ``seal`` is that of the lines the supervisor saw.

    Raises Refused for a month that is not over, empty or approved, when an earlier one waits, and
    when the lines are others by now.
    """
    demand(actor, Permission.APPROVE_SUBSIDIES)
    # who comes second waits here, and then finds the list of the first
    hold_clock(session, actor.center_id)
    lines = _due(session, actor.center_id, month)
    if seal is not None and seal != seal_of(lines):
        raise Refused(Problem("", CHANGED))
    note = note.strip()
    refuse_if(too_long(SubsidyList, {"note": note}))
    row = SubsidyList(
        center_id=actor.center_id,
        year=month.year,
        month=month.number,
        approved_at=clock.now(),
        approved_by=actor.name,
        note=note,
    )
    session.add(row)
    session.flush()
    session.add_all(_written(row, one) for one in lines)
    told = {"month": str(month), "lines": len(lines), "amount": total_of(lines)}
    changes = {name: [None, value] for name, value in told.items()}
    audit.record(session, actor, "subsidy.approve", row, changes=changes)
    session.flush()
    return row


def record_export(session: Session, actor: Actor, center: str, month: Month, form: str) -> None:
    """The audit line of a list that was taken along."""
    demand(actor, Permission.EXPORT_CASES)
    said = {"center": center, "month": str(month), "format": form}
    audit.record(session, actor, "subsidy.export", changes=said)


def _due(session: Session, center_id: int, month: Month) -> list[Line]:
    """The lines to be approved; Refused where they are not."""
    lines = drafts(session, center_id, (month,)).get(month, [])
    is_approved = month in approvals(session, center_id, month.year)
    state = state_of(month, is_approved, not lines, clock.today())
    if state in WHY_NOT:
        raise Refused(Problem("", WHY_NOT[state], {"month": month}))
    if (earlier := first_waiting(session, center_id, month)) is not None:
        raise Refused(Problem("", EARLIER, {"month": earlier}))
    return lines


def _written(row: SubsidyList, line: Line) -> SubsidyLine:
    return SubsidyLine(
        center_id=row.center_id,
        list_id=row.id,
        case_id=line.case_id,
        mediator_id=line.mediator_id,
        rule_id=line.rule_id,
        kind=line.kind,
        amount=line.amount,
        because=line.because,
    )
