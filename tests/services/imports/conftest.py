"""``load(*rows)`` imports as the clerk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.importers.imported import import_rows
from tracker.domain.ledger import ImportReport
from tracker.domain.vocabulary import Role
from tracker.permissions import Actor


@pytest.fixture
def load(
    session: Session, actors: dict[Role, Actor], tmp_path: Path
) -> Callable[..., ImportReport]:
    """Import these rows and commit; ``actor`` imports as somebody else."""

    def now(*rows: dict[str, Any], actor: Actor | None = None, **options: Any) -> ImportReport:
        return import_rows(session, actor or actors[Role.CLERK], tmp_path, *rows, **options)

    return now
