"""Nothing that a test leaves in its ledger is there for the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from tests.databases import Fill, Ledgers
from tests.factories import make_case, open_office, open_two_offices
from tracker.extensions import db
from tracker.models import Center

pytestmark = pytest.mark.postgres

SCHEMA = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "SELECT relname, relkind::text FROM pg_class WHERE relkind IN ('S', 'v', 'm') ORDER BY 1, 2",
)
OTHER = "XX"
Mess = Callable[[Connection], object]


def asked(statement: str) -> Mess:
    return lambda connection: connection.execute(text(statement))


def a_case(connection: Connection) -> None:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        make_case(session, session.scalars(select(Center).order_by(Center.id)).first())
        session.commit()


def the_same_row_again(connection: Connection) -> None:
    """Of as many as before, with another name."""
    asked("CREATE TEMPORARY TABLE other AS SELECT * FROM villages LIMIT 1")(connection)
    asked("DELETE FROM villages v USING other o WHERE v.id = o.id AND v.center_id = o.center_id")(
        connection
    )
    asked("UPDATE other SET name = '另一村'")(connection)
    asked("INSERT INTO villages SELECT * FROM other")(connection)


def the_first_tables_only(_connection: Connection) -> None:
    downgrade(revision="0001")


WRITTEN: dict[str, Mess] = {
    "a case": a_case,
    "a changed row": asked(f"UPDATE centers SET code = '{OTHER}' || id"),
    "an unchanged row written": asked("UPDATE accounts SET name = name"),
    "a row gone": asked("DELETE FROM villages"),
    "a row exchanged": the_same_row_again,
    "a table emptied": asked("TRUNCATE centers CASCADE"),
}
CHANGED: dict[str, Mess] = {
    "a column more": asked("ALTER TABLE centers ADD COLUMN more text DEFAULT 'more'"),
    "a column that may lack": asked("ALTER TABLE centers ALTER COLUMN name DROP NOT NULL"),
    "a default": asked("ALTER TABLE centers ALTER COLUMN name SET DEFAULT 'x'"),
    "a constraint gone": asked("ALTER TABLE villages DROP CONSTRAINT pk_villages CASCADE"),
    "an index more": asked("CREATE INDEX more ON centers (name)"),
    "a table more": asked("CREATE TABLE more (id integer)"),
    "a table gone": asked("DROP TABLE villages CASCADE"),
    "a sequence": asked("CREATE SEQUENCE more"),
    "a view": asked("CREATE VIEW more AS SELECT 1 AS one"),
    "an older schema": the_first_tables_only,
}


def everything(app: Flask) -> dict[str, list[Any]]:
    """All rows, and how the tables are made."""
    with app.app_context(), db.engine.connect() as connection:
        tables = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        )
        rows = [f'SELECT "{table}"::text FROM "{table}" ORDER BY 1' for table in tables]
        found = {one: list(map(tuple, connection.execute(text(one)))) for one in (*SCHEMA, *rows)}
    assert len(rows) > 30
    return found


@pytest.fixture
def next_ledger(ledgers: Ledgers, tmp_path: Path) -> Callable[..., dict[str, list[Any]]]:
    """What stands in the ledger of another test, in which somebody may do something."""
    number = iter(range(100))

    def taken(mess: Mess | None = None, fill: Fill = open_two_offices) -> dict[str, list[Any]]:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        with ledgers.ledger(folder, fill) as app:
            found = everything(app)
            if mess is not None:
                with app.app_context(), db.engine.begin() as connection:
                    mess(connection)
        return found

    return taken


@pytest.fixture
def left_open(ledgers: Ledgers) -> Iterator[Callable[[Connection], None]]:
    """Writes in a connection of its own that nobody closes; it holds what it has locked."""
    kept: list[Connection] = []

    def write(connection: Connection) -> None:
        other = connection.engine.connect()
        kept.append(other)
        other.execute(text("UPDATE centers SET name = '未提交'"))

    yield write
    for one in kept:
        one.invalidate()
        one.close()


@pytest.mark.parametrize("mess", [*WRITTEN, *CHANGED])
def test_the_next_ledger_is_as_if_nothing_had_been_done(next_ledger, mess):
    before = next_ledger()
    next_ledger((WRITTEN | CHANGED)[mess])
    assert next_ledger() == before
    assert next_ledger() == before, "nor is it there for the one after"


def test_all_of_it_one_after_the_other(next_ledger):
    before = next_ledger()
    for mess in WRITTEN.values():
        assert next_ledger(mess) == before
    assert next_ledger() == before


def test_ledgers_with_different_beginnings_stand_beside_each_other(next_ledger):
    two, one = next_ledger(), next_ledger(fill=open_office)
    assert one != two
    for mess in WRITTEN.values():
        assert next_ledger(mess) == two
        assert next_ledger(mess, open_office) == one


def test_a_connection_that_nobody_closed_keeps_nothing_and_holds_nobody_up(next_ledger, left_open):
    before = next_ledger()
    next_ledger(left_open)
    assert next_ledger() == before
