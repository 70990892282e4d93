"""The workbook of a small year, and a ledger with four centers for random ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.indicators.conftest import four_centers  # noqa: F401 - a fixture by its name
from tests.reports.workbook.books import make, summary_of
from tracker.indicators.year import Summary
from tracker.models import Center
from tracker.queries.scope import Scope


@pytest.fixture
def scope(session: Session, center: Center) -> Scope:
    return Scope((center.id,))


@pytest.fixture
def year(session: Session, filled_center: Center, scope: Scope) -> Summary:
    """The figures of 2024 of the small ledger."""
    return summary_of(session, scope)


@pytest.fixture
def book(session: Session, scope: Scope, year: Summary, tmp_path: Path) -> Path:
    """Their workbook."""
    return make(session, scope, year, tmp_path / "year.xlsx")
