"""The real thing for every test: a migrated SQLite file of its own, accounts, a center."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.beginnings import BEGINNINGS
from tests.databases import ON_POSTGRES, Ledgers, postgres_databases, sqlite_files
from tests.factories import PASSWORD, QUICK_HASHER, actor_of
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import Center
from tracker.permissions import Actor
from tracker.services import passwords

THE_PROGRAMS_HASHER = passwords.HASHER
SELDOM = 5000
"""New objects between two looks for garbage; usually after 700."""


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
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledgers]:
    make = postgres_databases if ON_POSTGRES else sqlite_files
    with make(tmp_path_factory.mktemp("ledger")) as made, _garbage_sought_seldom():
        yield made


@contextmanager
def _garbage_sought_seldom() -> Iterator[None]:
    """What the program and the tests consist of is not looked through again for each test."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, *usual[1:])
    yield
    gc.set_threshold(*usual)
    gc.unfreeze()


@pytest.fixture
def app(request: pytest.FixtureRequest, ledgers: Ledgers, tmp_path: Path) -> Iterator[Flask]:
    """The application on a ledger of the test's own; its instance folder is ``tmp_path``."""
    fills = [fill for name, fill in BEGINNINGS.items() if name in request.fixturenames]
    with ledgers.ledger(tmp_path, *fills[:1]) as app:
        yield app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()
        db.session.remove()


@pytest.fixture
def center(session: Session) -> Center:
    """Center LS with two organisations, one account a role."""
    found = session.scalars(select(Center).where(Center.code == "LS")).one()
    session.commit()  # else nobody beside the test could write
    return found


@pytest.fixture
def filled_center(center: Center) -> Center:
    """The same with cases of two years."""
    return center


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
