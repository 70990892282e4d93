"""The migrations make the tables of the models, step by step, and lose nothing on the way."""

from datetime import date
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, select

from tests.databases import ON_POSTGRES, make_app
from tests.factories import make_case
from tracker.extensions import db
from tracker.models import Case
from tracker.services import schema


@pytest.fixture
def empty_app(app, tmp_path):
    """An application on a database without tables."""
    if not ON_POSTGRES:
        return make_app(tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with app.app_context():
        downgrade(revision="base")
    return app


def revisions(app) -> list[str]:
    """From the first to the newest."""
    scripts = ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
    return [script.revision for script in scripts.walk_revisions()][::-1]


def tables() -> dict[str, Any]:
    """What the database says of its tables, for comparing."""
    found = inspect(db.engine)
    return {
        name: (
            [(one["name"], str(one["type"]), one["nullable"]) for one in found.get_columns(name)],
            sorted(str(one) for one in found.get_check_constraints(name)),
            sorted(str(one["name"]) for one in found.get_indexes(name)),
            sorted(str(one["name"]) for one in found.get_unique_constraints(name)),
            sorted(str(one["name"]) for one in found.get_foreign_keys(name)),
        )
        for name in found.get_table_names()
    }


def test_the_newest_migration_equals_the_models(app):
    with app.app_context():
        check()
        assert schema.current() == schema.head()


def test_every_step_goes_up_and_down_and_up_again(empty_app):
    with empty_app.app_context():
        for revision in revisions(empty_app):
            upgrade(revision=revision)
            once = tables()
            downgrade(revision="-1")
            upgrade(revision=revision)
            assert tables() == once
        downgrade(revision="base")
        assert set(tables()) <= {"alembic_version"}
        db.engine.dispose()


def test_a_ledger_with_cases_is_carried_through_every_later_step(app, session, center):
    """Nothing is lost between the first revision that knew cases and the newest."""
    case = make_case(session, center, accepted=date(2024, 3, 6))
    number = case.number
    session.close()
    for revision in revisions(app)[-2:0:-1]:
        downgrade(revision=revision)
    upgrade()
    assert session.scalar(select(Case.number)) == number
