"""A register's entries as files: the headings of its template, then a row for each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.ledger import Column, Form
from tracker.domain.telling import Tell, telling
from tracker.domain.vocabulary import Word
from tracker.indicators.dimensions import CENTER as CENTER_PICK
from tracker.indicators.register_figures import touched_in
from tracker.indicators.year import Summary
from tracker.models import Center
from tracker.queries.register_links import Linked, LinkKey, linked_names
from tracker.queries.registers import RowFilter, all_rows, totals_of, waiting
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register, Shape
from tracker.registers.files import CENTER, NO, YES, columns_of
from tracker.registers.watching import Watch
from tracker.reports.ledger import SAMPLE_NOTE, Cell, LedgerTable
from tracker.reports.ledger_files import CSV, XLSX, write_csv, write_xlsx

FORMATS = {"xlsx": (write_xlsx, XLSX), "csv": (write_csv, CSV)}
AT_A_TIME = 1000
MISSING, DAYS = Column("missing", "所缺"), Column("days", "已等天数", Form.NUMBER)

Beside = Sequence[tuple[Column, Callable[[Any], Cell]]]
"""Columns beside the register's own, and what stands in them."""


def register_table(
    session: Session,
    register: Register,
    scope: Scope,
    wanted: RowFilter,
    tell: Tell | None = None,
    beside: Beside | None = None,
) -> LedgerTable:
    """The entries that are looked for, by day; of several centers the first column says which.

    ``beside`` has further columns with their cells.
    """
    of_scope = select(Center).where(Center.id.in_(scope.center_ids))
    centers = {one.id: one for one in session.scalars(of_scope)}
    several = len(centers) > 1
    columns = [*columns_of(register), *(one for one, _cell in beside or ())]
    rows: Iterator[Any] = iter(
        session.scalars(all_rows(register, scope, wanted).execution_options(yield_per=AT_A_TIME))
    )
    if tell is not None:
        rows = telling(rows, totals_of(session, register, scope, wanted).count, tell)
    sample = any(one.is_sample for one in centers.values())
    return LedgerTable(
        [*([CENTER] if several else []), *columns],
        [],
        (
            [
                *([centers[row.center_id].name] if several else []),
                *_cells(register, row, names),
                *(cell(row) for _column, cell in beside or ()),
            ]
            for row, names in _with_names(session, register, rows)
        ),
        SAMPLE_NOTE if sample else None,
        register.term,
    )


def watch_table(
    session: Session,
    register: Register,
    watch: Watch,
    scope: Scope,
    at: date,
    tell: Tell | None = None,
) -> LedgerTable:
    """The entries that waited when that day ended, with what they lack and for how many days."""

    def missing(row: Any) -> str:
        return "、".join(register.fields[name].words.term for name in watch.missing(row, at))

    beside: Beside = [(MISSING, missing), (DAYS, lambda row: watch.waited(row, at))]
    table = register_table(
        session, register, scope, waiting(register, watch, at), tell, beside=beside
    )
    return replace(table, sheet=watch.term)


def registers_of(session: Session, scope: Scope, summary: Summary) -> Iterator[LedgerTable]:
    """The entries of the summary's period and those of other days that its figures count, of each
    register that has any; where cases are picked or one organisation's are seen there are none.
    """
    whole = all(name == CENTER_PICK for name, _row in summary.picks)
    if scope.organisation_id is not None or not whole:
        return
    for register in REGISTERS.values():
        wanted = RowFilter(counted=touched_in(register, summary.period))
        if totals_of(session, register, scope, wanted).count:
            yield register_table(session, register, scope, wanted)


def _with_names(
    session: Session, register: Register, rows: Iterator[Any]
) -> Iterator[tuple[Any, Mapping[LinkKey, Linked]]]:
    """Each row with the names of what it links to."""
    while some := list(islice(rows, AT_A_TIME)):
        names = linked_names(session, register, some)
        yield from ((row, names) for row in some)


def _cells(register: Register, row: Any, names: Mapping[LinkKey, Linked]) -> Iterator[Cell]:
    for name, one in register.fields.items():
        value = getattr(row, name)
        if value is not None and one.shape is Shape.LINK:
            value = names[name, row.center_id, value].name
        elif isinstance(value, Word):
            value = value.term
        elif isinstance(value, bool):
            value = YES if value else NO
        yield value
