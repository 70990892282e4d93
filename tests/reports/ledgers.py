"""Ledgers as files in tests: what is written, as rows and as figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.models import Case, Center
from tracker.queries.scope import Scope
from tracker.reports.ledger import ledger_table
from tracker.reports.ledger_files import write_csv, write_xlsx

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


def of(center: Center) -> ColumnElement[bool]:
    """The cases of that center."""
    return Case.center_id == center.id


def rows_of(session: Session, center: Center, **options: Any) -> list[dict[str, Any]]:
    """The table as dictionaries."""
    table = ledger_table(session, of(center), **options)
    return [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def figures(session: Session, center: Center, *years: int) -> list[dict[str, Any]]:
    """What the ledger adds up to in these years, by either basis."""
    found = []
    for year in years:
        for basis in Basis:
            summary = summarise(session, Scope((center.id,)), center, Period.year(year), basis)
            found.append({key: figure.plain for key, figure in summary.figures.items()})
    return found
