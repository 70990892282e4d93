"""The pages of the statistics at 100,000 cases against a fixed page of the same size, in one run.

``python -m benchmarks.statistics_pages [--cases 100000]`` asks for each page in turn with a page of
fixed rows that is as long, through the whole application as somebody signed in. A page answers
within twice the fixed page and 30 ms of database time. Beside it stands what the first page after
a write takes, when nothing is remembered (docs/decisions/0012), and the statements it asks.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from benchmarks.fixed_page import add_fixed_page
from benchmarks.many_cases import PASSWORD, filled_ledger
from tracker.domain.findings import Finding
from tracker.extensions import db
from tracker.models import IdClock
from tracker.views.statistics.frame import PAGES

MOST_TIMES, MOST_SECONDS = 2, 0.030
BYTES_IN_A_ROW = 460
QUESTION = "span=year&year=2023"
NARROWED = "span=quarter&year=2023&quarter=4&source=court"
FAULTY = "figure=faultless_rate&part=missing&from=2023-01-01&to=2023-12-31"


@dataclass
class Asked:
    """One answer: seconds in all, seconds in the database, statements, bytes."""

    seconds: float
    in_database: float
    statements: int
    size: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with filled_ledger(options.cases) as app:
        add_fixed_page(app)
        return 0 if compare_pages(app, options.rounds) else 1


def compare_pages(app: Flask, rounds: int) -> bool:
    client = app.test_client()
    client.post("/login", data={"name": "supervisor@LS", "password": PASSWORD})
    met = True
    with app.app_context(), counted(app) as counter:
        for address in addresses(app):
            met &= compare(client, counter, address, rounds)
    print(f"at most {MOST_TIMES} times and {MOST_SECONDS * 1000:.0f} ms: {_met(met)}")
    return met


def addresses(app: Flask) -> Iterator[str]:
    """Every page of the statistics, the overview narrowed by a filter, and what the checks list."""
    with app.test_request_context():
        for page in PAGES:
            yield f"{app.url_for(page.endpoint)}?{QUESTION}"
        yield f"{app.url_for('statistics.show')}?{NARROWED}"
        yield f"{app.url_for('statistics.findings_of', check=Finding.IMPOSSIBLE_DATES)}?{QUESTION}"
        yield f"{app.url_for('cases.index')}?{FAULTY}"


def compare(client: FlaskClient, counter: Counter, address: str, rounds: int) -> bool:
    forget()
    first = ask(client, counter, address)
    rows = max(1, (first.size - len(client.get("/fixed?rows=1").data)) // BYTES_IN_A_ROW)
    fixed, again = [], []
    for _round in range(rounds):
        fixed.append(ask(client, counter, f"/fixed?rows={rows}"))
        again.append(ask(client, counter, address))
    plain = statistics.median(one.seconds for one in fixed)
    taken = statistics.median(one.seconds for one in again)
    met = taken <= MOST_TIMES * plain + MOST_SECONDS
    print(
        f"{address:62} {taken * 1000:7.1f} ms, fixed {plain * 1000:6.1f} ms"
        f" ({fixed[0].size // 1000} of {first.size // 1000} kB): {_met(met)};"
        f" after a write {first.seconds * 1000:7.1f} ms,"
        f" {first.in_database * 1000:7.1f} of them in {first.statements} statements"
    )
    return met


def _met(met: bool) -> str:
    return "met" if met else "NOT MET"


@dataclass
class Counter:
    seconds: float = 0
    statements: int = 0
    began: float = 0


@contextmanager
def counted(app: Flask) -> Iterator[Counter]:
    counter = Counter()

    def before(*_ignored: Any) -> None:
        counter.began = time.perf_counter()

    def after(*_ignored: Any) -> None:
        counter.statements += 1
        counter.seconds += time.perf_counter() - counter.began

    event.listen(db.engine, "before_cursor_execute", before)
    event.listen(db.engine, "after_cursor_execute", after)
    yield counter
    event.remove(db.engine, "before_cursor_execute", before)
    event.remove(db.engine, "after_cursor_execute", after)


def ask(client: FlaskClient, counter: Counter, address: str) -> Asked:
    counter.seconds, counter.statements = 0, 0
    began = time.perf_counter()
    response = client.get(address)
    seconds = time.perf_counter() - began
    assert response.status_code == 200, address
    return Asked(seconds, counter.seconds, counter.statements, len(response.data))


def forget() -> None:
    """What a write does to everything remembered: the centers' clocks go on."""
    db.session.execute(update(IdClock).values(last_id=IdClock.last_id + 1))
    db.session.commit()


if __name__ == "__main__":
    sys.exit(main())
