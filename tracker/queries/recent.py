"""What happened last in a center, for the desks of those who do not mediate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from tracker.models import ImportBatch
from tracker.queries.paging import AnyRow
from tracker.queries.scope import Scope
from tracker.queries.trail import latest_lines

SHOWN = 10
COMINGS = ("account.sign_in", "account.sign_out")


def recent_imports(session: Session, center_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest import batches of the center, newest first."""
    statement = (
        select(
            ImportBatch.id,
            ImportBatch.kind,
            ImportBatch.filename,
            ImportBatch.imported_at,
            ImportBatch.actor_name,
            ImportBatch.accepted,
            ImportBatch.rejected,
            ImportBatch.duplicates,
            ImportBatch.undone_at,
        )
        .where(ImportBatch.center_id == center_id)
        .order_by(ImportBatch.id.desc())
        .limit(SHOWN)
    )
    return session.execute(statement).all()


def recent_lines(session: Session, scope: Scope) -> Sequence[AnyRow]:
    """The latest lines of the trail, newest first, without those that only say who came and went;
    the trail itself has them.
    """
    return latest_lines(session, scope, SHOWN, COMINGS)
