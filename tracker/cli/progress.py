"""How far long work is, told on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from tracker.cli.words import sentence
from tracker.domain.telling import Tell


@contextmanager
def bar(message: str) -> Iterator[Tell]:
    """A progress bar on a terminal, nothing when piped."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(sentence(message), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
