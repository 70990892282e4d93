"""What stands side by side as tables: the figures in columns, and line by line with what is said
of each: the difference to the first, the place, the interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import BinaryIO

from flask_babel import gettext as _

from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators.comparison import Beside, Side, side_by_side
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.figures import FEW
from tracker.indicators.kinds import Indicator, Rate, Unit
from tracker.reports.content import (
    PARTS,
    Cell,
    Column,
    Table,
    figure_cell,
    named_with_unit,
    unit_name,
)
from tracker.reports.heading import Heading
from tracker.reports.table_csv import table_csv
from tracker.reports.table_xlsx import write_tables


@dataclass(frozen=True)
class Compared:
    """The sides of one kind, in the order of their columns, and what stands above them."""

    above: Heading
    basis: Basis
    sides: Sequence[Side]

    @cached_property
    def figures(self) -> Mapping[str, Sequence[Beside]]:
        """Of each figure every side's."""
        return side_by_side(self.sides)


def columns_table(compared: Compared) -> Table:
    """Figures as rows, the compared as columns."""
    columns = [Column(_("Figure")), *(Column(side.label, None) for side in compared.sides)]
    rows = [
        [Cell(named_with_unit(one), key=one.key), *_values(compared, one)] for one in INDICATORS
    ]
    return Table("comparison", _("Comparison"), columns, rows)


def _values(compared: Compared, indicator: Indicator) -> list[Cell]:
    return [
        figure_cell(side.figures[indicator.key], side.period, compared.basis, side.picks)
        for side in compared.sides
    ]


def lines_table(compared: Compared) -> Table:
    """A line for each figure of each side: what is said of it stands in columns."""
    rates = Unit.PERCENT.value
    columns = [
        Column(_("Figure")),
        Column(_("Compared")),
        Column(_("Value"), None),
        Column(_("Unit")),
        Column(_("Numerator"), Unit.CASES.value),
        Column(_("Denominator"), Unit.CASES.value),
        Column(_("Not in the numerator"), Unit.CASES.value),
        Column(_("Difference to the first"), None),
        Column(_("Difference in percent"), rates),
        Column(_("Interval from"), rates),
        Column(_("Interval to"), rates),
        Column(_("Rank"), Unit.CASES.value),
        Column(_("Remarks")),
    ]
    rows = [
        _line(one, compared.basis, side, beside)
        for one in INDICATORS
        for side, beside in zip(compared.sides, compared.figures[one.key], strict=True)
    ]
    return Table("comparison_lines", _("Differences and intervals"), columns, rows)


def _line(indicator: Indicator, basis: Basis, side: Side, beside: Beside) -> list[Cell]:
    figure = beside.figure
    low, high = beside.interval or (None, None)
    remarks = (basis_words(indicator, basis), few_words() if beside.few else "")
    return [
        Cell(str(indicator.name), key=figure.key),
        Cell(side.label, key=side.key),
        Cell(figure.value, figure.unit),
        Cell(unit_name(figure.unit)),
        *(_told(getattr(figure, part), Unit.CASES.value) for part in PARTS),
        _told(beside.difference, figure.unit),
        *(_told(one, Unit.PERCENT.value) for one in (beside.percent, low, high)),
        _told(beside.rank, Unit.CASES.value),
        Cell(" · ".join(filter(None, remarks))),
    ]


def _told(value: int | Decimal | None, unit: str) -> Cell:
    """Blank where there is nothing to say, which is not the same as a figure without a value."""
    return Cell(value, unit) if value is not None else Cell(None)


def basis_words(indicator: Indicator, basis: Basis) -> str:
    """The basis of a rate that has a choice of them."""
    return word(basis) if isinstance(indicator, Rate) and indicator.by_basis else ""


def few_words() -> str:
    return str(_("fewer than %(few)s cases, not ranked", few=FEW))


def comparison_tables(compared: Compared) -> list[Table]:
    return [columns_table(compared), lines_table(compared)]


def write_comparison(compared: Compared, form: str, target: BinaryIO) -> None:
    """As ``csv`` line by line, as ``xlsx`` side by side too."""
    if form == "csv":
        target.write(table_csv(compared.above, lines_table(compared)).encode())
    else:
        write_tables(compared.above.lines(), comparison_tables(compared), target)
