"""The trail: who did what to which row, when, why, and what changed.

A transaction that writes rows without an audit line does not commit: the check stands at the
session itself, so that no service can forget it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, event, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.extensions import Base
from tracker.models.fast_entry import FormDraft
from tracker.models.keys import IdClock, OfCenter
from tracker.models.types import Moment, ShortText

UNTRAILED = (IdClock, FormDraft)
"""No facts of the ledger: the ids given so far, and what somebody is still typing."""

REOPENED = "action = 'case.reopen'"
"""Written out, so that SQLite sees the very condition of its index."""


class AuditLine(OfCenter, Base):
    """``action`` is ``noun.verb``; ``changes`` maps a field to ``[before, after]``."""

    __tablename__ = "audit_lines"
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str] = mapped_column(ShortText)
    action: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(String(500))
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = OfCenter.rules(
        Index(None, "center_id", "subject_id", "id"),
        Index(None, "center_id", "at"),
        Index(
            "ix_audit_lines_reopenings",
            "center_id",
            "subject_id",
            sqlite_where=text(REOPENED),
            postgresql_where=text(REOPENED),
        ),
    )


class Untrailed(RuntimeError):
    """A programming error: rows were written without an audit line."""


@event.listens_for(Session, "before_flush")
def _note_writes(session: Session, _context: Any, _instances: Any) -> None:
    rows = [*session.new, *session.deleted, *(r for r in session.dirty if session.is_modified(r))]
    trail = session.info.setdefault("trail", {"rows": 0, "lines": 0})
    trail["lines"] += sum(isinstance(row, AuditLine) for row in rows)
    trail["rows"] += sum(not isinstance(row, (AuditLine, *UNTRAILED)) for row in rows)


@event.listens_for(Session, "before_commit")
def _demand_a_line(session: Session) -> None:
    session.flush()
    trail = session.info.pop("trail", None)
    if trail and trail["rows"] and not trail["lines"]:
        raise Untrailed("rows were written without an audit line")


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("trail", None)
