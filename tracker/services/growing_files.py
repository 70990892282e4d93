"""Files that are there whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BESIDE = ("", "-wal", "-shm")
"""The file itself and those that SQLite keeps beside it while it is in use."""


@contextmanager
def growing_file(target: Path) -> Iterator[Path]:
    """A file of the owner's only beside ``target``, which takes its name when all went well."""
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target.parent))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    growing = Path(name)
    try:
        yield growing
        with growing.open("rb+") as file:
            os.fsync(file.fileno())
        growing.replace(target)
    finally:
        for end in (*BESIDE, "-journal"):
            Path(f"{growing}{end}").unlink(missing_ok=True)
