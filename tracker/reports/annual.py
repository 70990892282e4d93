"""The annual report's figures by section: each with its rows, and the same of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.domain.periods import Period
from tracker.formatting import word
from tracker.indicators.changes import Comparison
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.kinds import Unit
from tracker.indicators.register_figures import declared
from tracker.indicators.year import Summary
from tracker.registers.declaring import Register
from tracker.registers.figures import RowFigure, Section
from tracker.reports.content import Cell, Column, Table, figure_cell, unit_name
from tracker.reports.heading import days_of

OF_CASES = ("caseload", "resolved", "resolution_rate", "mediated_success", "amount_agreed")
OF_ROSTER = "resident_mediators"
"""What of the cases stands in the report, among the disputes at their source."""


@dataclass(frozen=True)
class AnnualLine:
    """``unit`` is what the figure is counted in, in words, ``text`` how; ``register`` and
    ``declared`` are None for a figure of the cases.
    """

    key: str
    name: str
    unit: str
    text: str
    compared: Comparison
    register: Register | None = None
    declared: RowFigure | None = None


@dataclass(frozen=True)
class AnnualFigures:
    """``sections`` in the order of the report; ``lines`` has every figure by its key, those of the
    cases that stand in no section too.
    """

    summary: Summary
    sections: Mapping[Section, Sequence[AnnualLine]]
    lines: Mapping[str, AnnualLine]

    @property
    def period(self) -> Period:
        return self.summary.period


def annual_figures(summary: Summary) -> AnnualFigures:
    sections: dict[Section, list[AnnualLine]] = {one: [] for one in Section}
    lines = {one.key: one for one in _of_cases(summary)}
    sections[Section.SOURCES] += [lines[key] for key in (*OF_CASES, OF_ROSTER) if key in lines]
    for key, compared in summary.registers.items():
        register, figure = declared()[key]
        lines[key] = _line(figure, compared, register)
        sections[figure.section].append(lines[key])
    return AnnualFigures(summary, {one: its for one, its in sections.items() if its}, lines)


def _of_cases(summary: Summary) -> Iterator[AnnualLine]:
    for one in GLOSSARY:
        figure = summary.figures.get(one.key)
        if figure is not None:
            compared = summary.year_on_year.get(one.key) or Comparison(figure, None)
            unit = unit_name(figure.unit)
            yield AnnualLine(one.key, str(one.name), unit, str(one.text), compared)


def _line(figure: RowFigure, compared: Comparison, register: Register) -> AnnualLine:
    text = str(_(figure.text))
    return AnnualLine(figure.key, word(figure), word(figure.unit), text, compared, register, figure)


NOW = 3
"""The place of the column with this period's numbers."""


def annual_table(found: AnnualFigures) -> Table:
    """A line for each figure, beside the same of a year before."""
    before = found.summary.year_before
    columns = [
        Column(_("Section")),
        Column(_("Figure")),
        Column(_("Unit")),
        Column(_("This period"), None),
        Column(days_of(before.start, before.end), None),
        Column(_("Change in percent"), Unit.PERCENT.value),
        Column(_("Change in percentage points"), Unit.PERCENT.value),
    ]
    rows = [
        [Cell(word(section)), Cell(line.name, key=line.key), Cell(line.unit), *_beside(found, line)]
        for section, lines in found.sections.items()
        for line in lines
    ]
    return Table("annual", _("Annual report"), columns, rows)


def _beside(found: AnnualFigures, line: AnnualLine) -> Iterator[Cell]:
    summary, compared = found.summary, line.compared
    for figure, period in (
        (compared.now, summary.period),
        (compared.before, summary.year_before),
    ):
        if figure is None:
            yield Cell(None, compared.now.unit)
        else:
            yield figure_cell(figure, period, summary.basis, summary.picks)
    yield Cell(compared.change_percent, Unit.PERCENT.value)
    yield Cell(compared.change_points, Unit.PERCENT.value)
