"""Searching 100,000 cases through the index against LIKE over the same texts, within one run.

``python -m benchmarks.case_search [--cases 100000]`` counts the cases that hold a word, for words
of one, two and more characters, rare and common, both ways; both must count the same.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from benchmarks.many_cases import filled_ledger
from tracker.extensions import db
from tracker.models import Case, CaseText
from tracker.queries.search import matching, spaced

WORDS = ("张", "王伟", "王伟芳", "漏水", "宅基地界址", "2023柳人调字第0007")
ROUNDS = 9


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    options = parser.parse_args()
    with filled_ledger(options.cases) as app, app.app_context():
        session = db.session()
        for word in WORDS:
            found, indexed = timed(session, lambda word=word: matching(session, word))
            same, plain = timed(session, lambda word=word: like(word))
            assert found == same, word
            print(
                f"{word:16} {found:>7,} cases: index {indexed * 1000:7.2f} ms,"
                f" LIKE {plain * 1000:7.2f} ms, ratio {indexed / plain:5.2f}"
            )
        db.session.remove()
    return 0


def like(word: str) -> ColumnElement[bool]:
    return (
        select(1)
        .where(
            CaseText.center_id == Case.center_id,
            CaseText.case_id == Case.id,
            CaseText.text.contains(f" {spaced(word)} "),
        )
        .exists()
    )


def timed(session: Session, condition: Callable[[], ColumnElement[bool]]) -> tuple[int, float]:
    """How many cases of all centers are found, and median seconds for it."""
    taken, found = [], 0
    for _round in range(ROUNDS):
        began = time.perf_counter()
        found = session.scalar(select(func.count()).select_from(Case).where(condition())) or 0
        taken.append(time.perf_counter() - began)
    return found, statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
