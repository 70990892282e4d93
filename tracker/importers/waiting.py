"""Uploaded ledgers on their way in: kept in the instance folder until imported or swept away."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from tracker import kept_work
from tracker.kept_work import DAY, KeptWork
from tracker.services.import_batches import CASES

REJECTS_KEPT_SECONDS = 7 * DAY
CHUNK = 1 << 20


@dataclass(kw_only=True)
class Waiting(KeptWork):
    """``state``: new, reading, ready, writing, imported or failed; ``kind`` is what it holds."""

    WORKING: ClassVar[tuple[str, ...]] = ("reading", "writing")

    filename: str
    kind: str = CASES
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    found: dict[str, Any] | None = None
    batch_id: int | None = None

    @property
    def path(self) -> Path:
        return self.beside("ledger")

    def chosen(self) -> dict[str, dict[int, str]]:
        """What a person picked: sheet -> column index -> key."""
        return {
            sheet: {int(index): key for index, key in columns.items()}
            for sheet, columns in self.choices.items()
        }

    def claim(self) -> bool:
        """Whether this call may import the file; of two at the same time only one may."""
        try:
            os.close(os.open(self._claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        return True

    def release(self) -> None:
        self._claim.unlink(missing_ok=True)

    @property
    def _claim(self) -> Path:
        return self.beside("claim")


def keep(folder: Path, content: BinaryIO, filename: str, owner: str, kind: str = CASES) -> Waiting:
    """Store an uploaded file under a new token."""
    token = kept_work.new_token(folder)
    waiting = Waiting(folder=folder, token=token, owner=owner, filename=filename, kind=kind)
    with kept_work.new_file(waiting.path) as target:
        while some := content.read(CHUNK):
            target.write(some)
    waiting.save()
    return waiting


def sweep(folder: Path) -> None:
    """Delete what has waited too long."""
    kept_work.sweep(folder, lambda path: REJECTS_KEPT_SECONDS if path.suffix == ".xlsx" else DAY)


def rejects_path(folder: Path, center_id: int, batch_id: int) -> Path:
    return folder / f"rejects-{center_id}-{batch_id}.xlsx"
