"""The real thing for every test: a migrated SQLite file of its own, accounts, a center."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.databases import (
    ON_POSTGRES,
    PostgresDatabases,
    SqliteFiles,
    make_app,
    postgres_databases,
)
from tests.factories import PASSWORD, QUICK_HASHER, actor_of, open_office
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import Center
from tracker.permissions import Actor
from tracker.services import passwords

THE_PROGRAMS_HASHER = passwords.HASHER


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", QUICK_HASHER)
        yield


@pytest.fixture
def slow_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashes with all the work that the program gives them."""
    monkeypatch.setattr(passwords, "HASHER", THE_PROGRAMS_HASHER)
    passwords.nobodys.cache_clear()
    yield
    passwords.nobodys.cache_clear()


@pytest.fixture(scope="session")
def databases(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SqliteFiles | PostgresDatabases]:
    """Makes an empty, migrated ledger for each test."""
    folder = tmp_path_factory.mktemp("ledger")
    if ON_POSTGRES:
        with postgres_databases(folder) as made:
            yield made
    else:
        yield SqliteFiles(folder)


@pytest.fixture
def app(databases: SqliteFiles | PostgresDatabases, tmp_path: Path) -> Iterator[Flask]:
    with databases.ledger(tmp_path) as uri:
        app = make_app(tmp_path, uri)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()
        db.session.remove()


@pytest.fixture
def center(session: Session) -> Center:
    """Center LS with two organisations, one account a role."""
    return open_office(session)


@pytest.fixture
def actors(session: Session, center: Center) -> dict[Role, Actor]:
    """Who asks, by role; the mediator belongs to 镇人民调解委员会."""
    return {role: actor_of(session, center, role) for role in Role}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def login(client: FlaskClient, center: Center) -> Callable[[Role | str], FlaskClient]:
    """Sign in as the account of that role."""

    def sign_in(role: Role | str) -> FlaskClient:
        client.post("/login", data={"name": str(role), "password": PASSWORD})
        return client

    return sign_in
