"""How long an import of 10,000 rows takes, against a raw sqlite3 insert of the same rows.

    python benchmarks/import_cases.py [--rows 10000] [--runs 3]

The import is the real one: workbook read, rows understood and checked, compared with the ledger,
written with trail and search text, committed. The raw insert then puts the very rows that the
import wrote into an empty ledger of the same schema, in one transaction. At most 4 times as long.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from flask_migrate import upgrade

from tracker import clock, create_app
from tracker.domain.dispute_types import STANDARD_TYPES
from tracker.domain.ledger import LEDGER_COLUMNS
from tracker.domain.vocabulary import Outcome, Source
from tracker.extensions import db
from tracker.importers.plan import open_book, plan_cases
from tracker.importers.reading import lists_of
from tracker.models import Center
from tracker.permissions import Actor
from tracker.services import centers, imports

MOST_TIMES = 4.0
TABLES = ("cases", "parties", "co_mediators", "payments", "case_texts", "audit_lines")
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ratios = []
    for run in range(options.runs):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_ledger(folder / "ledger.xlsx", options.rows)
            imported, steps = time_import(folder, options.rows)
            raw, written = time_raw(folder)
            ratios.append(imported / raw)
            print(
                f"run {run + 1}: import {imported:.2f} s ({steps}), raw insert of the same "
                f"{written:,} rows of {len(TABLES)} tables {raw:.2f} s, ratio {ratios[-1]:.2f}"
            )
    ratio = statistics.median(ratios)
    print(f"median ratio {ratio:.2f}, at most {MOST_TIMES}")
    return 0 if ratio <= MOST_TIMES else 1


def time_import(folder: Path, rows: int) -> tuple[float, str]:
    """Seconds from the file to the commit, and how they divide."""
    app = create_app(
        {
            "INSTANCE_PATH": str(folder),
            "SECRET_KEY": "only for the benchmark",
            "DATABASE_URI": f"sqlite:///{folder / 'imported.sqlite'}",
        }
    )
    with app.app_context():
        upgrade()
        session = db.session()
        center = centers.open_center(session, "LS", "Benchmark", "柳")
        session.commit()
        center_id = center.id
        started = time.perf_counter()
        lists = lists_of(session, session.get_one(Center, center_id))
        session.rollback()
        plan = plan_cases(open_book(folder / "ledger.xlsx", "ledger.xlsx"), lists, clock.today())
        understood = time.perf_counter()
        report = imports.import_cases(session, Actor.system(center_id), plan)
        session.commit()
        done = time.perf_counter()
        assert (report.accepted, report.rejected) == (rows, 0), report
        db.session.remove()
        db.engine.dispose()
    return done - started, f"reading {understood - started:.2f}, writing {done - understood:.2f}"


def time_raw(folder: Path, tables: tuple[str, ...] = TABLES) -> tuple[float, int]:
    """Seconds for the same rows into an empty ledger, without the program; and how many."""
    source = sqlite3.connect(folder / "imported.sqlite")
    target = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    for (statement,) in source.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'case_text_index_%'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY type = 'trigger'"
    ):
        target.execute(statement)
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        target.execute(f"PRAGMA {pragma}")
    others = [
        name
        for (name,) in source.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'case_text_index%'"
        )
        if name not in tables
    ]
    target.execute("PRAGMA foreign_keys = OFF")
    for table in others:
        copy(target, table, source.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 - own tables
    target.execute("PRAGMA foreign_keys = ON")
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608 - own tables
    started = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, content in rows.items():
        copy(target, table, content)
    target.execute("COMMIT")
    return time.perf_counter() - started, sum(map(len, rows.values()))


def copy(target: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        target.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - own tables


def write_ledger(path: Path, rows: int) -> None:
    """Invented cases of three years in the columns of the template."""
    chance = random.Random(2024)
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    day_format = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("台账")
    sheet.write_row(0, 0, [column.heading for column in LEDGER_COLUMNS])
    places = {column.key: place for place, column in enumerate(LEDGER_COLUMNS)}
    for index in range(rows):
        for key, value in invented(chance, index).items():
            if isinstance(value, date):
                sheet.write_datetime(index + 1, places[key], value, day_format)
            else:
                sheet.write(index + 1, places[key], value)
    workbook.close()


def invented(chance: random.Random, index: int) -> dict[str, object]:
    registered = date(2022, 1, 1) + timedelta(days=index * 1090 // 10_000 % 1090)
    closed = registered + timedelta(days=chance.randrange(40))
    outcome = chance.choice([one for one in Outcome if not one.import_only])
    row: dict[str, object] = {
        "number": f"（{registered.year}）柳人调字第{index + 1:04d}号",
        "registered_on": registered,
        "accepted_on": registered,
        "dispute_type": chance.choice(STANDARD_TYPES)[1],
        "source": chance.choice(list(Source)).term,
        "organisation": chance.choice(["镇人民调解委员会", "上园村调委会", "电气行业调解中心"]),
        "mediators": chance.choice(["吴和平", "解春晖、周明理", "单立本"]),
        "village": chance.choice(["前街社区", "后横村", "上园村"]),
        "applicant": people(chance),
        "respondent": people(chance),
        "summary": "楼上漏水损坏装修，双方就赔偿数额各执一词，经现场查看后提出方案",
        "amount_claimed": chance.randrange(10**8) / 100,
        "closed_on": closed,
        "outcome": outcome.term,
    }
    if outcome.is_agreement:
        row |= {
            "amount_agreed": 5000.5,
            "paid_on": closed,
            "paid": 5000.5,
            "visited_on": closed,
            "satisfaction": "满意",
        }
    return row


def people(chance: random.Random) -> str:
    names = (
        "".join((chance.choice(SURNAMES), *chance.choices(GIVEN, k=2)))
        for _person in range(chance.randint(1, 2))
    )
    return "、".join(names)


if __name__ == "__main__":
    sys.exit(main())
