"""Taking an import back: the only deletion of cases in the program, and the trail stays.

Refused when a case of the batch was changed since, and when a number that the import itself gave
has been followed by another: the series would have a hole. See docs/decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Row, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.extensions import Base
from tracker.models import (
    AuditLine,
    Case,
    CaseCounter,
    CaseText,
    CoMediator,
    Dismissal,
    Extension,
    ImportBatch,
    Party,
    Payment,
    SubsidyLine,
)
from tracker.models.keys import hold_clock, reserve_ids
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.queries.imports import held_numbers
from tracker.queries.register_links import is_linked_case
from tracker.services import audit
from tracker.services.import_lists import LISTS

CHANGED = N_("%(count)s cases of this import were changed since, so it cannot be undone: %(cases)s")
PAID = N_(
    "%(count)s cases of this import stand in approved subsidy lists,"
    " so it cannot be undone: %(cases)s"
)
LINKED = N_(
    "Entries of registers are linked to %(count)s cases of this import,"
    " so it cannot be undone: %(cases)s"
)
NAMED = 20
"""As many cases as a refusal names."""
Cases: TypeAlias = Sequence[Row[*tuple[Any, ...]]]
PARTS: tuple[Any, ...] = (Payment, Extension, CoMediator, Party, CaseText, Dismissal)


@dataclass(frozen=True)
class Undone:
    """How many cases went, and the list entries that went with them, by list."""

    cases: int
    removed: dict[str, list[str]]


def undo_import(session: Session, actor: Actor, batch: ImportBatch) -> Undone:
    """Delete the batch's cases and the list entries that only they used. Raises Refused."""
    demand(actor, Permission.IMPORT_CASES)
    if batch.center_id != actor.center_id:
        raise Forbidden("IMPORT_CASES")
    hold_clock(session, batch.center_id)
    if batch.undone_at is not None:
        raise Refused(Problem("", N_("This import has been undone already.")))
    own = (Case.center_id == batch.center_id) & (Case.import_batch_id == batch.id)
    _refuse_changed(session, own)
    cases = session.execute(
        select(
            Case.id, Case.number, Case.number_year, Case.number_serial, Case.registered_on
        ).where(own)
    ).all()
    _refuse_followed(session, batch, cases)
    _delete(session, batch.center_id, own)
    session.expire_all()
    _lower_counters(session, batch, {one.number_year for one in cases} - {None})
    removed = {
        noun: _remove_unused(session, batch.center_id, model, batch.created.get(noun, []))
        for noun, model in LISTS.items()
    }
    batch.undone_at = clock.now()
    audit.record(
        session,
        actor,
        "import.undo",
        batch,
        changes={"accepted": [len(cases), 0], "removed": removed},
    )
    _record_cases(session, actor, batch, cases)
    session.flush()
    return Undone(len(cases), removed)


def _refuse_changed(session: Session, own: Any) -> None:
    listed = (SubsidyLine.center_id == Case.center_id) & (SubsidyLine.case_id == Case.id)
    for condition, sentence in (
        (Case.version > 1, CHANGED),
        (exists().where(listed), PAID),
        (is_linked_case(), LINKED),
    ):
        found = session.execute(
            select(Case.number, Case.id).where(own, condition).order_by(Case.number, Case.id)
        ).all()
        if found:
            names = [one.number or f"#{one.id}" for one in found]
            values = {"count": len(names), "cases": _listed(names)}
            raise Refused(Problem("", sentence, values))


def _refuse_followed(session: Session, batch: ImportBatch, cases: Cases) -> None:
    """A number given by the import may go only while it is among the last of its year.

    Numbers that stood in the ledger itself are none of the program's series to keep without gap;
    they come back with the ledger.
    """
    given = set(batch.created.get("numbers", []))
    lowest: dict[int, int] = {}
    for one in cases:
        if one.number in given:
            lowest[one.number_year] = min(
                lowest.get(one.number_year, one.number_serial), one.number_serial
            )
    after = [
        (Case.number_year == year) & (Case.number_serial > serial)
        for year, serial in lowest.items()
    ]
    if not after:
        return
    followed = session.scalars(
        select(Case.number)
        .where(
            Case.center_id == batch.center_id,
            or_(*after),
            Case.import_batch_id.is_distinct_from(batch.id),
        )
        .order_by(Case.number_year, Case.number_serial)
    ).all()
    if followed:
        raise Refused(
            Problem(
                "",
                N_(
                    "Case numbers given since follow those that this import gave, "
                    "so undoing it would leave a gap: %(cases)s"
                ),
                {"cases": _listed([one or "" for one in followed])},
            )
        )


def _delete(session: Session, center_id: int, own: Any) -> None:
    ids = select(Case.id).where(own)
    parts = [
        delete(model).where(model.center_id == center_id, model.case_id.in_(ids)) for model in PARTS
    ]
    for statement in (*parts, delete(Case).where(own)):
        session.execute(statement.execution_options(synchronize_session=False))


def _lower_counters(session: Session, batch: ImportBatch, years: set[int | None]) -> None:
    """The next number of each year follows the highest that is left or held by another import."""
    here = ImportBatch.center_id == batch.center_id
    own = held_numbers(session, here, ImportBatch.id == batch.id)
    others = held_numbers(
        session, here, ImportBatch.id != batch.id, ImportBatch.undone_at.is_(None)
    )
    held_here = {year for _center, year in own}
    for year in sorted({one for one in years if one is not None} | held_here):
        highest = session.scalar(
            select(func.max(Case.number_serial)).where(
                Case.center_id == batch.center_id, Case.number_year == year
            )
        )
        session.execute(
            update(CaseCounter)
            .where(CaseCounter.center_id == batch.center_id, CaseCounter.year == year)
            .values(last_serial=max(highest or 0, others.get((batch.center_id, year), 0)))
            .execution_options(synchronize_session=False)
        )


def _remove_unused(session: Session, center_id: int, model: Any, names: list[str]) -> list[str]:
    """Delete the entries of a list that nothing refers to any more; their names."""
    removed = []
    for row in (
        session.scalars(
            select(model).where(model.center_id == center_id, model.name.in_(names))
        ).all()
        if names
        else []
    ):
        if not _is_used(session, row):
            session.delete(row)
            removed.append(row.name)
    session.flush()
    return removed


def _is_used(session: Session, row: Any) -> bool:
    """Whether any table's foreign key points at the row; tables yet to come included."""
    target = type(row).__table__
    for table in Base.metadata.tables.values():
        for key in table.foreign_key_constraints:
            if key.referred_table is not target:
                continue
            pairs = [
                (table.c[here], there.column.name)
                for here, there in zip(key.column_keys, key.elements, strict=True)
            ]
            pointing = [column == getattr(row, name) for column, name in pairs]
            if session.scalar(select(exists().where(*pointing))):
                return True
    return False


def _record_cases(session: Session, actor: Actor, batch: ImportBatch, cases: Cases) -> None:
    if not cases:
        return
    ids = reserve_ids(session, batch.center_id, len(cases))
    now = clock.now()
    session.execute(
        insert(AuditLine),
        [
            {
                "center_id": batch.center_id,
                "id": ids + place,
                "at": now,
                "actor_id": actor.account_id,
                "actor_name": actor.name,
                "action": "case.undo_import",
                "subject_id": one.id,
                "reason": None,
                "changes": audit.plain(
                    {
                        "number": [one.number, None],
                        "registered_on": [one.registered_on, None],
                        "import_batch_id": [batch.id, None],
                    }
                ),
            }
            for place, one in enumerate(cases)
        ],
    )


def _listed(names: list[str]) -> str:
    return "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
