"""A summary as CSV: a line for each figure of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from tracker.formatting import NOTHING
from tracker.indicators import INDICATORS
from tracker.indicators.figures import Figure
from tracker.indicators.year import Summary
from tracker.reports.content import dimension_name, unit_name
from tracker.reports.heading import heading
from tracker.reports.table_csv import Value, csv_text


def summary_csv(summary: Summary) -> str:
    """The whole file as text; encode it as UTF-8."""
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
    ]


def _lines(summary: Summary) -> Iterator[list[Value]]:
    whole = _("Whole period")
    for key, figure in summary.figures.items():
        compared = summary.year_on_year.get(key)
        beside: list[Value] = [None, None]
        if compared is not None:
            beside = [compared.previous, compared.change_percent]
        yield [whole, whole, *_cells(summary, figure), *beside]
    for name, rows in summary.breakdowns.items():
        for row in rows:
            for figure in row.figures.values():
                yield [dimension_name(name), row.label, *_cells(summary, figure), None, None]


def _cells(summary: Summary, figure: Figure) -> list[Value]:
    value = NOTHING if figure.value is None else figure.value
    basis = heading(summary).basis if figure.key == "resolution_rate" else None
    name = str(INDICATORS[figure.key].name)
    parts: Iterable[Value] = (figure.numerator, figure.denominator)
    return [name, figure.key, value, unit_name(figure.unit), *parts, basis]
