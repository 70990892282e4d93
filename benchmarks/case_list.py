"""A page of 50 cases at 100,000 cases against a page of 50 fixed rows, within one run.

``python -m benchmarks.case_list [--cases 100000]`` asks for both pages in turn through the whole
application as somebody signed in, and prints medians and their ratios. The fixed page has the same
frame, the same columns and 50 rows, and asks the database only for the account. At most 2.5 times
as long.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.fixed_page import add_fixed_page
from benchmarks.many_cases import PASSWORD, filled_ledger

MOST_TIMES = 2.5
PAGES = {
    "newest 50 cases": "/cases",
    "by amount claimed": "/cases?sort=-claimed",
    "one year": "/cases?since=2023-01-01&until=2023-12-31",
    "open cases": "/cases?status=open",
}
FIXED = "/fixed?rows=50"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with filled_ledger(options.cases) as app:
        add_fixed_page(app)
        return 0 if compare_pages(app, options.rounds) else 1


def compare_pages(app: Flask, rounds: int) -> bool:
    """Medians of each page beside the fixed one's."""
    client = app.test_client()
    client.post("/login", data={"name": "supervisor@LS", "password": PASSWORD})
    met = True
    for name, address in (PAGES | {"fifty pages on": pages_on(client, 50)}).items():
        fixed, taken = in_turn(client, address, rounds)
        met = met and taken <= MOST_TIMES * fixed
        print(
            f"{name:20} {taken * 1000:7.2f} ms, fixed rows {fixed * 1000:7.2f} ms,"
            f" ratio {taken / fixed:5.2f}"
        )
    print(f"at most {MOST_TIMES} times: {'met' if met else 'NOT MET'}")
    return met


def in_turn(client: FlaskClient, address: str, rounds: int) -> tuple[float, float]:
    """Median seconds of the fixed page and of ``address``, asked for alternately."""
    taken: dict[str, list[float]] = {FIXED: [], address: []}
    for _round in range(rounds + 1):
        for page, seconds in taken.items():
            began = time.perf_counter()
            response = client.get(page)
            seconds.append(time.perf_counter() - began)
            assert response.status_code == 200, page
    return statistics.median(taken[FIXED][1:]), statistics.median(taken[address][1:])


def pages_on(client: FlaskClient, pages: int) -> str:
    """The address of a page deep in the list, reached as a reader reaches it."""
    address = "/cases"
    for _page in range(pages):
        found = re.search(r'rel="next" href="([^"]+)"', client.get(address).get_data(as_text=True))
        if found is None:
            break
        address = unescape(found[1])
    return address


if __name__ == "__main__":
    sys.exit(main())
