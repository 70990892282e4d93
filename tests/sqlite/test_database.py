"""How SQLite is talked to."""

import threading
from datetime import date

import pytest
from sqlalchemy import select, text

from tests.databases import ON_POSTGRES
from tests.factories import draft
from tracker import database
from tracker.extensions import db
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import cases

pytestmark = pytest.mark.skipif(ON_POSTGRES, reason="SQLite's own settings")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 30000),
    ],
)
def test_every_connection_keeps_the_rules_of_a_ledger(session, pragma, value):
    assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_reader_is_not_held_up_by_a_writer(app, session, center):
    center_id = center.id
    cases.register(session, Actor.system(center_id), draft(session, center))
    session.flush()  # the writer now holds the lock
    seen = []

    def read() -> None:
        with app.app_context():
            database.only_read(True)
            seen.append(len(db.session.scalars(select(Case)).all()))
            db.session.remove()

    reader = threading.Thread(target=read)
    reader.start()
    reader.join(5)
    session.rollback()
    assert seen == [0]


def test_sixteen_writers_that_read_first_all_get_their_turn(app, session, center):
    center_id, paper = center.id, draft(session, center)
    session.rollback()
    failures = []

    def write() -> None:
        with app.app_context():
            try:
                for _turn in range(3):
                    db.session.scalars(select(Case)).all()
                    actor = Actor.system(center_id)
                    case = cases.register(db.session(), actor, paper)
                    cases.accept(db.session(), actor, case, date(2024, 3, 6), case.version)
                    db.session.commit()
            except Exception as error:
                failures.append(error)
            finally:
                db.session.remove()

    writers = [threading.Thread(target=write) for _ in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    serials = session.scalars(select(Case.number_serial).order_by(Case.number_serial)).all()
    assert list(serials) == list(range(1, 49))
