"""Pictures of attachments to look at, drawn anew, so that nothing of the file itself is shown; and
the text of a PDF.

Each is made by a process of its own (``page_drawing.py``) within bounds of memory and time; a file
that cannot be drawn is offered for download all the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from tracker import content_store
from tracker.domain.media import Look, Media

PAGE, THUMBNAIL = 1600, 160
"""The longer edge in pixels."""
MOST_PAGES = 200
SECONDS = 30
AT_A_TIME = BoundedSemaphore(2)
"""Pages drawn at the same time by a process of the server."""

PROGRAM = Path(__file__).with_name("page_drawing.py")


class NoPicture(Exception):
    """The content cannot be drawn: damaged, locked by a password, too large, or no such page."""


def sizes(digest: str, media: Media) -> list[tuple[int, int]]:
    """Width and height of each page (points), at most ``MOST_PAGES``. Raises NoPicture."""
    if media.look is not Look.PAGES:
        raise NoPicture(media)
    try:
        found = json.loads(_drawn("sizes", digest, media))
        return [(round(width) or 1, round(height) or 1) for width, height in found[:MOST_PAGES]]
    except (ValueError, TypeError) as error:
        raise NoPicture(digest) from error


def texts(content: bytes) -> list[str]:
    """The text of each page of a PDF, empty for a page of pictures. Raises NoPicture."""
    try:
        with _turn():
            found = json.loads(_done(_words("texts", "pdf"), input=content))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise NoPicture("texts") from error
    return [str(one) for one in found]


def draw(digest: str, media: Media, edge: int = PAGE, page: int = 1) -> bytes:
    """A PNG of the picture or of the page, counted from 1. Raises NoPicture."""
    if media.look not in (Look.PAGES, Look.PICTURE) or not 1 <= page <= MOST_PAGES:
        raise NoPicture(media)
    picture = _drawn("draw", digest, media, edge, page)
    if not picture.startswith(b"\x89PNG"):
        raise NoPicture(digest)
    return picture


@lru_cache(maxsize=256)
def thumbnail(digest: str, media: Media) -> bytes:
    """The first page or the picture, small; lists show the same ones again and again, and a content
    never changes. Raises NoPicture.
    """
    return draw(digest, media, THUMBNAIL)


def _drawn(task: str, digest: str, media: Media, edge: int = PAGE, page: int = 1) -> bytes:
    words = _words(task, media.suffixes[-1][1:], edge, page)
    try:
        with content_store.open_content(digest) as content, _turn():
            return _done(words, stdin=content)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPicture(digest) from error


def _words(task: str, kind: str, edge: int = PAGE, page: int = 1) -> list[str]:
    return [sys.executable, "-I", str(PROGRAM), task, kind, str(edge), str(page)]


def _done(words: list[str], **given: Any) -> bytes:
    done = subprocess.run(  # noqa: S603 - a fixed program; nothing of it comes from outside
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=True,
        **given,
    )
    return bytes(done.stdout)


@contextmanager
def _turn() -> Iterator[None]:
    """Whoever waits too long goes without a picture: the server has other things to do as well."""
    if not AT_A_TIME.acquire(timeout=SECONDS):
        raise TimeoutError
    try:
        yield
    finally:
        AT_A_TIME.release()
