"""What differs between the databases, on a real PostgreSQL server."""

import multiprocessing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import func, select, text

from tests.databases import make_app
from tests.factories import draft, make_case
from tracker.database import begin_reading, begin_writing
from tracker.extensions import db
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.queries.search import matching
from tracker.services import cases

pytestmark = pytest.mark.postgres


def test_the_schema_goes_up_and_down_and_equals_the_models(session):
    session.remove() if hasattr(session, "remove") else session.close()
    downgrade(revision="base")
    upgrade()
    check()


def test_money_comes_back_to_the_fen(session, center):
    case = make_case(session, center, amount_claimed=Decimal("999999999999.99"))
    session.expire_all()
    assert case.amount_claimed == Decimal("999999999999.99")
    assert session.scalar(select(func.sum(Case.amount_claimed))) == Decimal("999999999999.99")


def test_all_that_one_transaction_reads_is_of_one_moment(session, center):
    name = select(Center.name).where(Center.id == center.id)
    renamed = text("UPDATE centers SET name = 'another' WHERE id = :id")
    begin_reading()
    before = session.scalar(name)
    with db.engine.begin() as other:
        other.execute(renamed, {"id": center.id})
    assert session.scalar(name) == before
    begin_writing()
    assert session.scalar(name) == "another"


def test_the_search_is_served_by_its_index(session, center):
    make_case(session, center)
    session.execute(text("SET LOCAL enable_seqscan = off"))
    query = select(Case.id).where(matching(session, "漏水"))
    compiled = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    plan = "\n".join(session.scalars(text("EXPLAIN " + str(compiled).replace("%%", "%"))))
    assert "case_text_index" in plan


def write_cases(uri: str, folder: str, count: int) -> None:
    """In a process of its own: accept cases; undo every third."""
    app = make_app(Path(folder), uri)
    with app.app_context():
        center = db.session.scalars(select(Center)).one()
        actor = Actor.system(center.id)
        for turn in range(count):
            case = cases.register(db.session(), actor, draft(db.session(), center))
            if turn % 2:  # the number is then taken in a transaction that adds no case
                db.session.commit()
            cases.accept(db.session(), actor, case, date(2024, 3, 6), case.version)
            if turn % 3 == 2:
                db.session.rollback()
            else:
                db.session.commit()
        db.session.remove()
        db.engine.dispose()


def test_numbers_have_no_gap_when_processes_write_at_once(app, session, center):
    session.rollback()
    uri = str(app.config["DATABASE_URI"])
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=write_cases, args=(uri, app.instance_path, 9)) for _ in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    given = select(Case.number_serial).where(Case.number_serial.is_not(None))
    serials = session.scalars(given.order_by(Case.number_serial)).all()
    assert list(serials) == list(range(1, 25))
