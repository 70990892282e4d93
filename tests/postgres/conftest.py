"""A real PostgreSQL ledger, whatever the other tests run on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import Ledgers, postgres_databases


@pytest.fixture(scope="session")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledgers]:
    with postgres_databases(tmp_path_factory.mktemp("postgres")) as made:
        yield made
