"""The sample ledger is made once in a test run, however many processes run it, and copied."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.databases import make_app
from tracker.demo.files import make
from tracker.extensions import db

PATIENCE_SECONDS = 300


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A finished sample ledger, not to be written to."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent
    return once(folder, folder / "demo.sqlite")


@pytest.fixture(scope="session")
def demo_app(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a copy that all tests of a process read."""
    app = app_on_a_copy(demo_file, tmp_path_factory.mktemp("demo"))
    yield app
    dispose(app)


@pytest.fixture
def demo_session(demo_app: Flask) -> Iterator[Session]:
    with demo_app.app_context():
        yield db.session()
        db.session.remove()


@pytest.fixture
def own_demo(demo_file: Path, tmp_path: Path) -> Iterator[Flask]:
    """A copy to write in."""
    app = app_on_a_copy(demo_file, tmp_path)
    yield app
    dispose(app)


def app_on_a_copy(demo_file: Path, folder: Path) -> Flask:
    copy = folder / "demo.sqlite"
    shutil.copy(demo_file, copy)
    return make_app(folder, f"sqlite:///{copy}", DEMO=True)


def app_with(folder: Path, settings: dict[str, object]) -> Flask:
    return make_app(folder, **settings)  # type: ignore[arg-type]


def dispose(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def once(folder: Path, path: Path) -> Path:
    """Whoever comes first makes the file; it appears finished, the others wait for it."""
    turn = path.with_suffix(".turn")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        try:
            turn.touch(exist_ok=False)
        except FileExistsError:
            assert time.monotonic() < deadline, "nobody has finished the sample ledger"
            time.sleep(0.2)
            continue
        try:
            if not path.exists():
                make(lambda settings: app_with(folder, settings), path, lambda *_: None)
        finally:
            turn.unlink()
    return path
