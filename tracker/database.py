"""How the database is talked to.

SQLite: foreign keys on, WAL, synchronous FULL. A transaction that may write begins IMMEDIATE, so
that it waits for its turn at the start instead of failing in the middle; one that only reads
begins deferred and never waits for a writer. On either database all statements of a transaction
that only reads see the same moment, so that figures agree with the rows behind them.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event
from sqlalchemy.exc import ArgumentError

from tracker.config import PREFIX, BrokenSettings
from tracker.domain.problems import N_
from tracker.extensions import db

_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)
BUSY_SECONDS = 30
INSTALL = "pip install 'mediation-tracker[postgres]'; postgresql+psycopg://USER@HOST/NAME"


def init_app(app: Flask) -> None:
    try:
        db.init_app(app)
        with app.app_context():
            engine = db.engine
    except (ArgumentError, ImportError) as error:  # the address itself may hold a password
        raise BrokenSettings(
            N_("%(name)s names no database that this program can reach: %(reason)s"),
            name=f"{PREFIX}DATABASE_URI",
            reason=INSTALL if isinstance(error, ImportError) else type(error).__name__,
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "begin", _see_one_moment)


def only_read(reads: bool) -> None:
    """Say of the coming transaction whether it only reads (a GET) or may write."""
    _only_reads.set(reads)


def is_reading() -> bool:
    """Whether the transaction at hand only reads, so that all it sees is committed."""
    return _only_reads.get()


def begin_reading() -> None:
    """End the transaction; the next statement opens one that keeps nobody from writing."""
    db.session.rollback()
    only_read(True)


def begin_writing() -> None:
    """End a reading transaction; the next statement opens one that may write."""
    db.session.rollback()
    only_read(False)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _only_reads.get() else "BEGIN IMMEDIATE")


def _see_one_moment(connection: Connection) -> None:
    if _only_reads.get():
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
