"""Programs that sign in as people do; two centers with the same names stand side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.views.conftest import filled_offices, ledger, office, open_as
from tracker.domain.vocabulary import Role

__all__ = ["filled_offices", "ledger", "office", "open_as"]


@pytest.fixture
def ask(filled_offices: int, open_as: Callable[..., FlaskClient]) -> Callable[..., Any]:
    """What the API answers; JSON it is whatever it says."""
    browsers: dict[tuple[str, str], FlaskClient] = {}

    def asked(
        address: str, role: Role = Role.CLERK, code: int = 200, center: str = "LS", **query: Any
    ) -> Any:
        if (role, center) not in browsers:
            browsers[role, center] = open_as(role, center)
        query = {name.rstrip("_"): value for name, value in query.items()}
        answer = browsers[role, center].get(f"/api/v1/{address}", query_string=query)
        assert answer.status_code == code, answer.get_data(as_text=True)
        assert answer.mimetype == "application/json"
        if code != 200:
            assert answer.json["code"] == code
            assert answer.json["message"]
        return answer.json

    return asked
