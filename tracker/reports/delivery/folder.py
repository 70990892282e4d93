"""A report as a file below the one folder that the office has set."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from tracker.config import PREFIX
from tracker.domain.problems import N_
from tracker.domain.saved_views import plain_name
from tracker.reports.delivery import NotDelivered, in_one_line

SETTING = f"{PREFIX}REPORT_FOLDER"
READABLE = 0o640
"""By the owner and the group of the folder."""


def put(root: str, places: Sequence[str], name: str, content: bytes) -> str:
    """Write the file whole or not at all, in place of an earlier one of that name.

    Returns its path below the root. ``places`` are the names of the folders down to it, which are
    made safe and created. Raises NotDelivered, also where a link leads out of the root.
    """
    top = _root(root)
    inside = [*map(plain_name, places), name]
    try:
        folder = top
        for one in inside[:-1]:
            folder /= one
            folder.mkdir(exist_ok=True)
            if folder.is_symlink() or folder.resolve() != folder:
                raise NotDelivered(
                    N_("%(folder)s is a link; reports go into real folders only."), folder=folder
                )
        _replace(folder, name, content)
    except OSError as error:
        raise NotDelivered(
            N_("The folder of the reports cannot be written: %(reason)s"),
            reason=in_one_line(f"{Path(*inside[:-1])}: {error.strerror or error}"),
        ) from error
    return "/".join(inside)


def _root(root: str) -> Path:
    if not root:
        raise NotDelivered(
            N_("Nothing can be written: the setting %(name)s is missing."), name=SETTING
        )
    path = Path(root)
    if not path.is_absolute() or not path.is_dir():
        raise NotDelivered(
            N_("%(name)s is %(folder)s, which is no folder with its whole path."),
            name=SETTING,
            folder=root,
        )
    return path.resolve()


def _replace(folder: Path, name: str, content: bytes) -> None:
    """On the disk before it bears its name; the name itself is never followed, but replaced."""
    growing = folder / f".{secrets.token_hex(8)}.part"
    try:
        handle = os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READABLE)
        with os.fdopen(handle, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        growing.replace(folder / name)
    except BaseException:
        growing.unlink(missing_ok=True)
        raise
    _settle(folder)


def _settle(folder: Path) -> None:
    """The new name is on the disk too, where the system can be told so."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
