"""The tables of an official document: exact, each figure with its way to the summary's JSON."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from tracker.domain.periods import Period
from tracker.formatting import NOTHING, word
from tracker.indicators.changes import Comparison
from tracker.indicators.definitions import BY_KEY, GLOSSARY
from tracker.indicators.dimensions import MONTH
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Indicator, Rate, Unit
from tracker.indicators.year import Figures, Row, Summary
from tracker.reports.content import (
    BREAKDOWN_FIGURES,
    dimension_name,
    figure_name,
    named_with_unit,
    unit_name,
)
from tracker.reports.heading import days_of
from tracker.reports.official.breakdowns import at, begun_months, share
from tracker.reports.official.document import Column, Key, Stated, Table, Words, words
from tracker.reports.official.wording import WHOLE, as_previous, changed, exact, part

ROOM = {Unit.CASES: 14.4, Unit.PERCENT: 20, Unit.YUAN: 25}
NAME_ROOM, SHARE_ROOM = 23, 16
"""Millimetres on paper, 156 together: four characters of a heading fit beside each other."""


def figures_table(summary: Summary) -> Table:
    """Every figure, exact; a rate's fraction, or on how many cases a sum rests, beside it."""
    rows = [
        (
            (figure_name(key),),
            exact(figure, (*WHOLE, key))[:1],
            (unit_name(figure.unit) if not _is_rate(figure) else "",),
            _fraction(figure),
            _remark(summary, figure),
        )
        for key, figure in summary.figures.items()
    ]
    return Table("figures", _("Main figures"), figures_columns(), rows)


def figures_columns() -> list[Column]:
    return [
        Column("figure", _("Figure"), 38, numeric=False),
        Column("value", _("Value"), 32),
        Column("unit", _("Unit"), 14, numeric=False),
        Column("fraction", _("Numerator/denominator"), 26),
        Column("remarks", _("Remarks"), 46, numeric=False),
    ]


def _is_rate(figure: Figure) -> bool:
    return figure.unit == Unit.PERCENT.value


def _fraction(figure: Figure) -> Words:
    if figure.denominator is None:
        return ()
    here = (*WHOLE, figure.key)
    return part(figure, "numerator", here), "/", part(figure, "denominator", here)


def _remark(summary: Summary, figure: Figure) -> Words:
    indicator = BY_KEY.get(figure.key)
    if isinstance(indicator, Rate) and indicator.by_basis:
        return (word(summary.basis),)
    if not figure.asked:
        return ()
    here = ("amounts_stated", figure.key)
    return words(
        _("stated in %(stated)s of %(asked)s cases"),
        stated=Stated((*here, "stated"), str(figure.rows), figure.rows or 0),
        asked=Stated((*here, "asked"), str(figure.asked), figure.asked),
    )


def breakdown_table(summary: Summary, name: str) -> Table:
    """A row for each, the whole period beneath; the share of the caseload unless by month."""
    rows = begun_months(summary) if name == MONTH else summary.breakdowns[name]
    shares = name != MONTH
    return Table(
        name,
        _("By %(dimension)s", dimension=dimension_name(name)),
        breakdown_columns(name),
        [_breakdown_row(summary, name, row, shares) for row in rows] + [_whole(summary, shares)],
        total=True,
    )


def breakdown_columns(name: str) -> list[Column]:
    shares = name != MONTH
    room = NAME_ROOM if shares else NAME_ROOM + SHARE_ROOM
    columns = [Column("name", dimension_name(name), room, numeric=False)]
    for key in BREAKDOWN_FIGURES:
        indicator = BY_KEY[key]
        columns.append(Column(key, _label(indicator), ROOM[indicator.unit]))
        if key == "caseload" and shares:
            columns.append(Column("share", _("Share of the caseload"), SHARE_ROOM))
    return columns


def _breakdown_row(summary: Summary, name: str, row: Row, shares: bool) -> list[Words]:
    own = share(summary, name, row) if shares else None
    return [(row.label,), *_cells(row.figures, at(name, row), own)]


def _whole(summary: Summary, shares: bool) -> list[Words]:
    own = (NOTHING,) if shares else None
    return [(_("Whole period"),), *_cells(summary.figures, WHOLE, own)]


def _label(indicator: Indicator) -> str:
    """With the unit, unless it stands in every cell."""
    if indicator.unit is Unit.PERCENT:
        return str(indicator.name)
    return named_with_unit(indicator)


def _cells(figures: Figures, here: Key, own_share: Words | None) -> list[Words]:
    cells = []
    for key in BREAKDOWN_FIGURES:
        cells.append(exact(figures[key], (*here, key)))
        if key == "caseload" and own_share is not None:
            cells.append(own_share)
    return cells


def compared_table(summary: Summary) -> Table:
    """Every figure beside that of the same period a year before."""
    columns = compared_columns(_days(summary.period), _days(summary.year_before))
    rows = [
        compared_row(_label(BY_KEY[key]), key, compared)
        for key, compared in summary.year_on_year.items()
    ]
    return Table("year_on_year", _("Against the same period a year before"), columns, rows)


def compared_row(name: str, key: str, compared: Comparison) -> Sequence[Words]:
    """The figure exact, that of the year before, and the change."""
    before = compared.before
    previous = as_previous(exact(before, (key,)), key) if before is not None else (NOTHING,)
    return (name,), exact(compared.now, (*WHOLE, key)), previous, changed(key, compared)


def compared_columns(now: str, before: str) -> list[Column]:
    return [
        Column("figure", _("Figure"), 46, numeric=False),
        Column("now", now, 38),
        Column("before", before, 38),
        Column("change", _("Rise or fall"), 34),
    ]


def _days(period: Period) -> str:
    if period.is_year:
        return str(_("Year %(year)s", year=period.start.year))
    return days_of(period.start, period.end)


def definitions_table() -> Table:
    rows: Sequence[Sequence[Words]] = [((str(one.name),), (str(one.text),)) for one in GLOSSARY]
    return Table("definitions", "", definitions_columns(), rows)


def definitions_columns() -> list[Column]:
    return [
        Column("figure", _("Figure"), 34, numeric=False),
        Column("text", _("How it is counted"), 122, numeric=False),
    ]
