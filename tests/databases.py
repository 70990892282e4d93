"""Where a test's ledger lies: a SQLite file, or a PostgreSQL database when asked for.

``TRACKER_TEST_DATABASE=postgres`` runs every test that takes the ``app`` fixture on PostgreSQL;
``TRACKER_TEST_POSTGRES_URI`` names a server and a superuser of it, otherwise one is started.
"""

from __future__ import annotations

import os
import shutil
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from tests.postgres_beginning import Beginning
from tests.postgres_server import running_server
from tracker import create_app
from tracker.extensions import db
from tracker.indicators import remembered

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
            "EXPORT_PATIENCE": 60.0,
            **overrides,
        }
    )
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    return app


INSTANCE = "current"
Fill = Callable[[Session], object]
"""Writes what a ledger begins with; what it gives back is kept beside the ledger."""


class Ledgers(ABC):
    """One application for all tests of a process, and a ledger of its own for each of them.

    An application of its own would compile its routes and every statement anew for each test. Its
    instance folder is a link that stands for the folder of the test at hand.
    """

    def __init__(self, folder: Path, uri: str) -> None:
        self.folder = folder
        self._stand_for(folder)
        self.app = make_app(folder / INSTANCE, uri)
        self.config = dict(self.app.config)
        self.gave: dict[str, Any] = {}
        self.given: Any = None
        """What the writing of the ledger at hand gave back."""

    @contextmanager
    def ledger(self, folder: Path, *fills: Fill) -> Iterator[Flask]:
        """The application on a migrated ledger that begins with what the fills write."""
        template = self.template(*fills)
        self._begin(folder, template)
        self.given = self.gave[template]
        yield self.app
        self._end()
        self.drop()

    def template(self, *fills: Fill) -> str:
        """The name under which it is kept; written once, so that a test takes a copy."""
        name = "_".join(["template", *(fill.__name__ for fill in fills)])
        if name not in self.gave:
            empty = self.template() if fills else None
            scratch = self.folder / name
            scratch.mkdir()
            self._begin(scratch, empty)
            gave = None
            with self.app.app_context():
                upgrade()
                for fill in fills:
                    gave = fill(db.session())
            self._end()
            self.keep(name)
            self.gave[name] = gave
        return name

    def _begin(self, folder: Path, template: str | None) -> None:
        """In that folder, as the template was kept, with the files that lie beside its ledger."""
        self._stand_for(folder)
        if template:
            shutil.copytree(self.folder / template, folder, dirs_exist_ok=True)
        self.copy(template)

    def _stand_for(self, folder: Path) -> None:
        link = self.folder / INSTANCE
        link.unlink(missing_ok=True)
        link.symlink_to(folder)

    def _end(self) -> None:
        """As if the program had ended."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self.app.config.clear()
        self.app.config.update(self.config)
        remembered.forget()

    @abstractmethod
    def beside(self, folder: Path) -> AbstractContextManager[str]:
        """The address of another empty ledger, for who needs an application of their own."""

    @abstractmethod
    def copy(self, template: str | None) -> None:
        """The ledger at hand is as the template was kept; empty without one."""

    @abstractmethod
    def keep(self, template: str) -> None:
        """The ledger at hand becomes a template."""

    @abstractmethod
    def drop(self) -> None:
        """The test is over; nothing of it may be there for the next one."""

    @abstractmethod
    def close(self) -> None:
        """All tests are over."""


class SqliteFiles(Ledgers):
    def __init__(self, folder: Path) -> None:
        self.file = folder / INSTANCE / "test.sqlite"
        super().__init__(folder, f"sqlite:///{self.file}")

    @contextmanager
    def beside(self, folder: Path) -> Iterator[str]:
        yield f"sqlite:///{shutil.copy(self.kept(self.template()), folder / 'test.sqlite')}"

    def copy(self, template: str | None) -> None:
        """It came with the template's folder."""

    def kept(self, template: str) -> Path:
        return self.folder / template / "test.sqlite"

    def keep(self, template: str) -> None:
        """It lies in the template's folder already."""

    def drop(self) -> None:
        """The test's folder is pytest's."""

    def close(self) -> None:
        """So is the folder of the templates."""


class PostgresDatabases(Ledgers):
    """A database for each beginning, which is put back after each test.

    The one at hand bears the name that the application knows, the others wait under theirs.
    """

    def __init__(self, server_uri: str, folder: Path) -> None:
        self.server = create_engine(server_uri, isolation_level="AUTOCOMMIT")
        self.name = f"ledger_{uuid.uuid4().hex[:12]}"
        self.beginnings: dict[str, Beginning] = {}
        self.at_hand: str | None = None
        super().__init__(folder, self._uri(self.name))

    @contextmanager
    def beside(self, folder: Path) -> Iterator[str]:
        name = f"beside_{uuid.uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._kept(self.template())}")
        yield self._uri(name)
        self._drop(name)

    def copy(self, template: str | None) -> None:
        if template is not None and template == self.at_hand:
            return
        self._put_away()
        if template is None:
            self._run(f"CREATE DATABASE {self.name} TEMPLATE template1")
        elif template in self.beginnings:
            self._rename(self._waiting(template), self.name)
        else:
            self._run(f"CREATE DATABASE {self.name} TEMPLATE {self._kept(template)}")
            self.beginnings[template] = Beginning(self._uri(self.name))
        self.at_hand = template

    def keep(self, template: str) -> None:
        self._forget()
        self._rename(self.name, self._kept(template))

    def drop(self) -> None:
        if self.at_hand is None or not self.beginnings[self.at_hand].put_back():
            self._forget()
            self._drop(self.name)

    def close(self) -> None:
        self._put_away()
        for template in self.beginnings:
            self._drop(self._waiting(template))
        for template in self.gave:
            self._drop(self._kept(template))
        self.server.dispose()

    def _put_away(self) -> None:
        if self.at_hand is not None:
            self.beginnings[self.at_hand].let_go()
            self._rename(self.name, self._waiting(self.at_hand))
        self.at_hand = None

    def _forget(self) -> None:
        """The database at hand is no longer what it was at its beginning."""
        if self.at_hand is not None:
            self.beginnings.pop(self.at_hand).let_go()
        self.at_hand = None

    def _waiting(self, template: str) -> str:
        return f"{self.name}_waiting_{template}"

    def _kept(self, template: str) -> str:
        return f"{self.name}_{template}"

    def _uri(self, name: str) -> str:
        return self.server.url.set(database=name).render_as_string(hide_password=False)

    def _rename(self, name: str, new: str) -> None:
        self._run(f"ALTER DATABASE {name} RENAME TO {new}")

    def _drop(self, name: str) -> None:
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with self.server.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def sqlite_files(folder: Path) -> Iterator[SqliteFiles]:
    files = SqliteFiles(folder)
    yield files
    files.close()


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
