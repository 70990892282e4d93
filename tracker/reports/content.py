"""A summary as tables without a format: what every file and every page of it is made of.

A cell keeps its exact value and, for a number of cases, the way back to those cases; how it is
written is the business of the format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.formatting import NOTHING, word
from tracker.indicators import INDICATORS
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import CENTER, DIMENSIONS, MONTH, Pick
from tracker.indicators.drill import FIGURES, Drill, part_name
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Indicator, Rate, Unit
from tracker.indicators.register_figures import RowDrill, declared
from tracker.indicators.year import Figures, Summary
from tracker.registers.figures import RowUnit
from tracker.reports.heading import days_of

BREAKDOWN_FIGURES = (
    "accepted",
    "caseload",
    "closed",
    "pending",
    "resolution_rate",
    "mediated_success",
    "amount_agreed",
)
"""What the breakdown of a page shows; the files of a year have every figure."""
PARTS = ("numerator", "denominator", "missing")
OF_REGISTERS = {one.value: one for one in RowUnit if one not in (RowUnit.YUAN, RowUnit.PERCENT)}
"""The units in which only registers count; they are written as numbers of cases are."""
TEXT = "text"
"""The unit of a column of words; every other column's unit is one of the figures'."""


@dataclass(frozen=True)
class Column:
    """``unit`` says how the column's numbers are written; None where each row has its own."""

    label: str
    unit: str | None = TEXT


@dataclass(frozen=True)
class Cell:
    """``drill`` leads to the cases or entries that the number counts; a rate has its ``parts``
    beside it.
    """

    value: str | int | Decimal | None
    unit: str = TEXT
    drill: Drill | RowDrill | None = None
    key: str | None = None
    parts: Sequence[Cell] = ()


@dataclass(frozen=True)
class Table:
    """``key`` names it in files; ``total`` is the row beneath, where a sum makes sense."""

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None


def unit_name(unit: str) -> str:
    names = {
        Unit.CASES.value: _("cases"),
        Unit.YUAN.value: _("yuan"),
        Unit.PERCENT.value: "%",
        Unit.DAYS.value: _("days"),
        Unit.PEOPLE.value: _("people"),
        **{unit: word(one) for unit, one in OF_REGISTERS.items()},
    }
    return str(names.get(unit, ""))


def figure_name(key: str) -> str:
    """Of a figure of the cases or of a register."""
    if key in INDICATORS:
        return str(INDICATORS[key].name)
    return word(declared()[key][1])


def summary_table(summary: Summary) -> Table:
    """One line for each figure, the fraction beside each rate."""
    columns = [
        Column(_("Figure")),
        Column(_("Value"), None),
        Column(_("Unit")),
        Column(_("Remarks")),
    ]
    rows = [
        [
            Cell(str(INDICATORS[key].name), key=key),
            _value(summary, figure),
            Cell(unit_name(figure.unit)),
            Cell(_remark(summary, figure)),
        ]
        for key, figure in summary.figures.items()
    ]
    return Table("summary", _("Figures"), columns, rows)


def readings_table(summary: Summary) -> Table:
    """The resolution rate on every basis: none is chosen silently."""
    rate = BY_KEY["resolution_rate"]
    columns = [Column(_("Basis")), Column(str(rate.name), Unit.PERCENT.value)]
    rows = [
        [Cell(word(basis)), _value(summary, figure, basis=basis)]
        for basis, figure in summary.readings.items()
    ]
    return Table("readings", _("The resolution rate on each basis"), columns, rows)


def breakdown_tables(
    summary: Summary, shown: Sequence[Indicator] = tuple(BY_KEY.values())
) -> list[Table]:
    """Months first, then the dimensions; without a choice with every figure of cases."""
    names = (MONTH, *(one.key for one in DIMENSIONS))
    return [breakdown_table(summary, name, shown) for name in names]


def shown_figures() -> list[Indicator]:
    """The figures of a page's breakdown."""
    return [BY_KEY[key] for key in BREAKDOWN_FIGURES]


def breakdown_table(summary: Summary, name: str, shown: Sequence[Indicator]) -> Table:
    columns = [Column(dimension_name(name))]
    columns += [Column(named_with_unit(one), one.unit.value) for one in shown]
    rows = [
        [Cell(row.label, key=row.key), *_row(summary, row.figures, shown, ((name, row.key),))]
        for row in summary.breakdowns[name]
    ]
    total = [Cell(_("Whole period")), *_row(summary, summary.figures, shown, ())]
    caption = _("By %(dimension)s", dimension=dimension_name(name))
    return Table(name, caption, columns, rows, total)


