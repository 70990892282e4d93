"""People at their browsers, each with a session of their own; the ledger looked at from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.databases import Ledgers
from tests.factories import PASSWORD
from tests.views.matrix import batch_of, center_of, file_waits, made_files
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import AuditLine, Center


class Browser(FlaskClient):
    """Each request has an application context of its own, as it has outside of tests, and each
    answer is read to its end, so that no file of it stays open.
    """

    def open(self, *arguments: Any, **options: Any) -> Any:
        options.setdefault("buffered", True)
        with self.application.app_context():
            return super().open(*arguments, **options)


@pytest.fixture
def ledger(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """``with ledger() as session``: an application context that ends before the next request."""

    @contextmanager
    def opened() -> Iterator[Session]:
        with app.app_context():
            yield db.session()
            db.session.remove()

    return opened


@pytest.fixture
def office(ledger: Callable[[], AbstractContextManager[Session]]) -> int:
    """The id of center LS; another center with the same names stands beside it."""
    with ledger() as session:
        return center_of(session, "LS").id


@pytest.fixture
def filled_office(office: int) -> int:
    """The same; in LS there are cases of two years."""
    return office


@pytest.fixture
def filled_offices(office: int) -> int:
    """The same; in either center there are cases of two years, alike."""
    return office


@pytest.fixture
def open_as(app: Flask, office: int) -> Callable[..., Browser]:
    """A browser of its own in which the account of that role is signed in."""

    def sign_in(role: Role | str, center: str = "LS") -> Browser:
        client = Browser(app, app.response_class, use_cookies=True)
        client.post("/login", data={"name": f"{role}@{center}", "password": PASSWORD})
        return client

    return sign_in


@pytest.fixture
def office_rows(app: Flask, ledgers: Ledgers, office: int) -> dict[str, str]:
    """The ids of rows of center LS, one of every kind."""
    return dict(ledgers.given)


@pytest.fixture
def rows(
    office_rows: dict[str, str], files_of: Callable[..., dict[str, str]]
) -> Callable[..., dict[str, str]]:
    """The ids that addresses may name, of rows of center LS."""

    def made(*, imports: bool = True) -> dict[str, str]:
        return office_rows | files_of("LS", imports=imports)

    return made


@pytest.fixture
def files_of(
    ledger: Callable[[], AbstractContextManager[Session]],
    open_as: Callable[..., Browser],
    tmp_path: Path,
) -> Callable[..., dict[str, str]]:
    """The names of files that people of that center asked for and, with imports, sent."""

    def made(code: str, *, imports: bool = True) -> dict[str, str]:
        with ledger() as session:
            found = made_files(tmp_path / "exports", session, center_of(session, code))
        if imports:
            clerk = open_as(Role.CLERK, code)
            found["batch"] = batch_of(clerk, file_waits(clerk, tmp_path))
            found["token"] = file_waits(clerk, tmp_path)
        return found

    return made


@pytest.fixture
def trail_lines(ledger: Callable[[], AbstractContextManager[Session]]) -> Callable[[], list[Any]]:
    """What was done, and by whom, from the beginning."""

    def looked() -> list[Any]:
        with ledger() as session:
            lines = select(AuditLine.action, AuditLine.actor_name).order_by(AuditLine.id)
            return list(map(tuple, session.execute(lines)))

    return looked


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """A browser in which nobody has signed in."""
    return Browser(app, app.response_class, use_cookies=True)


@pytest.fixture
def look(ledger: Callable[[], AbstractContextManager[Session]]) -> Callable[..., Any]:
    """What the ledger says of center LS: ``look(lambda session, center: ...)``."""

    def at(question: Callable[[Session, Center], Any]) -> Any:
        with ledger() as session:
            return question(session, center_of(session, "LS"))

    return at


@pytest.fixture
def last_line(ledger: Callable[[], AbstractContextManager[Session]]) -> Callable[[], Any]:
    """The newest line of the trail: its action and what changed."""

    def newest() -> Any:
        with ledger() as session:
            query = select(AuditLine.action, AuditLine.changes).order_by(AuditLine.id.desc())
            return tuple(session.execute(query.limit(1)).one())

    return newest
