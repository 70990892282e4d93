"""Taking an import into a register back: its entries go, the trail stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, delete, exists, false, not_, select
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.extensions import Base
from tracker.models import ImportBatch
from tracker.registers.declaring import Register
from tracker.services.import_batches import first_of

Condition: TypeAlias = ColumnElement[bool]
CHANGED = N_(
    "%(count)s entries of this import were changed since, so it cannot be undone: %(entries)s"
)
REFERRED = N_(
    "Something else refers to %(count)s entries of this import, so it cannot be undone: %(entries)s"
)


def of_batch(register: Register, batch: ImportBatch) -> Condition:
    """The entries that came with the import."""
    first, last = batch.created.get("entries", (0, -1))
    model = register.model
    return and_(model.center_id == batch.center_id, model.id.between(first, last))


def delete_entries(
    session: Session, register: Register, batch: ImportBatch
) -> list[tuple[int, dict[str, Any]]]:
    """The lines of the trail of those that went. Raises Refused, with the list, where somebody has
    gone on with them.
    """
    model, own = register.model, of_batch(register, batch)
    _refuse_where(session, register, own, model.version > 1, CHANGED)
    for referring in _referring(register, own):
        _refuse_where(session, register, own, referring, REFERRED)
    title = register.column(register.title)
    entries = session.execute(select(model.id, title).where(own).order_by(model.id)).all()
    session.execute(delete(model).where(own).execution_options(synchronize_session=False))
    session.expire_all()
    gone = {"register": register.kind, "import_batch_id": [batch.id, None]}
    return [(id_, {**gone, "entry": str(name)}) for id_, name in entries]


def _refuse_where(
    session: Session, register: Register, own: Condition, condition: Condition, sentence: str
) -> None:
    title = register.column(register.title)
    names = session.scalars(select(title).where(own, condition).order_by(register.model.id)).all()
    if names:
        values = {"count": len(names), "entries": first_of([str(one) for one in names])}
        raise Refused(Problem("", sentence, values))


def _referring(register: Register, own: Condition) -> Iterator[Condition]:
    """That rows of any table which do not go themselves point at the entry; tables yet to come
    included.
    """
    target = register.model.__table__
    for table in Base.metadata.tables.values():
        other = table.alias()
        for key in table.foreign_key_constraints:
            if key.referred_table is target:
                pointing = [
                    other.c[here] == there.column
                    for here, there in zip(key.column_keys, key.elements, strict=True)
                ]
                goes = (
                    other.c.id.in_(select(target.c.id).where(own)) if table is target else false()
                )
                yield exists().where(*pointing, not_(goes))