def dimension_name(name: str) -> str:
    names = {one.key: str(one.name) for one in DIMENSIONS}
    return names.get(name) or str(_("Month"))


def year_on_year_table(summary: Summary) -> Table:
    """Each figure beside that of the same period a year before."""
    before = summary.year_before
    columns = [
        Column(_("Figure")),
        Column(_("This period"), None),
        Column(days_of(before.start, before.end), None),
        Column(_("Change in percent"), Unit.PERCENT.value),
        Column(_("Change in percentage points"), Unit.PERCENT.value),
        Column(_("Direction")),
    ]
    rows = [
        [
            Cell(str(BY_KEY[key].name), key=key),
            _value(summary, compared.now),
            _value(summary, compared.before, period=before) if compared.before else Cell(None),
            Cell(compared.change_percent, Unit.PERCENT.value),
            Cell(compared.change_points, Unit.PERCENT.value),
            Cell(direction_word(compared.direction)),
        ]
        for key, compared in summary.year_on_year.items()
    ]
    return Table("year_on_year", _("Year on year"), columns, rows)


def direction_word(direction: str | None) -> str:
    words = {"up": _("up"), "down": _("down"), "level": _("level")}
    return str(words.get(direction or "", _("cannot tell")))


def written(cell: Cell) -> str:
    """``1,372``; what stands in a cell for people to read."""
    if cell.value is None:
        return NOTHING
    return cell.value if isinstance(cell.value, str) else f"{cell.value:,}"


def flat(table: Table) -> Table:
    """The same with a column of its own for each part of a rate, as files have it."""
    parted = [
        any(len(row) > place and row[place].parts for row in table.rows)
        for place in range(len(table.columns))
    ]

    def spread(row: Sequence[Cell]) -> list[Cell]:
        cells = []
        for cell, has_parts in zip(row, parted, strict=True):
            cells.append(cell)
            if has_parts:
                cells += cell.parts or [Cell(None)] * len(PARTS)
        return cells

    columns = []
    for column, has_parts in zip(table.columns, parted, strict=True):
        columns.append(column)
        if has_parts:
            columns += [
                Column(f"{column.label} · {part_name(part)}", Unit.CASES.value) for part in PARTS
            ]
    total = spread(table.total) if table.total else None
    return Table(table.key, table.caption, columns, [spread(row) for row in table.rows], total)


def _row(
    summary: Summary, figures: Figures, shown: Sequence[Indicator], picks: tuple[Pick, ...]
) -> list[Cell]:
    return [_value(summary, figures[indicator.key], picks) for indicator in shown]


def _value(
    summary: Summary,
    figure: Figure,
    picks: tuple[Pick, ...] = (),
    *,
    basis: Basis | None = None,
    period: Period | None = None,
) -> Cell:
    """The figure of the summary's own basis and period by default."""
    where = (*summary.picks, *picks)
    return figure_cell(figure, period or summary.period, basis or summary.basis, where)


def figure_cell(figure: Figure, period: Period, basis: Basis, picks: tuple[Pick, ...]) -> Cell:
    """The figure with the way to its cases, or to its entries of a register."""

    def to(part: str) -> Drill | RowDrill | None:
        if figure.key in FIGURES:
            return Drill(FIGURES[figure.key], part, period, basis, picks)
        if figure.key in declared():
            drill = RowDrill(*declared()[figure.key], part, period, dict(picks).get(CENTER))
            return drill if drill.lists else None
        return None

    unit = Unit.CASES.value if figure.unit in OF_REGISTERS else figure.unit
    if figure.denominator is None:
        known = to("value") if figure.value is not None else None
        return Cell(figure.value, unit, known, figure.key)
    parts = [
        Cell(getattr(figure, part), Unit.CASES.value, to(part), f"{figure.key}.{part}")
        for part in PARTS
    ]
    return Cell(figure.value, unit, key=figure.key, parts=parts)


def named_with_unit(indicator: Indicator) -> str:
    """Cases need no unit: most columns count them."""
    if indicator.unit is Unit.CASES:
        return str(indicator.name)
    return str(_("%(name)s (%(unit)s)", name=indicator.name, unit=unit_name(indicator.unit.value)))


def _remark(summary: Summary, figure: Figure) -> str:
    """The basis, or on how many cases a sum rests."""
    indicator = BY_KEY.get(figure.key)
    if isinstance(indicator, Rate) and indicator.by_basis:
        return word(summary.basis)
    if figure.asked is None:
        return ""
    return str(_("stated in %(stated)s of %(asked)s cases", stated=figure.rows, asked=figure.asked))
