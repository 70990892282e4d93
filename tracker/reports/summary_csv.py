"""A summary as CSV: a line for each figure of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _

from tracker.formatting import NOTHING, word
from tracker.indicators import INDICATORS
from tracker.indicators.changes import Comparison
from tracker.indicators.dimensions import MONTH
from tracker.indicators.figures import Figure
from tracker.indicators.register_figures import declared
from tracker.indicators.year import Row, Summary
from tracker.reports.content import dimension_name, unit_name
from tracker.reports.heading import heading
from tracker.reports.table_csv import Value, csv_text

NOTHING_BEFORE: Sequence[Value] = (None,) * 5


def summary_csv(summary: Summary) -> str:
    """The whole file as text, with the figures of the registers; encode it as UTF-8."""
    return csv_text(heading(summary), _columns(), _lines(summary))


def _columns() -> list[str]:
    return [
        _("Breakdown"),
        _("Row"),
        _("Figure"),
        _("Key of the figure"),
        _("Value"),
        _("Unit"),
        _("Numerator"),
        _("Denominator"),
        _("Basis"),
        _("A year before"),
        _("Change in percent"),
        _("Change in percentage points"),
        _("Numerator a year before"),
        _("Denominator a year before"),
        _("Cases that state it"),
        _("Cases asked for it"),
        _("Share of the caseload in percent"),
    ]


def _lines(summary: Summary) -> Iterator[list[Value]]:
    """The whole period, each row of each breakdown, and the resolution rate on every basis."""
    whole, own = str(_("Whole period")), word(summary.basis)
    for key, figure in summary.figures.items():
        before = _before(summary.year_on_year.get(key))
        yield [whole, whole, *_cells(figure, own), *before, *_asked(figure), None]
    for key, compared in summary.registers.items():
        told = [whole, whole, *_cells_of_register(key, compared.now)]
        yield [*told, *_before(compared), None, None, None]
    for name, rows in summary.breakdowns.items():
        for row in rows:
            for figure in row.figures.values():
                share = _share(summary, name, row, figure)
                told = [dimension_name(name), row.label, *_cells(figure, own)]
                yield [*told, *NOTHING_BEFORE, *_asked(figure), share]
    for basis, figure in summary.readings.items():
        told = [str(_("Basis")), word(basis), *_cells(figure, word(basis))]
        yield [*told, *NOTHING_BEFORE, None, None, None]


def _cells(figure: Figure, basis: str) -> list[Value]:
    value = NOTHING if figure.value is None else figure.value
    name = str(INDICATORS[figure.key].name)
    parts: Iterable[Value] = (figure.numerator, figure.denominator)
    on = basis if figure.key == "resolution_rate" else None
    return [name, figure.key, value, unit_name(figure.unit), *parts, on]


def _cells_of_register(key: str, figure: Figure) -> list[Value]:
    _register, one = declared()[key]
    value = NOTHING if figure.value is None else figure.value
    return [word(one), key, value, word(one.unit), figure.numerator, figure.denominator, None]


def _before(compared: Comparison | None) -> Sequence[Value]:
    if compared is None:
        return NOTHING_BEFORE
    then = compared.before
    fraction = (then.numerator, then.denominator) if then else (None, None)
    return (compared.previous, compared.change_percent, compared.change_points, *fraction)


def _asked(figure: Figure) -> Sequence[Value]:
    """On how many cases a sum rests, of how many."""
    return (None, None) if figure.asked is None else (figure.rows, figure.asked)


def _share(summary: Summary, name: str, row: Row, figure: Figure) -> Value:
    if name == MONTH or figure.key != "caseload":
        return None
    return summary.caseload_share(row).value
