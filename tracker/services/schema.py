"""The schema: created, upgraded when told, and checked before anything runs on it."""

from __future__ import annotations

from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade as migrate_upgrade
from sqlalchemy import Engine

from tracker.domain.problems import N_, Problem
from tracker.extensions import db


class OldSchema(Exception):
    """The database has no schema, or another one than the program; ``problem`` says what to do."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem("", message, values)
        super().__init__(str(self.problem))


def upgrade() -> None:
    """Create or upgrade the schema to what the program needs."""
    migrate_upgrade()


def head() -> str:
    """The revision that the program needs."""
    found = _scripts().get_current_head()
    if found is None:
        raise RuntimeError("the program has no migrations")
    return found


def known() -> list[str]:
    """Every revision that the program can upgrade from, newest first."""
    return [script.revision for script in _scripts().walk_revisions()]


def current(engine: Engine | None = None) -> str | None:
    """The revision that the database has; None when it is empty."""
    with (engine or db.engine).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def _scripts() -> ScriptDirectory:
    """The migrations, read from their files once: they are those of the program that runs."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config)


def demand_current() -> None:
    """Raise OldSchema, with the command to run, unless the revisions are the same."""
    found = current()
    if found is None and current_app.config["DEMO"]:
        raise OldSchema(N_("The sample ledger is not made yet; run: tracker demo"))
    if found is None:
        raise OldSchema(
            N_(
                "There is no ledger here yet; run: "
                "tracker init --center CODE --name NAME --short NAME_IN_CASE_NUMBERS"
            )
        )
    if found not in known():
        raise OldSchema(
            N_(
                "The ledger has schema %(found)s, which this program does not know: "
                "it was used with a newer version; install that version."
            ),
            found=found,
        )
    if found != head():
        raise OldSchema(
            N_(
                "The ledger has schema %(found)s, the program needs %(needed)s; "
                "make a backup (tracker backup FILE), then run: tracker init"
            ),
            found=found,
            needed=head(),
        )
