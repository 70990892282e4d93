"""Files in the making, and made: in the instance folder, a day long, for the one who asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tracker import kept_work
from tracker.domain.telling import Tell
from tracker.kept_work import DAY, KeptWork


class Cancelled(Exception):
    """Whoever asked for the file wants it no more."""


@dataclass(kw_only=True)
class ExportJob(KeptWork):
    """``state``: new, making, ready, failed or cancelled; ``size`` in bytes once it is ready."""

    WORKING: ClassVar[tuple[str, ...]] = ("new", "making")

    filename: str
    media_type: str
    asked_at: float
    size: int = 0

    @property
    def path(self) -> Path:
        return self.beside("file")

    @property
    def kept_until(self) -> float:
        """Seconds since 1970."""
        return self.told_at + DAY

    def cancel(self) -> None:
        """Whichever process makes the file sees it at its next step."""
        self.beside("cancel").touch(mode=0o600)

    def progress(self) -> Tell:
        """Raises Cancelled as soon as nobody wants the file any more."""
        tell = super().progress()
        cancelled = self.beside("cancel")

        def tell_or_stop(done: int, total: int) -> None:
            if time.time() - self.told_at >= kept_work.STEP_SECONDS and cancelled.exists():
                raise Cancelled
            tell(done, total)

        return tell_or_stop


def begin(folder: Path, owner: str, filename: str, media_type: str) -> ExportJob:
    job = ExportJob(
        folder=folder,
        token=kept_work.new_token(folder),
        owner=owner,
        filename=filename,
        media_type=media_type,
        asked_at=time.time(),
    )
    job.save()
    return job


def jobs_of(folder: Path, owner: str) -> list[ExportJob]:
    """What this owner asked for in the last day, the latest first."""
    return sorted(_found(folder, owner), key=lambda job: job.asked_at, reverse=True)


def _found(folder: Path, owner: str) -> Iterator[ExportJob]:
    for path in folder.glob("*.json"):
        job = ExportJob.find(folder, path.stem, owner)
        if job is not None:
            yield job
