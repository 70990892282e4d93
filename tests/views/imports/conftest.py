"""A clerk at the browser: ``send`` uploads, ``confirm`` imports what was looked at."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.importers.ledgers import table, xlsx
from tracker.domain.vocabulary import Role


@pytest.fixture
def clerk(open_as: Callable[..., FlaskClient]) -> FlaskClient:
    return open_as(Role.CLERK)


@pytest.fixture
def send(clerk: FlaskClient, tmp_path: Path) -> Callable[..., Any]:
    """Upload rows (or a file) as the clerk; the page that follows."""

    def now(
        *rows: dict[str, Any],
        path: Path | None = None,
        who: FlaskClient | None = None,
        **further: str,
    ) -> Any:
        path = path or xlsx(tmp_path / "台账.xlsx", table(*rows))
        sent = {"file": (io.BytesIO(path.read_bytes()), path.name), **further}
        return (who or clerk).post(
            "/imports/new", data=sent, content_type="multipart/form-data", follow_redirects=True
        )

    return now


@pytest.fixture
def confirm(clerk: FlaskClient) -> Callable[..., Any]:
    """Confirm what the page shows, as the clerk; the page that follows."""

    def now(page: Any) -> Any:
        found = re.search(r'action="(/imports/waiting/[^"]+/confirm)"', page.text)
        assert found is not None
        return clerk.post(found[1], follow_redirects=True)

    return now
