"""An import: one transaction, one batch that can be looked at and undone, nothing added twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.entries import joined, split
from tracker.domain.ledger import CaseRecord, ImportPlan, ImportReport, RowProblem
from tracker.domain.masking import mask_id, mask_name, mask_phone
from tracker.domain.numbers import case_number
from tracker.domain.telling import Tell
from tracker.domain.trail_fields import FREE_TEXTS
from tracker.domain.vocabulary import Side
from tracker.models import Center, ImportBatch
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit
from tracker.services.import_lists import Names
from tracker.services.import_sorting import sort_rows
from tracker.services.import_writing import Writer, give_numbers, highest_held

_LONG_NUMBER = re.compile(r"[0-9Xx]{11,}")
ID_LENGTH = 15
OF_PEOPLE: dict[str, Callable[[str], str | None]] = {
    side.value + ending: mask
    for side in Side
    for ending, mask in (("", mask_name), ("_id", mask_id), ("_phone", mask_phone))
}
"""Columns that tell of a side's people, and how each entry is masked."""
KEPT_PROBLEMS = 500
"""As many problems as a batch keeps for a later look; the rejects file has all of them."""


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
    problems = sorted([*plan.problems, *found.problems], key=lambda one: (one.sheet, one.row))
    rejected = {(one.sheet, one.row) for one in problems}
    report = ImportReport(
        plan.read, len(found.fresh), len(rejected), found.duplicates, names.created, problems
    )
    if dry_run:
        return report
    if strict and problems:
        report.accepted, report.created = 0, {noun: [] for noun in names.created}
        return report
    names.write()
    held = highest_held(center, plan)
    numbers = {
        "numbers": give_numbers(session, center, found.fresh, held),
        "held": [case_number(year, center.short_name, one) for year, one in held.items()],
    }
    batch = _write_batch(session, actor, plan, report, numbers)
    Writer(session, actor, center, names, batch.id).write(found.fresh, progress)
    report.batch_id = batch.id
    return report


def _write_batch(
    session: Session,
    actor: Actor,
    plan: ImportPlan[CaseRecord],
    report: ImportReport,
    numbers: dict[str, list[str]],
) -> ImportBatch:
    batch = ImportBatch(
        center_id=actor.center_id,
        kind="cases",
        filename=plan.filename[:255],
        imported_at=clock.now(),
        actor_id=actor.account_id,
        actor_name=actor.name,
        read=report.read,
        accepted=report.accepted,
        rejected=report.rejected,
        duplicates=report.duplicates,
        created={**report.created, **numbers},
        problems=[_kept(one) for one in report.problems[:KEPT_PROBLEMS]],
    )
    session.add(batch)
    audit.record(
        session,
        actor,
        "import.cases",
        batch,
        changes={
            "filename": [None, batch.filename],
            "accepted": [0, report.accepted],
            "rejected": [0, report.rejected],
            "duplicates": [0, report.duplicates],
            "created": [{}, report.created],
        },
    )
    session.flush()
    return batch


def _kept(one: RowProblem) -> dict[str, Any]:
    """The problem as the batch keeps it for everybody who may import: people are masked, also
    within its sentence, and free text, of which nobody knows whom it names, is left out.
    """
    mask = OF_PEOPLE.get(one.problem.field)
    value = joined(mask(entry) or "" for entry in split(one.value)) if mask else one.value
    told = mask_id if mask is mask_id else _masked
    return {
        "sheet": one.sheet,
        "row": one.row,
        "column": one.column,
        "cell": one.cell,
        "value": "" if one.problem.field in FREE_TEXTS else _masked(value),
        "problem": one.problem.message,
        "values": {
            name: told(said) if isinstance(said, str) else audit.plain(said)
            for name, said in one.problem.values.items()
        },
    }


def _masked(text: str) -> str:
    return _LONG_NUMBER.sub(
        lambda found: (
            (mask_phone(found[0]) if len(found[0]) < ID_LENGTH else mask_id(found[0])) or ""
        ),
        text,
    )
