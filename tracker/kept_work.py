"""Work beside a request: what is known of it lies as JSON in the instance folder.

It lies there under a name nobody can guess and is given only to the account that asked for it, so
that any process of the server can answer for it. What the work is, its own module says.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Self

from tracker.domain.problems import Problem
from tracker.domain.telling import Tell

DAY = 24 * 3600
SILENT_SECONDS = 300
"""Work that has not said anything for so long has ended with its process."""
STEP_SECONDS = 0.3

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(kw_only=True)
class KeptWork:
    """``state`` is one of the work's own words; in those of ``WORKING`` somebody is at it."""

    WORKING: ClassVar[tuple[str, ...]] = ()

    folder: Path
    token: str
    owner: str
    state: str = "new"
    done: int = 0
    total: int = 0
    failure: dict[str, Any] | None = None
    told_at: float = 0.0

    @classmethod
    def find(cls, folder: Path, token: str, owner: str) -> Self | None:
        """The work of that token, if this owner (``Actor.key``) asked for it."""
        if not _TOKEN.fullmatch(token):
            return None
        try:
            facts = json.loads((folder / f"{token}.json").read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return cls(folder=folder, **facts) if facts.get("owner") == owner else None

    @property
    def works(self) -> bool:
        return self.state in self.WORKING

    @property
    def is_silent(self) -> bool:
        return self.works and time.time() - self.told_at > SILENT_SECONDS

    @property
    def is_alive(self) -> bool:
        """Whether somebody is at it, as far as can be told."""
        return self.works and not self.is_silent

    def save(self, **changes: Any) -> None:
        """Remember the changes; readers see either all of them or none."""
        for name, value in changes.items():
            setattr(self, name, value)
        self.told_at = time.time()
        facts = {name: value for name, value in asdict(self).items() if name != "folder"}
        target = self.beside("json")
        part = target.with_suffix(f".{secrets.token_hex(8)}.part")
        text = json.dumps(facts, ensure_ascii=False, default=str)
        part.write_text(text, encoding="utf-8")
        part.replace(target)

    def fail(self, problem: Problem) -> None:
        self.save(state="failed", failure=kept(problem))

    def progress(self) -> Tell:
        """Tells how far the work is, not more often than a person can see."""

        def tell(done: int, total: int) -> None:
            if time.time() - self.told_at >= STEP_SECONDS:
                self.save(done=done, total=total)

        return tell

    def beside(self, suffix: str) -> Path:
        """The work's own file of that kind."""
        return self.folder / f"{self.token}.{suffix}"

    def discard(self) -> None:
        for path in self.folder.glob(f"{self.token}.*"):
            path.unlink(missing_ok=True)


def kept(problem: Problem) -> dict[str, Any]:
    """The problem as JSON keeps it; it is told in the reader's language later."""
    return {"problem": problem.message, "values": dict(problem.values)}


def problem_of(found: dict[str, Any]) -> Problem:
    return Problem("", found["problem"], found["values"])


def new_token(folder: Path) -> str:
    """For work that will lie in this folder, which is for nobody else on the machine."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return secrets.token_urlsafe(32)


def new_file(path: Path) -> BinaryIO:
    """A file that was not there before, for its owner alone."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def sweep(folder: Path, kept: Callable[[Path], float] = lambda path: DAY) -> None:
    """Delete what has lain for longer (seconds) than it is ``kept``."""
    now = time.time()
    for path in folder.glob("*"):
        try:
            if now - path.stat().st_mtime > kept(path):
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue
