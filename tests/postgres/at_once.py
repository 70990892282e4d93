"""Two people of an office who write in the same moment, each over a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, BrokenBarrierError, Thread, local
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tracker.extensions import db

Write = Callable[[Session], object]
PATIENCE = 1.5
"""Seconds for which who holds a first clock waits for the other one to hold theirs."""


def at_once(app: Flask, *writes: Write) -> list[BaseException | None]:
    """Do both and commit; what each ran into, None for nothing.

    Each stops after the first clock it takes until the other has one too: were the two clocks taken
    in different orders, both would then wait for each other.
    """
    both, mine = Barrier(len(writes)), local()
    ends: list[BaseException | None] = [None] * len(writes)

    def stop(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "INSERT INTO id_clocks" in statement and not hasattr(mine, "stopped"):
            mine.stopped = True
            try:
                both.wait(PATIENCE)
            except BrokenBarrierError:
                return  # the other one waits for the clock that is held here, or is done

    def run(place: int) -> None:
        with app.app_context():
            try:
                writes[place](db.session())
                db.session.commit()
            except Exception as error:
                ends[place] = error
            finally:
                db.session.remove()

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_cursor_execute", stop)
    threads = [Thread(target=run, args=(place,)) for place in range(len(writes))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    event.remove(engine, "after_cursor_execute", stop)
    return ends
