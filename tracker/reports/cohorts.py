"""Cohorts as a table and a chart, and the files of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import Basis
from tracker.indicators.cohorts import ACCEPTED, HORIZON, WITHIN, Cohort, Cohorts, Curve, Seen
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import percent
from tracker.indicators.kinds import Unit
from tracker.reports.charts.chart import Chart, Key
from tracker.reports.charts.curve import DailyShares, Mark
from tracker.reports.content import Cell, Column, Table, figure_cell, flat
from tracker.reports.heading import Heading, days_of
from tracker.reports.question import Question, heading_of
from tracker.reports.table_csv import table_csv
from tracker.reports.table_xlsx import write_tables

Picks = tuple[Pick, ...]


def cohorts_table(found: Cohorts, picks: Picks) -> Table:
    """A row for each month of acceptance, and the whole period beneath."""
    columns = [
        Column(_("Accepted in")),
        Column(str(ACCEPTED.name), Unit.CASES.value),
        *(Column(str(limit.name), Unit.PERCENT.value) for limit in WITHIN),
    ]
    rows = [_row(one, one.label, picks) for one in found.months]
    total = _row(found.whole, str(_("Whole period")), picks)
    return Table("cohorts", _("Resolved how soon, by month of acceptance"), columns, rows, total)


def _row(cohort: Cohort, label: str, picks: Picks) -> list[Cell]:
    counted = figure_cell(cohort.accepted, cohort.period, Basis.CASELOAD, picks)
    return [
        Cell(label, key=cohort.key),
        counted,
        *(_share(seen, picks) for seen in cohort.within.values()),
    ]


def _share(seen: Seen | None, picks: Picks) -> Cell:
    if seen is None:
        return Cell(_("not yet"))
    return figure_cell(seen.figure, seen.period, Basis.CASELOAD, picks)


def cohorts_chart(found: Cohorts) -> Chart | None:
    """None where no case is old enough to be drawn."""
    curve = found.curve
    if curve is None:
        return None
    title = str(_("Share of cases resolved, by days since acceptance"))
    now, earlier = str(_("this period")), str(_("a year before"))
    before = found.curve_before
    shown = range(HORIZON + 1)
    columns = [Column(_("Days since acceptance")), Column(now, Unit.PERCENT.value)]
    rows = [[Cell(str(day)), _of(curve, day)] for day in shown]
    if before is not None:
        columns.append(Column(earlier, Unit.PERCENT.value))
        rows = [[*row, _of(before, day)] for row, day in zip(rows, shown, strict=True)]
    return Chart(
        key="cohorts",
        title=title,
        desc=_(
            "The line rises from day 0 to day %(days)s; the thin line is "
            "the year before. The same numbers stand in the table beneath.",
            days=HORIZON,
        ),
        drawing=DailyShares(
            _shares(curve),
            _shares(before) if before is not None else None,
            [Mark(limit.days, _of(curve, limit.days)) for limit in WITHIN],
        ),
        table=Table("cohorts_by_day", title, columns, rows),
        keys=[Key("line", earlier)] if before is not None else (),
        notes=[
            str(
                _(
                    "Cases accepted %(period)s: %(number)s, each observed for %(days)s days.",
                    period=days_of(curve.period.start, curve.period.end),
                    number=curve.accepted,
                    days=HORIZON,
                )
            )
        ],
    )


def _shares(curve: Curve) -> Sequence[float]:
    return [number / curve.accepted for number in curve.resolved]


def _of(curve: Curve, day: int) -> Cell:
    return Cell(percent(curve.resolved[day], curve.accepted), Unit.PERCENT.value)


def cohorts_tables(found: Cohorts, picks: Picks) -> list[Table]:
    """The months, and the days of the curve."""
    chart = cohorts_chart(found)
    return [cohorts_table(found, picks), *([chart.table] if chart else [])]


def heading_of_cohorts(session: Session, question: Question) -> Heading:
    return heading_of(session, question, _("Cohorts by month of acceptance"), by_basis=False)


def write_cohorts(
    above: Heading, found: Cohorts, picks: Picks, form: str, target: BinaryIO
) -> None:
    """As ``csv`` the months, as ``xlsx`` the days of the curve too."""
    if form == "csv":
        target.write(table_csv(above, flat(cohorts_table(found, picks))).encode())
    else:
        write_tables(above.lines(), cohorts_tables(found, picks), target)
