"""What a clerk uploads in tests, and how many cases came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from tests.importers.ledgers import NUMBER, case
from tracker.models import Case

GOOD = case(案号=NUMBER.format(1), 调解组织="上园村调委会")
BAD = case(登记日期="2024.13.5", 申请人="王五")


def stored(ledger: Callable[..., Any]) -> int | None:
    """How many cases there are."""
    with ledger() as session:
        return session.scalar(select(func.count()).select_from(Case))
