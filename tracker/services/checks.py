"""What several services refuse: a reason that is missing, a text that no column holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import inspect

from tracker.domain.problems import N_, Problem, Refused
from tracker.models import AuditLine


def refuse_if(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise Refused(*found)


def stated(reason: str, field: str = "reason") -> str:
    """The reason without blanks around it; Refused when there is none."""
    text = reason.strip()
    if not text:
        raise Refused(Problem(field, N_("Please state the reason.")))
    refuse_if(too_long(AuditLine, {"reason": text}, {"reason": field}))
    return text


def too_long(
    model: type, values: dict[str, Any], names: dict[str, str] | None = None
) -> Iterator[Problem]:
    """Texts longer than their column: SQLite would take them, PostgreSQL would not."""
    lengths = _lengths(model)
    for name, value in values.items():
        most = lengths.get(name)
        if most and type(value) is str and len(value) > most:
            yield Problem(
                (names or {}).get(name, name),
                N_("At most %(most)s characters; these are %(count)s."),
                {"most": most, "count": len(value)},
            )


@cache
def _lengths(model: type) -> dict[str, int]:
    """Attribute -> how many characters its column holds, where that is limited."""
    columns: Any = inspect(model).columns
    return {
        name: length
        for name, column in columns.items()
        if (length := getattr(column.type, "length", None))
    }
