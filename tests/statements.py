"""Which statements the database is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import CacheStats

from tracker.extensions import db


@contextmanager
def noted(engine: Engine) -> Iterator[list[str]]:
    """The statements asked while it lasts, in their order."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def selects(engine: Engine, work: Callable[[], object]) -> int:
    """How many statements the work asks that only read."""
    with noted(engine) as asked:
        work()
    return sum(one.lstrip().startswith(("SELECT", "WITH")) for one in asked)


def compiled(engine: Engine, work: Callable[[], object]) -> list[str]:
    """The statements that the work asks and that were not asked before in the same form."""
    new: list[str] = []

    def note(
        _connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool
    ) -> None:
        if context.compiled and context.cache_hit is not CacheStats.CACHE_HIT:
            new.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return new


def engine_of(app: Flask) -> Engine:
    with app.app_context():
        return db.engine
