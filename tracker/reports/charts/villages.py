"""Where which disputes arise: villages by types."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from tracker.indicators.charted import Charted, Place
from tracker.indicators.dimensions import BY_KEY as DIMENSION
from tracker.indicators.kinds import Tally, Unit
from tracker.queries.conditions import UNSTATED
from tracker.reports.charts.bars import bars
from tracker.reports.charts.chart import MOST_DRAWN, Chart
from tracker.reports.charts.matrix import Grid
from tracker.reports.charts.numbers import Numbers, number
from tracker.reports.content import Cell, Column, Table

FIGURE = "accepted"
VILLAGE, TYPE = "village", "dispute_type"
MOST_COLUMNS = 12
"""Types of a drawing; the table has them all."""


def villages_chart(key: str, title: str, charted: Charted) -> Chart:
    counted = _Counted(charted)
    matrix = counted.matrix
    rows = counted.most(matrix.rows, counted.row_totals, MOST_DRAWN)
    columns = counted.most(matrix.columns, counted.column_totals, MOST_COLUMNS)
    total = str(_("Total"))
    notes = []
    if len(rows) < len(matrix.rows) or len(columns) < len(matrix.columns):
        sentence = _(
            "The %(rows)s villages and %(columns)s types with the most cases are drawn; the table"
            " has all.",
            rows=len(rows),
            columns=len(columns),
        )
        notes.append(str(sentence))
    return Chart(
        key=key,
        title=title,
        desc=_(
            "A line for each village, a column for each type, in each cell the number of cases:"
            " the more, the darker. The same numbers stand in the table beneath."
        ),
        drawing=bars([])
        if not rows
        else Grid(
            rows=[place.label for place in rows],
            columns=[place.label for place in columns],
            cells=[[counted.cell(row, column) for column in columns] for row in rows],
            totals=[counted.row_totals[row.key] for row in rows],
            total_name=total,
        ),
        table=counted.table(key, title, total),
        notes=notes,
        wide=True,
    )


class _Counted:
    """The numbers of the matrix, and those of its edges."""

    def __init__(self, charted: Charted) -> None:
        self.numbers = Numbers.of_question(charted)
        self.matrix = charted.matrix()
        self.row_totals = self._totals(self.matrix.rows, VILLAGE, 0)
        self.column_totals = self._totals(self.matrix.columns, TYPE, 1)
        self.whole = self.numbers.of(FIGURE, charted.whole)

    def cell(self, row: Place, column: Place) -> Cell:
        """Most are empty: no case, and no way to none."""
        found = self.matrix.cells.get((row.key, column.key), Tally())
        counted = self.numbers.of(FIGURE, found, (VILLAGE, row.key), (TYPE, column.key))
        return counted if counted.value else Cell(0, counted.unit)

    def _totals(self, places: Sequence[Place], dimension: str, side: int) -> dict[str, Cell]:
        sums = {place.key: Tally() for place in places}
        for pair, found in self.matrix.cells.items():
            sums[pair[side]].add(found)
        return {
            key: self.numbers.of(FIGURE, found, (dimension, key)) for key, found in sums.items()
        }

    def most(self, places: Sequence[Place], totals: dict[str, Cell], drawn: int) -> list[Place]:
        """Those with the most cases that are accepted in the period, the unstated last."""
        kept = [place for place in places if number(totals[place.key])]
        kept.sort(key=lambda place: (place.key == UNSTATED, -number(totals[place.key])))
        return kept[:drawn]

    def table(self, key: str, title: str, total: str) -> Table:
        rows = self.most(self.matrix.rows, self.row_totals, len(self.matrix.rows))
        columns = self.most(self.matrix.columns, self.column_totals, len(self.matrix.columns))
        heads = [str(DIMENSION[VILLAGE].name), *(place.label for place in columns), total]
        lines = [
            [
                Cell(row.label, key=row.key),
                *(self.cell(row, column) for column in columns),
                self.row_totals[row.key],
            ]
            for row in rows
        ]
        sums = [*(self.column_totals[column.key] for column in columns), self.whole]
        units = [Column(head, Unit.CASES.value) for head in heads[1:]]
        return Table(key, title, [Column(heads[0]), *units], lines, [Cell(total), *sums])
