"""What was counted once is not counted again while nothing was written.

Every write of a center takes an id from its clock, in the writer's own transaction
(``models/keys.py``); so the clocks of the centers asked are the version of what they hold, and a
figure that was read at one version is right for as long as they stand there. Only transactions
that read nothing but what is committed remember anything. Why: docs/decisions/0012.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tracker.database import is_reading
from tracker.models import IdClock
from tracker.queries.scope import Scope

Found = TypeVar("Found")
KEPT = 512
"""Answers kept for each database; one is some kilobytes. A long one takes the place of several."""
LONG = 1_000
"""Rows that fill one place more."""

_answers: WeakKeyDictionary[Engine, LRUCache[Hashable, Any]] = WeakKeyDictionary()
_lock = Lock()


def remembered(
    session: Session, scope: Scope, question: Hashable, count: Callable[[], Found]
) -> Found:
    """The answer to the scope's question, counted only if its centers were written to.

    Who takes an answer must not change it.
    """
    if not is_reading():
        return count()
    key = (question, scope, _version(session, scope))
    with _lock:
        answers = _answers.setdefault(session.get_bind().engine, LRUCache(KEPT, _places))
        if key in answers:
            found: Found = answers[key]
            return found
    found = count()
    with _lock:
        if _places(found) <= KEPT:
            answers[key] = found
    return found


def forget() -> None:
    """Another ledger was put in the place of one: its clocks may stand where the old ones did."""
    with _lock:
        _answers.clear()


def _places(answer: Any) -> int:
    return 1 + (len(answer) if isinstance(answer, Sized) else 0) // LONG


def _version(session: Session, scope: Scope) -> Hashable:
    clocks = select(IdClock.center_id, IdClock.last_id).where(
        IdClock.center_id.in_(scope.center_ids)
    )
    return tuple(map(tuple, session.execute(clocks.order_by(IdClock.center_id))))
