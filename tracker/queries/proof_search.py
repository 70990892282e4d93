"""Whether every case is found by its words: the search text, and SQLite's index of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import and_, select, text
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem
from tracker.models import Case, CaseText, Party
from tracker.queries.findings import of_case, stream
from tracker.queries.search import search_text


def search_gaps(session: Session) -> Iterator[Problem]:
    """Cases whose search text is not what it should be, and index rows that are missing."""
    names = _Names(session)
    for case in stream(session, _texts()):
        if case.text != search_text(case.number, names.of(case.center_id, case.id), case.summary):
            yield of_case(N_("Case %(case)s is not found by its words."), case)
    if session.get_bind().dialect.name == "sqlite":
        yield from _index_gaps(session)


def _index_gaps(session: Session) -> Iterator[Problem]:
    """SQLite's full-text index is kept by triggers; PostgreSQL's is part of the table."""
    rowid = "(t.id << 10) | (t.center_id & 1023)"
    missing, extra = session.execute(
        text(
            "SELECT (SELECT count(*) FROM case_texts t WHERE NOT EXISTS"  # noqa: S608 - constants
            f" (SELECT 1 FROM case_text_index_docsize d WHERE d.id = {rowid})),"
            " (SELECT count(*) FROM case_text_index_docsize) - (SELECT count(*) FROM case_texts)"
        )
    ).one()
    if missing or extra:
        yield Problem(
            "",
            N_("The search index lacks %(missing)s cases and has %(extra)s too many."),
            {"missing": missing, "extra": max(extra + missing, 0)},
        )


def _texts() -> Any:
    same = and_(CaseText.center_id == Case.center_id, CaseText.case_id == Case.id)
    return (
        select(Case.center_id, Case.id, Case.number, Case.summary, CaseText.text)
        .outerjoin(CaseText, same)
        .order_by(Case.center_id, Case.id)
    )


class _Names:
    """The parties' names, read beside the cases in the same order."""

    def __init__(self, session: Session) -> None:
        rows = stream(
            session,
            select(Party.center_id, Party.case_id, Party.name).order_by(
                Party.center_id, Party.case_id, Party.position, Party.id
            ),
        )
        self.groups = groupby(rows, key=lambda row: (row.center_id, row.case_id))
        self.next = self._take()

    def of(self, center_id: int, case_id: int) -> list[str]:
        while self.next is not None and self.next[0] < (center_id, case_id):
            self.next = self._take()
        if self.next is None or self.next[0] != (center_id, case_id):
            return []
        names = self.next[1]
        self.next = self._take()
        return names

    def _take(self) -> tuple[tuple[int, int], list[str]] | None:
        for key, rows in self.groups:
            return key, [row.name for row in rows]
        return None
