"""Taking an import back: the only deletion of rows of a ledger in the program; the trail stays.

Refused when a row of the batch was changed since, and when a number that the import itself gave
has been followed by another: the series would have a hole. See docs/decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Row, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.extensions import Base
from tracker.models import (
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
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.queries.imports import held_numbers
from tracker.queries.register_links import is_linked_case
from tracker.registers import REGISTERS
from tracker.services import audit
from tracker.services.import_batches import CASES, first_of, nothing_created
from tracker.services.import_lists import LISTS
from tracker.services.register_undo import delete_entries

CHANGED = N_("%(count)s cases of this import were changed since, so it cannot be undone: %(cases)s")
PAID = N_(
    "%(count)s cases of this import stand in approved subsidy lists,"
    " so it cannot be undone: %(cases)s"
)
LINKED = N_(
    "Entries of registers are linked to %(count)s cases of this import,"
    " so it cannot be undone: %(cases)s"
)
Cases: TypeAlias = Sequence[Row[*tuple[Any, ...]]]
Lines: TypeAlias = list[tuple[int, dict[str, Any]]]
PARTS: tuple[Any, ...] = (Payment, Extension, CoMediator, Party, CaseText, Dismissal)


@dataclass(frozen=True)
class Undone:
    """How many rows went, and the list entries that went with them, by list."""

    rows: int
    removed: dict[str, list[str]]


def undo_import(session: Session, actor: Actor, batch: ImportBatch) -> Undone:
    """Delete the batch's rows and the list entries that only they used. Raises Refused."""
    register = None if batch.kind == CASES else REGISTERS[batch.kind]
    needed = Permission.IMPORT_CASES if register is None else register.keeps
    demand(actor, needed)
    if batch.center_id != actor.center_id:
        raise Forbidden(needed.name)
    hold_clock(session, batch.center_id)
    if batch.undone_at is not None:
        raise Refused(Problem("", N_("This import has been undone already.")))
    if register is None:
        undone, action, lines = _undo_cases(session, batch)
    else:
        lines = delete_entries(session, register, batch)
        undone, action = Undone(len(lines), nothing_created()), "register.undo_import"
    batch.undone_at = clock.now()
    changes = {"accepted": [undone.rows, 0], "removed": undone.removed}
    of_register = {} if register is None else {"register": register.kind}
    audit.record(session, actor, "import.undo", batch, changes={**of_register, **changes})
    audit.record_many(session, actor, action, lines)
    session.flush()
    return undone


def _undo_cases(session: Session, batch: ImportBatch) -> tuple[Undone, str, Lines]:
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
    return Undone(len(cases), removed), "case.undo_import", [_line(batch, one) for one in cases]


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
            values = {"count": len(names), "cases": first_of(names)}
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
                {"cases": first_of([one or "" for one in followed])},
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


def _line(batch: ImportBatch, case: Row[*tuple[Any, ...]]) -> tuple[int, dict[str, Any]]:
    """The line of the trail of a case that went."""
    return case.id, {
        "number": [case.number, None],
        "registered_on": [case.registered_on, None],
        "import_batch_id": [batch.id, None],
    }
