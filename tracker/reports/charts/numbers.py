"""The numbers of a chart as cells: each with the way to exactly the cases that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.charted import Charted
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import percent
from tracker.indicators.kinds import Tally, Unit
from tracker.queries.conditions import UNSTATED
from tracker.reports.content import Cell, figure_cell


@dataclass(frozen=True)
class Numbers:
    """Of one question: its period, basis and picks."""

    period: Period
    basis: Basis
    picks: tuple[Pick, ...]

    @classmethod
    def of_question(cls, charted: Charted) -> Numbers:
        return cls(charted.period, charted.basis, charted.picks)

    def of(self, key: str, found: Tally, *picks: Pick, period: Period | None = None) -> Cell:
        """A count, a sum or a rate with its parts, of the rows that ``picks`` name."""
        figure = BY_KEY[key].figure(found, self.basis)
        return figure_cell(figure, period or self.period, self.basis, (*self.picks, *picks))


def share_of(part: Cell, whole: Cell) -> Cell:
    """How much of a number of cases another number is."""
    return Cell(percent(number(part), number(whole)), Unit.PERCENT.value)


def number(cell: Cell) -> int:
    """Of a cell that counts cases."""
    return cell.value if isinstance(cell.value, int) else 0


def most_first(rows: Sequence[tuple[Cell, Cell]]) -> list[tuple[Cell, Cell]]:
    """Names with their numbers, those that state nothing last."""
    return sorted(rows, key=lambda row: (row[0].key == UNSTATED, -number(row[1])))
