"""The batches that a center has imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from tracker.domain.numbers import read_case_number
from tracker.models import Center, ImportBatch

SHOWN = 100


def batches(session: Session, center_id: int, most: int = SHOWN) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest batches, newest first, without their problems."""
    return session.execute(
        select(
            ImportBatch.id,
            ImportBatch.kind,
            ImportBatch.filename,
            ImportBatch.imported_at,
            ImportBatch.actor_name,
            ImportBatch.read,
            ImportBatch.accepted,
            ImportBatch.rejected,
            ImportBatch.duplicates,
            ImportBatch.undone_at,
        )
        .where(ImportBatch.center_id == center_id)
        .order_by(ImportBatch.id.desc())
        .limit(most)
    ).all()


def find_batch(session: Session, center_id: int, batch_id: int) -> ImportBatch | None:
    return session.get(ImportBatch, (center_id, batch_id))


def held_numbers(session: Session, *conditions: ColumnElement[bool]) -> dict[tuple[int, int], int]:
    """(center, year) -> the highest serial that imports keep free for rows they sent back."""
    rows = session.execute(
        select(ImportBatch.center_id, Center.short_name, ImportBatch.created)
        .join(Center, Center.id == ImportBatch.center_id)
        .where(*conditions)
    )
    held: dict[tuple[int, int], int] = {}
    for center_id, short_name, created in rows:
        for number in created.get("held", []):
            if own := read_case_number(number, short_name):
                place = center_id, own[0]
                held[place] = max(held.get(place, 0), own[1])
    return held
