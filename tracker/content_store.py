"""Where the contents of attachments lie: outside the web root, each under its own SHA-256.

``uploads/ab/abcdef…`` in the instance folder (``demo-uploads`` beside the sample ledger). A content
appears whole or not at all, is written once however often it comes, and is never changed: its name
proves it. Who may read it and what it is called is said by the rows of the ledger, not here.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from flask import current_app

from tracker.domain.problems import N_, Problem, Refused

CHUNK = 1 << 20
GROWING = ".growing-"
MEGABYTE = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Finding(Enum):
    """What lies in a content's place."""

    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"


def folder() -> Path:
    """The contents of the ledger in use."""
    name = "demo-uploads" if current_app.config["DEMO"] else "uploads"
    return Path(current_app.instance_path) / name


def store(stream: BinaryIO, limit: int, root: Path | None = None) -> tuple[str, int]:
    """Keep what the stream holds, at most ``limit`` bytes; its digest and size (bytes).

    Raises Refused for nothing at all and for too much; then nothing is kept.
    """
    root = root or folder()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=GROWING, dir=root)
    growing = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            digest, size = _poured(stream, target, limit)
            os.fsync(target.fileno())
        if verify(digest, size, root) is not Finding.WHOLE:
            _settle(growing, path_of(digest, root))
    finally:
        growing.unlink(missing_ok=True)
    return digest, size


def path_of(digest: str, root: Path | None = None) -> Path:
    """Where the content lies or would lie. Raises ValueError for anything but a digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return (root or folder()) / digest[:2] / digest


def open_content(digest: str, root: Path | None = None) -> BinaryIO:
    """The content for reading. Raises FileNotFoundError when it is not there."""
    return path_of(digest, root).open("rb")


def verify(digest: str, size: int | None = None, root: Path | None = None) -> Finding:
    """Whether the content is there, of that size and of that hash; reads all of it."""
    path = path_of(digest, root)
    if not path.is_file():
        return Finding.MISSING
    if size is not None and path.stat().st_size != size:
        return Finding.DAMAGED
    with path.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == digest
    return Finding.WHOLE if same else Finding.DAMAGED


def digests(root: Path | None = None) -> Iterator[str]:
    """Every content that lies here, in order."""
    for path in sorted((root or folder()).glob("??/*")):
        if _DIGEST.fullmatch(path.name):
            yield path.name


def _poured(stream: BinaryIO, target: BinaryIO, limit: int) -> tuple[str, int]:
    """Digest and size of what went from the one into the other."""
    hashed, size = hashlib.sha256(), 0
    while some := stream.read(CHUNK):
        size += len(some)
        if size > limit:
            most = limit // MEGABYTE
            raise Refused(Problem("", N_("A file has at most %(most)s MB."), {"most": most}))
        hashed.update(some)
        target.write(some)
    if not size:
        raise Refused(Problem("", N_("The file is empty.")))
    return hashed.hexdigest(), size


def _settle(growing: Path, path: Path) -> None:
    """Give the whole content its name, on the disk too before anybody relies on it."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    growing.replace(path)
    with contextlib.suppress(OSError):  # some systems open no folders
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
