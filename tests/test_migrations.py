"""The migrations make the tables of the models, step by step, and lose nothing on the way."""

from datetime import date
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, select, text

from tests.databases import ON_POSTGRES, make_app
from tests.factories import make_case
from tests.links import merged_case, referred_case
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.models import Case, Extension
from tracker.models.keys import next_id
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


def test_an_extended_case_of_the_first_release_keeps_its_due_date_and_gets_its_extension(
    app, session, center
):
    """Of three cases one was extended as the trail tells, one as nothing but its row does."""
    told, untold, plain = (make_case(session, center, accepted=date(2024, 3, 6)) for _ in range(3))
    ids = {"told": told.id, "untold": untold.id, "plain": plain.id}
    center_id = center.id
    session.close()
    downgrade(revision="0001")
    extended = "UPDATE cases SET extended_to = '2024-05-01' WHERE id IN (:told, :untold)"
    session.execute(text(extended), {"told": ids["told"], "untold": ids["untold"]})
    for day, reason, ends in (
        ("2024-03-20", "先前的理由", '[null, "2024-04-20"]'),
        ("2024-04-01", "双方同意，等待鉴定", '["2024-04-20", "2024-05-01"]'),
    ):
        values = {"id": next_id(session, center_id), "case": ids["told"], "center": center_id}
        session.execute(
            text(
                "INSERT INTO audit_lines (center_id, id, at, actor_name, action, subject_id,"
                " reason, changes) VALUES (:center, :id, :at, 'mediator', 'case.extend', :case,"
                " :reason, :changes)"
            ),
            values
            | {"at": f"{day} 17:30:00", "reason": reason}
            | {"changes": f'{{"extended_to": {ends}}}'},
        )
    session.commit()
    session.close()
    upgrade()
    due = dict(session.execute(select(Case.id, Case.due_on)).all())
    assert due == {
        ids["told"]: date(2024, 5, 1),
        ids["untold"]: date(2024, 5, 1),
        ids["plain"]: date(2024, 4, 5),
    }
    kept = {one.case_id: one for one in session.scalars(select(Extension))}
    assert kept.keys() == {ids["told"], ids["untold"]}
    first, second = kept[ids["told"]], kept[ids["untold"]]
    assert (first.agreed_on, first.until) == (date(2024, 4, 2), date(2024, 5, 1))
    assert (first.reason, first.consent) == ("双方同意，等待鉴定", "见延长理由")
    assert (second.agreed_on, second.until) == (date(2024, 3, 6), date(2024, 5, 1))
    assert second.reason == second.consent == "原台账所载"
    assert (first.due_before, second.due_before) == (date(2024, 4, 20), date(2024, 4, 5))
    assert next_id(session, center_id) > max(one.id for one in kept.values())
    session.close()
    downgrade(revision="0001")
    rows = session.execute(text("SELECT id, extended_to FROM cases"))
    assert {id_: str(day) for id_, day in rows if day} == dict.fromkeys(
        (ids["told"], ids["untold"]), "2024-05-01"
    )
    session.close()
    upgrade()


def test_a_ledger_with_cases_is_carried_through_every_later_step(app, session, center):
    """Nothing is lost between the first revision that knew cases and the newest."""
    case = make_case(session, center, accepted=date(2024, 3, 6))
    number = case.number
    session.close()
    for revision in revisions(app)[-2:0:-1]:
        downgrade(revision=revision)
    upgrade()
    assert session.scalar(select(Case.number)) == number


@pytest.mark.parametrize("made", [referred_case, merged_case])
def test_cases_that_the_first_release_could_not_tell_stop_the_way_back(app, session, center, made):
    """Its tables forbid a referred case and would count a merged one again."""
    case_id = made(session, center).id
    session.close()
    with pytest.raises(Refused, match="put back the copy made before the upgrade"):
        downgrade(revision="0001")
    with db.engine.connect() as connection:
        kept = connection.execute(
            text("SELECT outcome, merged_into_id FROM cases WHERE id = :id"), {"id": case_id}
        ).one()
    assert any(kept)
    upgrade()
    check()
