"""Uploaded ledgers on their way in: kept in the instance folder until imported or swept away.

A file lies there under a name nobody can guess and is given only to the account that sent it. What
is known of it (how far the work is, what was found) stands beside it as JSON, so that any process
of the server can answer for it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

DAY = 24 * 3600
KEPT_SECONDS = DAY
REJECTS_KEPT_SECONDS = 7 * DAY
SILENT_SECONDS = 300
"""Work that has not said anything for so long has ended with its process."""
STEP_SECONDS = 0.3

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
CHUNK = 1 << 20


@dataclass
class Waiting:
    """``state``: new, reading, ready, writing, imported or failed."""

    folder: Path
    token: str
    account_id: int
    filename: str
    state: str = "new"
    done: int = 0
    total: int = 0
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    found: dict[str, Any] | None = None
    failure: dict[str, Any] | None = None
    batch_id: int | None = None
    told_at: float = 0.0

    @property
    def path(self) -> Path:
        return self.folder / f"{self.token}.ledger"

    @property
    def works(self) -> bool:
        return self.state in ("reading", "writing")

    @property
    def is_silent(self) -> bool:
        return self.works and time.time() - self.told_at > SILENT_SECONDS

    def chosen(self) -> dict[str, dict[int, str]]:
        """What a person picked: sheet -> column index -> key."""
        return {
            sheet: {int(index): key for index, key in columns.items()}
            for sheet, columns in self.choices.items()
        }

    def save(self, **changes: Any) -> None:
        """Remember the changes; readers see either all of them or none."""
        for name, value in changes.items():
            setattr(self, name, value)
        self.told_at = time.time()
        facts = {name: value for name, value in asdict(self).items() if name != "folder"}
        target = self.folder / f"{self.token}.json"
        part = target.with_suffix(f".{secrets.token_hex(8)}.part")
        part.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        part.replace(target)

    def progress(self) -> Callable[[int, int], None]:
        """Tells how far the work is, not more often than a person can see."""

        def tell(done: int, total: int) -> None:
            if time.time() - self.told_at >= STEP_SECONDS:
                self.save(done=done, total=total)

        return tell

    def claim(self) -> bool:
        """Whether this call may import the file; of two at the same time only one may."""
        try:
            os.close(os.open(self._claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        return True

    def release(self) -> None:
        self._claim.unlink(missing_ok=True)

    def discard(self) -> None:
        for path in self.folder.glob(f"{self.token}.*"):
            path.unlink(missing_ok=True)

    @property
    def _claim(self) -> Path:
        return self.folder / f"{self.token}.claim"


def keep(folder: Path, content: BinaryIO, filename: str, account_id: int) -> Waiting:
    """Store an uploaded file under a new token."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = Waiting(folder, secrets.token_urlsafe(32), account_id, filename)
    handle = os.open(waiting.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as target:
        while some := content.read(CHUNK):
            target.write(some)
    waiting.save()
    return waiting


def find(folder: Path, token: str, account_id: int) -> Waiting | None:
    """The file of that token, if this account sent it."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        facts = json.loads((folder / f"{token}.json").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return Waiting(folder, **facts) if facts["account_id"] == account_id else None


def sweep(folder: Path) -> None:
    """Delete what has waited too long."""
    now = time.time()
    for path in folder.glob("*"):
        kept = REJECTS_KEPT_SECONDS if path.suffix == ".xlsx" else KEPT_SECONDS
        try:
            if now - path.stat().st_mtime > kept:
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue


def rejects_path(folder: Path, center_id: int, batch_id: int) -> Path:
    return folder / f"rejects-{center_id}-{batch_id}.xlsx"
