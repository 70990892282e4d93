"""One row of a ledger: ``read(申请人="张三")`` or the ``problems`` of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.importers.ledgers import case, plan_of_rows, sentences
from tracker.domain.ledger import CaseRecord


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., CaseRecord]:
    """The record of a row with these cells; the row must have no problem."""

    def one(**cells: Any) -> CaseRecord:
        plan = plan_of_rows(tmp_path, case(**cells))
        assert sentences(plan) == []
        return plan.rows[0].record

    return one


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """(column, sentence) of each problem of a row with these cells."""

    def some(**cells: Any) -> list[tuple[str, str]]:
        plan = plan_of_rows(tmp_path, case(**cells))
        assert plan.rows == []
        return sentences(plan)

    return some
