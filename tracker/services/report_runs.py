"""Who sends the report of a month: claimed by one process at a time, and once sent never again.

A claim is one statement, committed by its caller before anything is sent. It is no fact of the
ledger and leaves no line; what became of it does. See docs/decisions/0017.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Update, and_, or_, update
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.months import Month
from tracker.domain.saved_views import RunState
from tracker.models import ReportRun, Subscription
from tracker.models.keys import hold_clock, insert_for, next_id
from tracker.permissions import Actor
from tracker.queries.saved_views import LEASE
from tracker.services import audit

MOST_ERROR = 500
"""Characters of what is kept of an error."""


@dataclass(frozen=True)
class Claim:
    """``attempt`` tells whether the claim is still held: whoever takes it over counts on.

    ``file_stem`` is that of the first attempt.
    """

    center_id: int
    run_id: int
    attempt: int
    file_stem: str


def claim(
    session: Session, center_id: int, subscription_id: int, month: Month, file_stem: str
) -> Claim | None:
    """None where the report was sent or is not wanted any more, or another process is at it.

    What failed may be claimed again, and what was claimed so long ago that its process is gone.
    """
    # whoever switches it off or removes it meanwhile waits here as well
    hold_clock(session, center_id)
    subscription = session.get(Subscription, (center_id, subscription_id), populate_existing=True)
    if subscription is None or not subscription.active:
        return None
    now = clock.now()
    left_behind = and_(ReportRun.state == RunState.CLAIMED, ReportRun.started_at < now - LEASE)
    claimed = {"state": RunState.CLAIMED, "started_at": now, "finished_at": None, "error": ""}
    statement = (
        insert_for(session.connection())(ReportRun)
        .values(
            center_id=center_id,
            id=next_id(session, center_id),
            subscription_id=subscription_id,
            year=month.year,
            month=month.number,
            attempts=1,
            file_stem=file_stem,
            sent_as="",
            **claimed,
        )
        .on_conflict_do_update(
            index_elements=["center_id", "subscription_id", "year", "month"],
            set_={**claimed, "attempts": ReportRun.attempts + 1},
            where=or_(ReportRun.state == RunState.FAILED, left_behind),
        )
        .returning(ReportRun.id, ReportRun.attempts, ReportRun.file_stem)
    )
    row = session.execute(statement).one_or_none()
    return Claim(center_id, *row) if row is not None else None


def still_held(session: Session, held: Claim) -> bool:
    """Begin the time of the claim anew, just before sending; False where another took it over."""
    return _changed(session, _own(held).values(started_at=clock.now()))


def sent(session: Session, held: Claim, sent_as: str, said: Mapping[str, Any]) -> bool:
    """It is never sent again; False where another process took it over meanwhile."""
    return _finish(session, held, RunState.SENT, said, sent_as=sent_as)


def failed(session: Session, held: Claim, error: str, said: Mapping[str, Any]) -> bool:
    """It is tried again by the next call."""
    error = error[:MOST_ERROR] or "?"
    return _finish(session, held, RunState.FAILED, {**said, "error": error}, error=error)


def _finish(
    session: Session, held: Claim, state: RunState, said: Mapping[str, Any], **values: Any
) -> bool:
    done = _changed(session, _own(held).values(state=state, finished_at=clock.now(), **values))
    if done:
        action = "report.send" if state is RunState.SENT else "report.fail"
        audit.record(session, Actor.system(held.center_id), action, changes=said)
    return done


def _own(held: Claim) -> Update:
    return update(ReportRun).where(
        ReportRun.center_id == held.center_id,
        ReportRun.id == held.run_id,
        ReportRun.state == RunState.CLAIMED,
        ReportRun.attempts == held.attempt,
    )


def _changed(session: Session, statement: Update) -> bool:
    options = {"synchronize_session": False}
    found = session.execute(statement.returning(ReportRun.id), execution_options=options)
    return found.one_or_none() is not None
