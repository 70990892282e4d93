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
    """``state``: new, making, ready, failed or cancelled; ``size`` in bytes once it is ready.

    ``needs`` is the permission (its name) without which nobody may have the file.
    """

    WORKING: ClassVar[tuple[str, ...]] = ("new", "making")

    filename: str
    media_type: str
    needs: str
    asked_at: float
    size: int = 0

    @property
    def path(self) -> Path:
        return self.beside("file")

    @property
    def kept_until(self) -> float:
        """Seconds since 1970."""
        return self.told_at + DAY

    @property
    def is_over(self) -> bool:
        return not self.works and time.time() > self.kept_until

    def cancel(self) -> None:
        """Whichever process makes the file sees it at its next step."""
        self.beside("cancel").touch(mode=0o600)

    def stop_if_cancelled(self) -> None:
        """Raises Cancelled when nobody wants the file any more."""
        if self.beside("cancel").exists():
            raise Cancelled

    def progress(self) -> Tell:
        """Stops the work at the next step after it was cancelled."""
        tell = super().progress()

        def tell_or_stop(done: int, total: int) -> None:
            if time.time() - self.told_at >= kept_work.STEP_SECONDS:
                self.stop_if_cancelled()
            tell(done, total)

        return tell_or_stop


def begin(folder: Path, owner: str, filename: str, media_type: str, needs: str) -> ExportJob:
    job = ExportJob(
        folder=folder,
        token=kept_work.new_token(folder),
        owner=owner,
        filename=filename,
        media_type=media_type,
        needs=needs,
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
        if job is not None and not job.is_over:
            yield job
