"""``tracker`` as somebody types it: on an instance folder of its own, with nothing else set.

``tracker`` runs in this process, each time in an application of its own; ``process`` and
``running`` are for what only a real process shows.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask, appcontext_tearing_down
from sqlalchemy.orm import Session

from tests.beginnings import filled_center
from tests.databases import ON_POSTGRES, SqliteFiles, make_app
from tests.demo.conftest import once
from tests.factories import open_office
from tracker.cli import main
from tracker.extensions import db
from tracker.models import Center

PROGRAM = Path(sys.executable).with_name("tracker")


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The one line on stderr."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty instance folder, and the settings' defaults."""
    if ON_POSTGRES:
        pytest.skip("the terminal is tried on a SQLite file")
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "instance"
    folder.mkdir()
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(folder))
    monkeypatch.setenv("LANGUAGE", "")  # the command sets it for itself
    return folder


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_LOCALE", "en")


@pytest.fixture
def tracker(home: Path) -> Callable[..., Said]:
    """Run a command; what nobody foresaw, which would be a traceback, fails the test."""

    def run(*words: object, typed: str | None = None) -> Said:
        with appcontext_tearing_down.connected_to(_let_go):
            result = CliRunner().invoke(main, [str(word) for word in words], input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def on_the_ledger(
    app: Flask, center: Center, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run ``tracker`` on a center's ledger, speaking English; gives (exit code, stdout, stderr)."""
    if ON_POSTGRES:
        pytest.skip("the terminal is tried on a SQLite file")
    monkeypatch.setenv("TRACKER_INSTANCE_PATH", str(tmp_path))
    monkeypatch.setenv("TRACKER_DATABASE_URI", app.config["DATABASE_URI"])
    monkeypatch.setenv("TRACKER_SECRET_KEY", "only for tests")
    monkeypatch.setenv("TRACKER_LOCALE", "en")

    def run(*words: object) -> tuple[int, str, str]:
        db.session.rollback()
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.stdout, result.stderr

    return run


def _let_go(_app: Flask, **_more: object) -> None:
    """A command that has ended keeps no file open."""
    db.engine.dispose()


@pytest.fixture
def process(home: Path) -> Callable[..., Said]:
    """Run a command in a process of its own."""

    def run(*words: object) -> Said:
        done = subprocess.run(
            [PROGRAM, *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(),
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def running(home: Path) -> Callable[..., AbstractContextManager[subprocess.Popen[str]]]:
    """``with running("serve") as server``: a process that is stopped at the end."""

    @contextmanager
    def started(*words: object) -> Iterator[subprocess.Popen[str]]:
        with subprocess.Popen(
            [PROGRAM, *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
        ) as server:
            try:
                yield server
            finally:
                server.kill()

    return started


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


@pytest.fixture
def ledger(home: Path, ledgers: SqliteFiles) -> Callable[[], AbstractContextManager[Session]]:
    """Center LS in the default ledger. ``with ledger() as session`` looks into it, and lets go."""
    path = home / "tracker.sqlite"
    shutil.copy(ledgers.kept(ledgers.template(open_office)), path)

    @contextmanager
    def opened() -> Iterator[Session]:
        with make_app(home, f"sqlite:///{path}").app_context():
            try:
                yield db.session()
            finally:
                db.session.remove()
                db.engine.dispose()

    return opened


@pytest.fixture
def filled(home, ledger, ledgers):
    """The same with cases of two years."""
    shutil.copy(ledgers.kept(ledgers.template(filled_center)), home / "tracker.sqlite")
    return ledger


@pytest.fixture
def figures(filled, tracker):
    """The summary as a script reads it."""

    def of(year=2024, *more):
        said = tracker("summary", year, "--format", "json", *more)
        assert (said.code, said.err) == (0, "")
        return said.json

    return of


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The finished sample ledger that tests/demo reads as well, not to be written to."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent
    return once(folder, folder / "demo.sqlite")


@pytest.fixture
def demo_home(home: Path, demo_file: Path) -> Path:
    """The instance folder with a copy of the sample ledger in its place."""
    shutil.copy(demo_file, home / "demo.sqlite")
    return home
