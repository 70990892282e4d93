"""A mediator at the browser; the form as it would be sent; cases taken so far."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_case
from tests.pages import form_of
from tests.views.cases.steps import AGREED, only_case
from tracker.domain.vocabulary import Role
from tracker.models import Case, Center

Ledger = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def mediator(open_as: Callable[..., FlaskClient]) -> FlaskClient:
    return open_as(Role.MEDIATOR)


@pytest.fixture
def blank(mediator: FlaskClient) -> dict[str, Any]:
    """The empty form with an applicant typed in, as it would be sent."""
    sent = form_of(mediator.get("/cases/new").text, "submission_key")
    return sent | {"parties-0-name": "张小三", "parties-1-name": "李四", "summary": "漏水"}


@pytest.fixture
def case_id(make: Callable[..., int]) -> int:
    return make(summary="漏水")


@pytest.fixture
def make(ledger: Ledger, office: int) -> Callable[..., int]:
    """A case of center LS taken so far; its id."""

    def made(**stages: Any) -> int:
        with ledger() as session:
            return make_case(session, session.get_one(Center, office), **stages).id

    return made


@pytest.fixture
def registered(make: Callable[..., int]) -> int:
    return make()


@pytest.fixture
def accepted(make: Callable[..., int]) -> int:
    return make(accepted=date(2024, 3, 6))


@pytest.fixture
def closed(make: Callable[..., int]) -> int:
    return make(accepted=date(2024, 3, 6), **AGREED)


@pytest.fixture
def look(ledger: Ledger) -> Callable[..., Any]:
    """What the ledger says of the only case."""

    def at(question: Callable[[Case], Any]) -> Any:
        with ledger() as session:
            return question(only_case(session))

    return at
