"""The steady declines as a table: a period a row, each figure with its change to a year before."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from tracker.domain.vocabulary import Basis
from tracker.indicators.breakdowns import month_label
from tracker.indicators.changes import Comparison
from tracker.indicators.declines import DECLINES, Step, Steps
from tracker.indicators.dimensions import Pick
from tracker.reports.changes import change_words
from tracker.reports.content import Cell, Column, Table, figure_cell
from tracker.reports.heading import days_of

ARROWS = {"up": "↑", "down": "↓", "level": "→"}
Picks = tuple[Pick, ...]


def years_table(steps: Steps, picks: Picks) -> Table:
    labels = [
        str(one.period.start.year)
        if one.period.is_year
        else days_of(one.period.start, one.period.end)
        for one in steps.years
    ]
    return _table("declines_by_year", _("By year"), labels, steps.years, picks)


def months_table(steps: Steps, picks: Picks) -> Table:
    first, last = steps.months[0].period, steps.months[-1].period
    with_year = first.start.year != last.end.year
    labels = [month_label(one.period, with_year) for one in steps.months]
    return _table("declines_by_month", _("By month"), labels, steps.months, picks)


def declines_tables(steps: Steps, picks: Picks) -> list[Table]:
    return [years_table(steps, picks), months_table(steps, picks)]


def _table(
    key: str, caption: str, labels: Sequence[str], steps: Sequence[Step], picks: Picks
) -> Table:
    columns = [Column(_("Period"))]
    for one in DECLINES:
        columns += [Column(str(one.name), "cases"), Column(_("Against a year before"))]
    rows = [[Cell(label), *_cells(step, picks)] for label, step in zip(labels, steps, strict=True)]
    return Table(key, caption, columns, rows)


def _cells(step: Step, picks: Picks) -> list[Cell]:
    cells = []
    for compared in step.compared.values():
        if compared is None:
            cells += [Cell(None), Cell(_("cannot tell"))]
        else:
            cells.append(figure_cell(compared.now, step.period, Basis.CASELOAD, picks))
            cells.append(Cell(change_told(compared)))
    return cells


def change_told(compared: Comparison) -> str:
    """``↓ 下降7.36%``: an arrow beside the words."""
    arrow = ARROWS.get(compared.direction or "", "")
    return f"{arrow} {change_words(compared)}".strip()
