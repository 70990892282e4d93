"""Work beside a request: an application context and a session of its own, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from tracker import database
from tracker.domain.problems import Problem, Refused
from tracker.extensions import db
from tracker.kept_work import KeptWork


@contextmanager
def at_work(app: Flask, work: KeptWork, broken: str) -> Iterator[None]:
    """What is refused, and what nobody foresaw (told as ``broken``), ends the work as failed."""
    with app.app_context():
        try:
            yield
        except Refused as refused:
            work.fail(refused.problems[0])
        except Exception:
            app.logger.exception("work beside a request stopped")
            work.fail(Problem("", broken))
        finally:
            db.session.remove()
            database.only_read(False)
