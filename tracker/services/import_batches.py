"""The batch of an import, with its line of the trail: what came in, and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.entries import joined, split
from tracker.domain.ledger import ImportPlan, ImportReport, RowProblem
from tracker.domain.masking import mask_id, mask_name, mask_phone
from tracker.domain.trail_fields import FREE_TEXTS
from tracker.domain.vocabulary import Side
from tracker.models import ImportBatch
from tracker.permissions import Actor
from tracker.services import audit
from tracker.services.import_lists import LISTS

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
CASES = "cases"
"""The kind of a batch of cases; any other is the kind of a register."""


NAMED = 20
"""As many rows as a refusal names."""


def report_of(
    plan: ImportPlan[Any],
    accepted: int,
    duplicates: int,
    problems: Iterable[RowProblem],
    created: dict[str, list[str]],
) -> ImportReport:
    """What the plan comes to; ``problems`` are those that the ledger adds to the plan's own."""
    found = sorted([*plan.problems, *problems], key=lambda one: (one.sheet, one.row))
    rejected = {(one.sheet, one.row) for one in found}
    return ImportReport(plan.read, accepted, len(rejected), duplicates, created, found)


def nothing_created() -> dict[str, list[str]]:
    """The lists by their nouns, with no name added to any."""
    return {noun: [] for noun in LISTS}


def write_batch(
    session: Session,
    actor: Actor,
    plan: ImportPlan[Any],
    report: ImportReport,
    kind: str,
    created: Mapping[str, list[Any]],
) -> ImportBatch:
    """``created`` is what the batch keeps beside the names that the report tells as new."""
    batch = ImportBatch(
        center_id=actor.center_id,
        kind=kind,
        filename=plan.filename[:255],
        imported_at=clock.now(),
        actor_id=actor.account_id,
        actor_name=actor.name,
        read=report.read,
        accepted=report.accepted,
        rejected=report.rejected,
        duplicates=report.duplicates,
        created={**report.created, **created},
        problems=[_kept(one) for one in report.problems[:KEPT_PROBLEMS]],
    )
    session.add(batch)
    of_kind = {"created": [{}, report.created]} if kind == CASES else {"register": kind}
    audit.record(
        session,
        actor,
        "import.cases" if kind == CASES else "import.register",
        batch,
        changes={
            **of_kind,
            "filename": [None, batch.filename],
            "accepted": [0, report.accepted],
            "rejected": [0, report.rejected],
            "duplicates": [0, report.duplicates],
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


def first_of(names: Sequence[str]) -> str:
    """The first of the names, as a refusal tells them."""
    return "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
