"""What happened last in a center, for the desks of those who do not mediate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from tracker.models import AuditLine, Case, ImportBatch
from tracker.queries.scope import Scope

SHOWN = 10
COMINGS = ("account.sign_in", "account.sign_out")


def recent_imports(session: Session, center_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest import batches of the center, newest first."""
    statement = (
        select(
            ImportBatch.id,
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


def recent_lines(session: Session, scope: Scope) -> Sequence[Row[*tuple[Any, ...]]]:
    """The latest lines of the trail, newest first, with the number of the case they are about.

    Without those that only say who came and went; the trail itself has them.
    """
    of_case = and_(Case.center_id == AuditLine.center_id, Case.id == AuditLine.subject_id)
    statement = (
        select(AuditLine.at, AuditLine.actor_name, AuditLine.action, AuditLine.reason, Case.number)
        .outerjoin(Case, of_case)
        .where(AuditLine.center_id.in_(scope.center_ids), AuditLine.action.not_in(COMINGS))
        .order_by(AuditLine.at.desc(), AuditLine.id.desc())
        .limit(SHOWN)
    )
    return session.execute(statement).all()
