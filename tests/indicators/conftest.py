"""One ledger with four centers for all random examples; each example is rolled back."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session

from tests.databases import Ledgers, make_app
from tests.indicators.ledgers import open_centers
from tracker.extensions import db

settings.register_profile(
    "figures", deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)


def examples(usual: int) -> settings:
    """As many examples as usual, or as many times more as ``TRACKER_TEST_EXAMPLES`` says."""
    times = int(os.environ.get("TRACKER_TEST_EXAMPLES", "1"))
    return settings(settings.get_profile("figures"), max_examples=usual * times)


@pytest.fixture(scope="module")
def four_centers(ledgers: Ledgers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("figures")
    with ledgers.beside(folder) as uri:
        app = make_app(folder, uri)
        with app.app_context():
            session = db.session()
            open_centers(session)
            yield session
            session.rollback()
            db.session.remove()
            db.engine.dispose()
