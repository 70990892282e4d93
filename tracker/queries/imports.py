"""The batches that a center has imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from tracker.models import ImportBatch

SHOWN = 100


def batches(session: Session, center_id: int, most: int = SHOWN) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest batches, newest first, without their problems."""
    return session.execute(
        select(
            ImportBatch.id,
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
