"""An import into a register: one transaction, one batch, every entry with its line of the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tracker.domain.ledger import ImportPlan, ImportReport
from tracker.domain.telling import Tell
from tracker.models import ImportBatch
from tracker.models.keys import hold_clock, reserve_ids
from tracker.permissions import Actor, demand
from tracker.registers.declaring import Register, Values
from tracker.services import audit
from tracker.services.entry_rows import EntryRow, LinkedRow
from tracker.services.import_batches import nothing_created, report_of, write_batch
from tracker.services.import_sorting import chunks
from tracker.services.import_writing import STEP
from tracker.services.register_sorting import IMPORTED, sort_entries


def import_entries(
    session: Session,
    actor: Actor,
    register: Register,
    plan: ImportPlan[Values],
    *,
    dry_run: bool = False,
    strict: bool = False,
    progress: Tell | None = None,
) -> ImportReport:
    """Write the plan's good rows as entries of the actor's center, as ``import_cases`` does cases.

    Raises Forbidden for whoever may not keep the register.
    """
    demand(actor, register.keeps)
    if not dry_run:
        hold_clock(session, actor.center_id)
    found = sort_entries(session, actor.center_id, register, plan.rows)
    report = report_of(plan, len(found.linked), found.duplicates, found.problems, nothing_created())
    if dry_run:
        return report
    if strict and report.problems:
        report.accepted = 0
        return report
    count = len(found.linked)
    first = reserve_ids(session, actor.center_id, count) if count else 0
    run = {"entries": [first, first + count - 1]} if count else {}
    batch = write_batch(session, actor, plan, report, register.kind, run)
    _write(session, actor, register, batch, found.linked, first, progress)
    report.batch_id = batch.id
    return report


def _write(
    session: Session,
    actor: Actor,
    register: Register,
    batch: ImportBatch,
    fresh: Sequence[LinkedRow],
    first: int,
    progress: Tell | None,
) -> None:
    done = 0
    ids = {one.row: first + place for place, one in enumerate(fresh)}
    for some in chunks(fresh, STEP):
        own = {"center_id": batch.center_id, "version": 1}
        entries = [{**own, "id": ids[one.row], **one.row.values, **_keys(one, ids)} for one in some]
        session.execute(insert(register.model.__table__), entries)
        lines = [(ids[one.row], _begins(register, batch, one.row)) for one in some]
        audit.record_many(session, actor, IMPORTED, lines)
        done += len(some)
        if progress:
            progress(done, len(fresh))


def _keys(one: LinkedRow, ids: Mapping[EntryRow, int]) -> dict[str, int]:
    """What the row links to, by the id that the table keeps."""
    return {
        name: target if isinstance(target, int) else ids[target]
        for name, target in one.targets.items()
    }


def _begins(register: Register, batch: ImportBatch, row: EntryRow) -> dict[str, Any]:
    said = zip(register.fields, row.content, strict=True)
    return {
        "register": register.kind,
        "entry": str(row.values[register.title]),
        "import_batch_id": [None, batch.id],
        **{name: [None, value] for name, value in said if value is not None},
    }
