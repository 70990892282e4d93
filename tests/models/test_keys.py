"""Keys of a center: their shape in every table, and ids that never meet."""

import multiprocessing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import UniqueConstraint, func, select, text

from tests.databases import ON_POSTGRES, make_app
from tests.factories import open_office
from tracker.extensions import Base, db
from tracker.models import Center, IdClock, Village
from tracker.models.keys import reserve_ids
from tracker.permissions import Actor
from tracker.services import audit

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
OF_CENTERS = sorted(set(TABLES) - {"centers"})
KEYED_BY_THE_CENTER_ALONE = {"id_clocks"}
"""The clock is where the ids come from; a center has one."""


def columns(constraint: Any) -> list[str]:
    return [column.name for column in constraint.columns]


@pytest.mark.parametrize("name", OF_CENTERS)
def test_the_primary_key_is_the_center_and_the_id(name):
    wanted = ["center_id"] if name in KEYED_BY_THE_CENTER_ALONE else ["center_id", "id"]
    assert columns(TABLES[name].primary_key) == wanted


CROSSING = {
    ("transfers", "to_center_id"): "to_center_id",
    ("case_links", "from_center_id"): "from_center_id",
}
"""Keys that lead out of the center: a case may go to another one."""


@pytest.mark.parametrize("name", OF_CENTERS)
def test_every_unique_key_names_the_center(name):
    table = TABLES[name]
    keys = [columns(one) for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys += [[column.name for column in one.columns] for one in table.indexes if one.unique]
    assert all("center_id" in key for key in keys)
    assert not any(column.unique for column in table.columns)


@pytest.mark.parametrize("name", OF_CENTERS)
def test_every_foreign_key_names_the_center_on_both_sides(name):
    keys = TABLES[name].foreign_key_constraints
    assert keys
    for key in keys:
        there = [element.column.name for element in key.elements]
        center = CROSSING.get((name, key.column_keys[0]), "center_id")
        if key.referred_table.name == "centers":
            assert (key.column_keys, there) == ([center], ["id"])
        else:
            assert key.column_keys[0] == center
            assert there == ["center_id", "id"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_constraint_and_index_has_a_name(name):
    assert all(one.name for one in TABLES[name].constraints)
    assert all(one.name for one in TABLES[name].indexes)


def test_ids_are_below_two_to_the_53_for_another_forty_years(session, center):
    first = reserve_ids(session, center.id, 1)
    forty_years = 40 * 366 * 24 * 3600 * 1000 * 4096
    assert 0 < first < first + forty_years < 2**53


def test_ids_reserved_in_bulk_follow_each_other_without_meeting(session, center):
    blocks = [(reserve_ids(session, center.id, count), count) for count in (1, 100_000, 64, 1)]
    for (first, count), (following, _) in pairwise(blocks):
        assert following >= first + count
    assert blocks[-1][0] < 2**53


def test_each_center_has_a_clock_of_its_own(session, center):
    other = open_office(session, "QJ", "虹")
    before = session.scalar(select(IdClock.last_id).where(IdClock.center_id == other.id))
    reserve_ids(session, center.id, 10**9)
    assert before == session.scalar(select(IdClock.last_id).where(IdClock.center_id == other.id))


def test_a_clock_that_was_put_back_never_repeats_an_id(session, center):
    ahead = reserve_ids(session, center.id, 10**15)
    assert reserve_ids(session, center.id, 1) == ahead + 10**15


def test_ids_taken_back_by_a_roll_back_meet_no_row(session, center):
    for turn in range(5):
        village = Village(center_id=center.id, name=f"村{turn}")
        session.add(village)
        audit.record(session, Actor.system(center.id), "village.add", village)
        if turn % 2:
            session.rollback()
        else:
            session.commit()
    assert len(session.scalars(select(Village.id).where(Village.name.like("村_"))).all()) == 3


def write_villages(uri: str, folder: str, who: int, count: int) -> None:
    """In a process of its own: villages in transactions of one and of many."""
    app = make_app(Path(folder), uri)
    with app.app_context():
        session = db.session()
        center_id = session.scalar(select(Center.id))
        for turn in range(count):
            rows = [
                Village(center_id=center_id, name=f"{who}-{turn}-{place}")
                for place in range(1 if turn % 2 else 70)
            ]
            session.add_all(rows)
            audit.record(session, Actor.system(center_id), "village.add", rows[0])
            if turn % 5 == 4:
                session.rollback()
            else:
                session.commit()
        db.session.remove()
        db.engine.dispose()


def test_processes_that_write_at_once_get_different_ids_in_the_order_of_writing(
    app, session, center
):
    center_id = center.id
    session.rollback()
    uri = str(app.config["DATABASE_URI"])
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=write_villages, args=(uri, app.instance_path, who, 10))
        for who in range(3)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 3
    written = 3 * (4 * 70 + 4 * 1)
    assert session.scalar(select(func.count(Village.id.distinct()))) == written + 2
    last = session.scalar(select(IdClock.last_id).where(IdClock.center_id == center_id))
    assert session.scalar(select(func.max(Village.id))) <= last < 2**53
    if not ON_POSTGRES:  # rows of a SQLite table stand in the order in which they were written
        ids = list(session.scalars(text("SELECT id FROM villages ORDER BY rowid")))
        assert ids == sorted(ids)
