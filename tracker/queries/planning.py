"""What SQLite's planner cannot know without being told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class MostlyTrue(FunctionElement[bool]):
    """A condition that most rows fulfil, such as being of the ledger's only center.

    SQLite takes any condition on an index for a rare one, and would jump through the whole table in
    the order of that index instead of reading it through. PostgreSQL counts for itself.
    """

    type = Boolean()
    inherit_cache = True
    name = "mostly_true"


@compiles(MostlyTrue)
def _plain(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(MostlyTrue, "sqlite")
def _with_likelihood(element: Any, compiler: Any, **options: Any) -> str:
    return f"likelihood({compiler.process(element.clauses, **options)}, 0.9)"
