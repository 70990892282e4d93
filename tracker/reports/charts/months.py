"""A count through the months, the year before behind it."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from tracker.domain.periods import Period
from tracker.indicators.breakdowns import month_key
from tracker.indicators.charted import Charted
from tracker.indicators.definitions import BY_KEY, CHARTED
from tracker.indicators.dimensions import MONTH
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Unit
from tracker.indicators.year import Summary
from tracker.reports.charts.chart import Chart, Key
from tracker.reports.charts.columns import Columns
from tracker.reports.charts.numbers import Numbers
from tracker.reports.content import Cell, Column, Table, figure_cell


def months_chart(
    key: str,
    figure: str,
    labels: Sequence[str],
    values: Sequence[Cell],
    before: Sequence[Cell] | None,
) -> Chart:
    """``figure`` is its name; ``before`` is None where nothing is known of the year before."""
    title = str(_("%(figure)s by month", figure=figure))
    now, earlier = str(_("this period")), str(_("a year before"))
    columns = [Column(_("Month")), Column(now, Unit.CASES.value)]
    rows = [[Cell(label), value] for label, value in zip(labels, values, strict=True)]
    if before is not None:
        columns.append(Column(earlier, Unit.CASES.value))
        rows = [[*row, cell] for row, cell in zip(rows, before, strict=True)]
    return Chart(
        key=key,
        title=title,
        desc=_(
            "One bar for each month; the line is the year before. The same numbers stand in the"
            " table beneath."
        ),
        drawing=Columns(labels, values, before),
        table=Table(key, title, columns, rows),
        keys=[Key("bar", now), Key("line", earlier)] if before is not None else (),
    )


def months_of(charted: Charted, figure: str) -> Chart:
    """Of a month of the year before without any case in hand nothing is known."""
    numbers = Numbers.of_question(charted)
    earlier = charted.period.year_before()
    rows, before = charted.months(), charted.months_before()
    return months_chart(
        figure,
        str(BY_KEY[figure].name),
        [row.label for row in rows],
        [numbers.of(figure, row.tally, (MONTH, row.key)) for row in rows],
        None
        if before is None
        else [
            numbers.of(figure, found, (MONTH, month_key(month)), period=earlier)
            if found
            else Cell(None, Unit.CASES.value)
            for month, found in zip(earlier.months(), before, strict=True)
        ],
    )


def months_of_summary(summary: Summary) -> Chart:
    """The charted count of a summary."""
    rows = summary.breakdowns[MONTH]
    before = summary.period.year_before()
    earlier = list(before.months())
    compared = summary.year_on_year[CHARTED.key]
    known = compared.before is not None and len(earlier) == len(rows)

    def cell(value: int | None, month: str, period: Period) -> Cell:
        if value is None:
            return Cell(None, Unit.CASES.value)
        figure = Figure(CHARTED.key, Unit.CASES.value, value)
        return figure_cell(figure, period, summary.basis, (*summary.picks, (MONTH, month)))

    return months_chart(
        CHARTED.key,
        str(CHARTED.name),
        [row.label for row in rows],
        [cell(row.figures[CHARTED.key].rows, row.key, summary.period) for row in rows],
        [
            cell(value, month_key(month), before)
            for month, value in zip(earlier, summary.chart_before, strict=True)
        ]
        if known
        else None,
    )
