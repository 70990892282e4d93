"""A real PostgreSQL ledger, whatever the other tests run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import PostgresDatabases, make_app, postgres_databases
from tracker.extensions import db


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresDatabases]:
    with postgres_databases(tmp_path_factory.mktemp("postgres")) as made:
        yield made


@pytest.fixture
def app(databases: PostgresDatabases, tmp_path: Path) -> Iterator[Flask]:
    with databases.ledger(tmp_path) as uri:
        app = make_app(tmp_path, uri)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
