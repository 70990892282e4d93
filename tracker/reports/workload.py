"""The work of each mediator as a table, and its files."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import Basis
from tracker.indicators.dimensions import Pick
from tracker.indicators.workload import DUE, MEDIAN, MEDIATOR, SHOWN, Figures, Workload
from tracker.reports.content import Cell, Column, Table, figure_cell, named_with_unit
from tracker.reports.heading import Heading
from tracker.reports.question import Question, heading_of
from tracker.reports.table_csv import table_csv
from tracker.reports.table_xlsx import write_tables

Picks = tuple[Pick, ...]


def workload_table(found: Workload, picks: Picks) -> Table:
    """A line for each person, and all cases together beneath.

    The longest text stands last, where a sheet has room for it.
    """
    names = [_("Open cases"), _("Due this week"), _("Overdue"), _("Closed in the period")]
    names.append(named_with_unit(MEDIAN))
    columns = [
        Column(_("Mediator")),
        *(Column(str(name), one.unit.value) for name, one in zip(names, SHOWN, strict=True)),
        Column(_("Organisation")),
    ]
    rows = [
        [
            Cell(one.name, key=one.key),
            *_cells(found, one.figures, (*picks, (MEDIATOR.key, one.key))),
            Cell(one.organisation),
        ]
        for one in found.lines
    ]
    total = [Cell(_("Total")), *_cells(found, found.total, picks), Cell("")]
    return Table("workload", _("Workload by mediator"), columns, rows, total)


def _cells(found: Workload, figures: Figures, picks: Picks) -> list[Cell]:
    return [figure_cell(figures[one], found.days[one], Basis.CASELOAD, picks) for one in SHOWN]


def as_of(found: Workload) -> str:
    """The days of which the open cases are told."""
    week = found.days[DUE]
    return str(
        _(
            "Open and overdue as of %(today)s; due this week until Sunday, %(sunday)s.",
            today=week.start,
            sunday=week.end,
        )
    )


def heading_of_workload(session: Session, question: Question, found: Workload) -> Heading:
    """With the day as of which cases are open."""
    above = heading_of(session, question, _("Workload"), by_basis=False)
    return replace(above, more=(as_of(found), *above.more))


def write_workload(
    above: Heading, found: Workload, picks: Picks, form: str, target: BinaryIO
) -> None:
    table = workload_table(found, picks)
    if form == "csv":
        target.write(table_csv(above, table).encode())
    else:
        write_tables(above.lines(), [table], target)
