"""A summary's workbook over 100,000 cases, against XlsxWriter writing the same cells bare.

``python -m benchmarks.summary_workbook [CASES]`` prints the seconds of both, their ratio, and the
most memory that the program took; it ends with 1 where either is more than it may be. The seconds
are those of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import insert, select
from sqlalchemy.orm import Session
from xlsxwriter.utility import xl_col_to_name

from benchmarks.many_cases import filled_ledger
from tracker import create_app
from tracker.domain.ledger import Form
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.year import Summary, summarise
from tracker.models import Case, Center, Payment
from tracker.models.keys import reserve_ids
from tracker.queries.scope import Scope
from tracker.reports.ledger_files import OPTIONS
from tracker.reports.summary_files import summary_file
from tracker.reports.workbook.fields import FIELDS, Rows
from tracker.reports.workbook.rows import CaseRow, case_rows

CASES = 100_000
MOST_TIMES, MOST_MB = 1.6, 300
PERIOD = Period(date(2019, 1, 1), date(2024, 12, 31))
"""All the cases of the ledger lie in it."""
AT_A_TIME = 1000


def main() -> int:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with filled_ledger(cases) as app:
        with app.app_context():
            session = db.session()
            pay(session)
            session.commit()
            uri = str(db.engine.url)
            db.session.remove()
        command = [sys.executable, "-m", "benchmarks.summary_workbook", "--child", uri]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - this very file
        counted, written, memory = (float(one) for one in told.split())
        with app.app_context():
            bare = write_bare(db.session())
    ratio = (counted + written) / bare
    print(f"{cases:,} cases: counting {counted:.1f} s, writing {written:.1f} s")
    print(f"the same cells bare: {bare:.1f} s; ratio {ratio:.2f} (at most {MOST_TIMES})")
    print(f"most memory: {memory:.0f} MB (at most {MOST_MB})")
    return 0 if ratio <= MOST_TIMES and memory <= MOST_MB else 1


def pay(session: Session) -> None:
    """What was agreed in every second case is paid when it is closed."""
    agreed = select(Case.id, Case.closed_on, Case.amount_agreed).where(
        Case.center_id == 1, Case.amount_agreed.is_not(None), Case.id % 2 == 0
    )
    rows = session.execute(agreed).all()
    first = reserve_ids(session, 1, len(rows))
    session.execute(
        insert(Payment),
        [
            {"center_id": 1, "id": first + place, "case_id": id_, "paid_on": day, "amount": amount}
            for place, (id_, day, amount) in enumerate(rows)
        ],
    )


def asked(session: Session) -> tuple[Scope, Summary]:
    scope = Scope((1,))
    center = session.get_one(Center, 1)
    return scope, summarise(session, scope, center, PERIOD, Basis.CASELOAD)


def child(uri: str) -> None:
    """Seconds of counting, seconds of writing, and MB, by a process that does nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE_PATH": folder, "DATABASE_URI": uri})
        with app.app_context(), (Path(folder) / "year.xlsx").open("wb") as target:
            began = time.process_time()
            scope, summary = asked(db.session())
            counted = time.process_time()
            summary_file(db.session(), scope, summary, "xlsx", target)
            done = time.process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(counted - began, done - counted, most)


def write_bare(session: Session) -> float:
    """Seconds that XlsxWriter takes for the cells of both sheets of rows; what they are, and that
    they are formulas with rows in them, is made ready before the clock runs.
    """
    scope, summary = asked(session)
    rows = case_rows(session, scope, summary, scope.holds(), unmasked=False)
    with tempfile.TemporaryDirectory() as folder:
        workbook = xlsxwriter.Workbook(Path(folder) / "bare.xlsx", OPTIONS)
        forms = {
            Form.DATE: workbook.add_format({"num_format": "yyyy-mm-dd"}),
            Form.AMOUNT: workbook.add_format({"num_format": "#,##0.00"}),
            Form.TEXT: workbook.add_format({"num_format": "@"}),
        }
        cases, payments = workbook.add_worksheet("cases"), workbook.add_worksheet("payments")
        taken = 0.0
        at = {cases: 0, payments: 0}
        while some := list(islice(rows, AT_A_TIME)):
            ready = list(cells_of(some, cases, payments, at, forms))
            began = time.process_time()
            for write, cell in ready:
                write(*cell)
            taken += time.process_time() - began
        began = time.process_time()
        workbook.close()
        return taken + time.process_time() - began


def cells_of(
    rows: list[CaseRow], cases: Any, payments: Any, at: dict[Any, int], forms: dict[Form, Any]
) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Each cell as a method of its sheet, and what to give it."""
    for one in rows:
        for payment in one.payments:
            more = {"paid_on": payment.paid_on, "amount": payment.amount}
            yield from row_of(payments, at, Rows.PAYMENTS, {**one.cells, **more}, forms)
        yield from row_of(cases, at, Rows.CASES, one.cells, forms)


def row_of(
    sheet: Any, at: dict[Any, int], rows: Rows, cells: Any, forms: dict[Form, Any]
) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    row = at[sheet]
    at[sheet] += 1
    names = {one.key: f"{xl_col_to_name(n)}{row + 1}" for n, one in enumerate(FIELDS[rows])}
    for place, one in enumerate(FIELDS[rows]):
        value, form = cells.get(one.key), forms[one.form]
        formula = one.formula and one.formula.format_map(names)
        if rows is Rows.PAYMENTS and one.is_number:
            formula = f"'cases'!{names[one.key]}"
        if one.key == "paid" and value is not None:
            formula = f"ROUND(SUM('payments'!C{row + 1}:C{row + 1}),2)"
        if formula:
            known = float(value) if isinstance(value, Decimal) else value
            yield sheet.write_formula, (row, place, f"={formula}", form, known or "")
        elif isinstance(value, str) and value:
            yield sheet.write_string, (row, place, value, form)
        elif isinstance(value, date):
            yield sheet.write_datetime, (row, place, value, form)
        elif value is not None and value != "":
            yield sheet.write_number, (row, place, float(value), form)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2])
    else:
        raise SystemExit(main())
