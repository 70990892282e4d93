"""An import: one transaction, one batch that can be looked at and undone, nothing added twice."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.ledger import CaseRecord, ImportPlan, ImportReport
from tracker.domain.numbers import case_number
from tracker.domain.telling import Tell
from tracker.models import Center
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Permission, demand
from tracker.services.import_batches import CASES, nothing_created, report_of, write_batch
from tracker.services.import_lists import Names
from tracker.services.import_sorting import sort_rows
from tracker.services.import_writing import Writer, give_numbers, highest_held


def import_cases(
    session: Session,
    actor: Actor,
    plan: ImportPlan[CaseRecord],
    *,
    dry_run: bool = False,
    strict: bool = False,
    progress: Tell | None = None,
) -> ImportReport:
    """Write the plan's good rows as cases of the actor's center.

    A dry run writes nothing; neither does a strict one when a row has a problem. The report's
    ``batch_id`` then is None. Rows that stand in the ledger already are counted as duplicates.
    """
    demand(actor, Permission.IMPORT_CASES)
    if not dry_run:
        hold_clock(session, actor.center_id)
    center = session.get_one(Center, actor.center_id)
    found = sort_rows(session, center, plan)
    names = Names(session, center.id)
    for row in found.fresh:
        names.note("organisations", [row.record.organisation])
        names.note("mediators", row.record.mediators)
        names.note("villages", [row.record.village])
    report = report_of(plan, len(found.fresh), found.duplicates, found.problems, names.created)
    if dry_run:
        return report
    if strict and report.problems:
        report.accepted, report.created = 0, nothing_created()
        return report
    names.write()
    held = highest_held(center, plan)
    numbers = {
        "numbers": give_numbers(session, center, found.fresh, held),
        "held": [case_number(year, center.short_name, one) for year, one in held.items()],
    }
    batch = write_batch(session, actor, plan, report, CASES, numbers)
    Writer(session, actor, center, names, batch.id).write(found.fresh, progress)
    report.batch_id = batch.id
    return report
