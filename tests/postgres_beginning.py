"""A PostgreSQL database that is put back to its beginning after each test.

A copy of a database takes the server as long as several tests. So one stays, and only the tables
that a test wrote to are filled again. Which these are the rows say themselves: each bears the
number of the transaction that wrote it, those that went are missing in the count.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine

CATALOGS = (
    *("pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_namespace"),
    *("pg_proc", "pg_trigger", "pg_type"),
)
"""The server's own tables in which a change of the schema is a written row."""
OF_THE_SCHEMA = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
NOW = "SELECT pg_current_xact_id()::text::bigint & 4294967295"
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend'
    AND pid <> pg_backend_pid()
"""
LOOK_AGAIN = "SELECT pg_stat_clear_snapshot()"
WITHOUT_CHECKS = "SET LOCAL session_replication_role = replica"
"""The rows are right as they are; their order need not be. Only a superuser may say so."""


class Beginning:
    """The rows that the database at ``uri`` holds now."""

    def __init__(self, uri: str) -> None:
        self.engine = create_engine(uri, pool_size=1, max_overflow=0)
        with self._cursor() as cursor:
            tables = [name for (name,) in cursor.execute(OF_THE_SCHEMA)]
            self.rows = {table: _taken_out(cursor, table) for table in tables}
            self.since = cursor.execute(NOW).fetchone()[0]
            self.schema = self._counts(cursor, CATALOGS)
            self.counts = self._counts(cursor, tables)

    def put_back(self) -> bool:
        """Whether the database is as it began; it is not where its schema was changed."""
        with self._cursor() as cursor:
            _end_others(cursor)
            if self._counts(cursor, CATALOGS) != self.schema:
                return False
            now = self._counts(cursor, self.rows)
            written = [table for table in self.rows if now[table] != self.counts[table]]
            if written:
                self._fill_again(cursor, written)
        return True

    def let_go(self) -> None:
        """The connection that is kept for the next time is closed: the database moves or goes."""
        self.engine.dispose()

    def _fill_again(self, cursor: Any, tables: Iterable[str]) -> None:
        cursor.execute(WITHOUT_CHECKS)
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
            _put_in(cursor, table, self.rows[table])
        self.since = cursor.execute(NOW).fetchone()[0]

    def _counts(self, cursor: Any, tables: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Of each table the number of its rows, and of those written since the beginning."""
        question = " UNION ALL ".join(
            f"SELECT '{one}', count(*),"
            f" count(*) FILTER (WHERE xmin::text::bigint > %(since)s) FROM {one}"
            for one in tables
        )
        found = cursor.execute(question, {"since": self.since})
        return {name: (rows, new) for name, rows, new in found}

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        """One transaction; its statements are planned once, for all times that it is asked for."""
        connection: Any = self.engine.raw_connection()
        try:
            with connection.cursor() as cursor:
                yield cursor
            connection.commit()
        finally:
            connection.close()


def _end_others(cursor: Any) -> None:
    """Connections that were left open are closed, and what they held is given up."""
    while cursor.execute(END_OTHERS).rowcount:
        time.sleep(0.002)
        cursor.execute(LOOK_AGAIN)


def _taken_out(cursor: Any, table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
        return b"".join(bytes(part) for part in copy)


def _put_in(cursor: Any, table: str, rows: bytes) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
        copy.write(rows)
