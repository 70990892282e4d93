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

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue

from benchmarks.many_cases import PASSWORD, filled_ledger
from tracker.views.guard import permit

MOST_TIMES = 2.5
PAGES = {
    "newest 50 cases": "/cases",
    "by amount claimed": "/cases?sort=-claimed",
    "one year": "/cases?since=2023-01-01&until=2023-12-31",
    "open cases": "/cases?status=open",
}
FIXED_PAGE = """{% extends "base.html" %}{% from "components/table.html" import table %}
{% block heading %}{{ _("Cases") }}{% endblock %}
{% block content %}{{ table(columns, rows) }}{% endblock %}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with filled_ledger(options.cases) as app:
        app.add_url_rule("/fixed", "fixed", permit()(fixed_page))
        return 0 if compare_pages(app, options.rounds) else 1


def fixed_page() -> ResponseReturnValue:
    columns = [{"label": f"column {place}", "numeric": place > 5} for place in range(8)]
    rows = [
        {"cells": [f"cell {row}-{place}" for place in range(8)], "href": f"/cases/{row}"}
        for row in range(50)
    ]
    return render_template_string(FIXED_PAGE, columns=columns, rows=rows)


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
    taken: dict[str, list[float]] = {"/fixed": [], address: []}
    for _round in range(rounds + 1):
        for page, seconds in taken.items():
            began = time.perf_counter()
            response = client.get(page)
            seconds.append(time.perf_counter() - began)
            assert response.status_code == 200, page
    return statistics.median(taken["/fixed"][1:]), statistics.median(taken[address][1:])


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
