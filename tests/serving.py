"""The application behind the server that offices use, for tests that need a real connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from waitress.wasyncore import close_all

from tracker.cli.serve import bound


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """The port of this machine at which it answers until the block ends."""
    server = bound(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.effective_port
    finally:
        # the loop ends of itself, in its own thread, once nothing is left to listen to
        server.trigger.pull_trigger(lambda: close_all(server._map))
        thread.join()
        server.task_dispatcher.shutdown()
