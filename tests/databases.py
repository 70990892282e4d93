"""Where a test's ledger lies: a SQLite file, or a PostgreSQL database when asked for.

``TRACKER_TEST_DATABASE=postgres`` runs every test that takes the ``app`` fixture on PostgreSQL;
``TRACKER_TEST_POSTGRES_URI`` names a server, otherwise one is started.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text

from tests.postgres_server import running_server
from tracker import create_app
from tracker.extensions import db

ON_POSTGRES = os.environ.get("TRACKER_TEST_DATABASE") == "postgres"


class CompiledTemplates(BytecodeCache):
    """Templates are compiled once a process, not once an application."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.kept.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


COMPILED_TEMPLATES = CompiledTemplates()


def make_app(folder: Path, uri: str | None = None, **overrides: object) -> Flask:
    app = create_app(
        {
            "TESTING": True,
            "INSTANCE_PATH": str(folder),
            "DATABASE_URI": uri or f"sqlite:///{folder / 'test.sqlite'}",
            "SECRET_KEY": "only for tests",
            "WTF_CSRF_ENABLED": False,
            **overrides,
        }
    )
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    return app


class SqliteFiles:
    """A migrated file is made once and copied for each test."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "test.sqlite"
        migrate(make_app(folder))

    @contextmanager
    def ledger(self, folder: Path) -> Iterator[str]:
        shutil.copy(self.template, folder / "test.sqlite")
        yield f"sqlite:///{folder / 'test.sqlite'}"


class PostgresDatabases:
    """A migrated database is made once and cloned for each test."""

    def __init__(self, server_uri: str, folder: Path) -> None:
        self.server = create_engine(server_uri, isolation_level="AUTOCOMMIT")
        self.template = f"template_{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {self.template}")
        migrate(make_app(folder, self._uri(self.template)))

    @contextmanager
    def ledger(self, _folder: Path) -> Iterator[str]:
        name = f"ledger_{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.template}")
        yield self._uri(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._run(f"DROP DATABASE {self.template} WITH (FORCE)")
        self.server.dispose()

    def _uri(self, name: str) -> str:
        return self.server.url.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self.server.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def postgres_databases(folder: Path) -> Iterator[PostgresDatabases]:
    """Databases on the named server, or on one that is started for the tests."""
    named = os.environ.get("TRACKER_TEST_POSTGRES_URI")
    if named:
        databases = PostgresDatabases(named, folder)
        yield databases
        databases.close()
        return
    server_folder = folder / "server"
    server_folder.mkdir()
    with running_server(server_folder) as uri:
        databases = PostgresDatabases(uri, folder)
        yield databases
        databases.close()


def migrate(app: Flask) -> None:
    with app.app_context():
        upgrade()
        db.engine.dispose()
