"""How Alembic meets this program: its engine, its tables, its column types as plain SQL ones."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.types import TypeDecorator

from tracker import models  # the tables must be known before they are compared
from tracker.extensions import Base, db

SEARCH_INDEX = "case_text"
"""Full-text indexes and their shadow tables are written by hand in the migrations."""


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    if kind == "table":
        return not (name or "").startswith(f"{SEARCH_INDEX}_index")
    return kind != "index" or not (name or "").startswith(f"{SEARCH_INDEX}_index")


def render_item(kind: str, item: Any, autogen_context: Any) -> Any:
    """A migration must not change when our Python types do."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


assert models.Case.metadata is Base.metadata  # noqa: S101 - states that the import above is needed
with db.engine.connect() as connection:
    options = dict(current_app.extensions["migrate"].configure_args)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=include_name,
        render_item=render_item,
        compare_type=True,
        **{name: value for name, value in options.items() if name != "compare_type"},
    )
    with context.begin_transaction():
        context.run_migrations()
