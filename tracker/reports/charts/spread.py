"""How cases spread: over the types, or over the classes of a number (days taken, amounts, age)."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from tracker.indicators.breakdowns import TallyRow
from tracker.indicators.charted import Charted
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import Dimension
from tracker.indicators.distributions import Distribution
from tracker.indicators.kinds import Unit
from tracker.reports.charts.bars import shares
from tracker.reports.charts.chart import Chart, drawn_part
from tracker.reports.charts.numbers import Numbers, most_first, share_of
from tracker.reports.content import Cell, Column, Table, named_with_unit


def by_rows(key: str, title: str, charted: Charted, of: Dimension, figure: str) -> Chart:
    """The rows of a dimension that have such a case, the largest first."""
    numbers = Numbers.of_question(charted)
    rows = _numbered(numbers, of, figure, charted.rows(of.key))
    found = most_first([row for row in rows if row[1].value])
    return _chart(key, title, charted, of, figure, found)


def by_classes(
    key: str, title: str, charted: Charted, of: Distribution, figure: str, total: str | None = None
) -> Chart:
    """The classes in their order; ``total`` is a sum that the table has for each class."""
    numbers = Numbers.of_question(charted)
    found = charted.classes(of)
    chart = _chart(key, title, charted, of, figure, _numbered(numbers, of, figure, found))
    if total is None:
        return chart
    sums = [numbers.of(total, row.tally, (of.key, row.key)) for row in found]
    column = Column(named_with_unit(BY_KEY[total]), Unit.YUAN.value)
    return chart.with_column(column, sums, numbers.of(total, charted.whole))


def _numbered(
    numbers: Numbers, of: Dimension, figure: str, rows: Sequence[TallyRow]
) -> list[tuple[Cell, Cell]]:
    """Each row's name and number."""
    return [
        (Cell(row.label, key=row.key), numbers.of(figure, row.tally, (of.key, row.key)))
        for row in rows
    ]


def _chart(
    key: str,
    title: str,
    charted: Charted,
    of: Dimension,
    figure: str,
    rows: Sequence[tuple[Cell, Cell]],
) -> Chart:
    whole = Numbers.of_question(charted).of(figure, charted.whole)
    columns = [
        Column(str(of.name)),
        Column(str(BY_KEY[figure].name), Unit.CASES.value),
        Column(_("Share") + " (%)", Unit.PERCENT.value),
    ]
    lines = [[name, cell, share_of(cell, whole)] for name, cell in rows]
    sums = [Cell(_("Whole period")), whole, share_of(whole, whole)]
    return Chart(
        key=key,
        title=title,
        desc=_(
            "One bar for each row, from zero, beside its number of cases and their share. The"
            " same numbers stand in the table beneath."
        ),
        drawing=shares(rows, whole),
        table=Table(key, title, columns, lines, sums),
        notes=drawn_part(len(rows)),
    )
