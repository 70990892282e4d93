"""The file of the sample ledger: kept when it is whole and current, otherwise made anew.

It is made in a folder of its own and moved to its place when it is finished, so that a run which
is cut off leaves nothing behind that looks like a ledger.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy.exc import DatabaseError

from tracker import clock
from tracker.demo.build import fill, is_complete
from tracker.domain.telling import Tell
from tracker.extensions import db
from tracker.services import schema

MakeApp = Callable[[dict[str, object]], Flask]
"""The edge hands in how an application is made on given settings."""

WORKPLACE = "demo-being-made-"
LEFT_BEHIND_SECONDS = 3600
"""A workplace this old belongs to a run that was cut off."""


class Found(Enum):
    NOTHING = "nothing"
    WHOLE = "whole"
    OLD = "old"
    BROKEN = "broken"


def look(make_app: MakeApp, path: Path) -> Found:
    """What lies in the sample ledger's place."""
    if not path.exists():
        return Found.NOTHING
    with make_app(settings_for(path)).app_context():
        try:
            if schema.current() not in (None, schema.head()):
                return Found.OLD
            return Found.WHOLE if is_complete(db.session()) else Found.BROKEN
        except DatabaseError:
            return Found.BROKEN
        finally:
            db.session.remove()
            db.engine.dispose()


def make(make_app: MakeApp, path: Path, tell: Tell) -> None:
    """Make the sample ledger anew. Raises OSError when the old one is in use (Windows)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    with TemporaryDirectory(prefix=WORKPLACE, dir=path.parent) as workplace:
        fresh = Path(workplace) / path.name
        with make_app(settings_for(fresh)).app_context():
            schema.upgrade()
            try:
                fill(db.engine, clock.today(), tell)
            finally:
                db.engine.dispose()
        remove(path)
        fresh.replace(path)


def remove(path: Path) -> None:
    """The ledger with what SQLite keeps beside it, which must never meet another ledger."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def settings_for(path: Path) -> dict[str, object]:
    return {"DATABASE_URI": f"sqlite:///{path}", "DEMO": True}


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{WORKPLACE}*"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
