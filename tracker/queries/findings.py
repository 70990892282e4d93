"""What a proof of the ledger says: checks with their findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.problems import Problem

AT_A_TIME = 2000


@dataclass
class Check:
    """One thing that was proved, or not; ``title`` and ``values`` are its sentence if it holds."""

    name: str
    title: str
    errors: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return not self.errors


def stream(session: Session, statement: Any) -> Iterator[Any]:
    """The rows, fetched some thousands at a time."""
    return iter(session.execute(statement.execution_options(yield_per=AT_A_TIME)))


def of_case(message: str, case: Any, **values: object) -> Problem:
    """A finding about a case, named by its number or else by its id."""
    return Problem("", message, {"case": case.number or f"#{case.id}", **values})
