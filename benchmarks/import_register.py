"""How long an import of 10,000 penalties takes, against a raw sqlite3 insert of the same rows.

    python benchmarks/import_register.py [--rows 10000] [--runs 3]

The import is the real one: workbook read, rows understood and checked, compared with the register,
written with their lines of the trail, committed; ``again`` is the same file once more, which adds
nothing. The raw insert then puts the very rows that the import wrote into an empty ledger of the
same schema, in one transaction.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from flask_migrate import upgrade
from import_cases import time_raw

from tracker import create_app
from tracker.domain.ledger import ImportReport
from tracker.extensions import db
from tracker.importers.kinds import of_register
from tracker.models import Center
from tracker.permissions import Actor
from tracker.registers import REGISTERS
from tracker.registers.penalties import Procedure
from tracker.services import centers

MOST_TIMES = 20.0
KIND = of_register(REGISTERS["penalties"])
TABLES = ("penalties", "audit_lines")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ratios = []
    for run in range(options.runs):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_file(folder / "penalties.xlsx", options.rows)
            imported, again = time_import(folder, options.rows)
            raw, written = time_raw(folder, TABLES)
            ratios.append(imported / raw)
            print(
                f"run {run + 1}: import {imported:.2f} s, again {again:.2f} s, raw insert of the "
                f"same {written:,} rows {raw:.2f} s, ratio {ratios[-1]:.2f}"
            )
    ratio = statistics.median(ratios)
    print(f"median ratio {ratio:.2f}, at most {MOST_TIMES}")
    return 0 if ratio <= MOST_TIMES else 1


def time_import(folder: Path, rows: int) -> tuple[float, float]:
    """Seconds from the file to the commit, the first time and once more."""
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
        center_id, seconds = center.id, []
        for expected in ((rows, 0), (0, rows)):
            started = time.perf_counter()
            report = load(folder / "penalties.xlsx", center_id)
            seconds.append(time.perf_counter() - started)
            assert (report.accepted, report.duplicates) == expected, report
        db.session.remove()
        db.engine.dispose()
    return seconds[0], seconds[1]


def load(path: Path, center_id: int) -> ImportReport:
    session = db.session()
    plan_of = KIND.planner(session, session.get_one(Center, center_id))
    session.rollback()
    plan = plan_of(KIND.open(path, path.name), None)
    report = KIND.write(session, Actor.system(center_id), plan)
    session.commit()
    return report


def write_file(path: Path, rows: int) -> None:
    """Invented penalties of three years in the register's own columns."""
    chance = random.Random(2024)
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    day_format = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("处罚")
    headings = ["处罚决定书文号", "处罚日期", "处罚程序", "执法领域", "罚款金额(元)", "是否企业"]
    sheet.write_row(0, 0, headings)
    for row in range(1, rows + 1):
        decided = date(2022, 1, 1) + timedelta(days=chance.randrange(1090))
        sheet.write_string(row, 0, f"柳综执罚字〔{decided.year}〕{row}号")
        sheet.write_datetime(row, 1, decided, day_format)
        sheet.write_string(row, 2, chance.choice(list(Procedure)).term)
        sheet.write_string(row, 3, chance.choice(["市容环境", "城市管理", "劳动监察"]))
        sheet.write_number(row, 4, chance.randrange(20_000) / 100)
        sheet.write_string(row, 5, chance.choice(["是", "否"]))
    workbook.close()


if __name__ == "__main__":
    sys.exit(main())
