"""A summary laid out for a page: cards by section, tables and a chart, every number a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from tracker import formatting
from tracker.domain.vocabulary import Basis
from tracker.indicators import INDICATORS
from tracker.indicators.definitions import CHARTED, STEADY_DECLINES
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.indicators.drill import drill_args
from tracker.indicators.kinds import Roster, Section
from tracker.indicators.year import Comparison, Summary
from tracker.reports import content
from tracker.reports.summary_text import change_words
from tracker.views.figure_cards import Card, card

BREAKDOWN_FIGURES = (
    "accepted",
    "caseload",
    "closed",
    "pending",
    "resolution_rate",
    "mediated_success",
    "amount_agreed",
)
"""What a page's breakdown shows; the files have every figure."""

BREAKDOWNS = (MONTH, *(one.key for one in DIMENSIONS))


@dataclass(frozen=True)
class PageCell:
    """``parts`` are numerator, denominator and what is missing between them, each a link."""

    text: str
    href: str | None = None
    figure: str | None = None
    value: str | None = None
    parts: Sequence[PageCell] = ()
    unit: str = ""


@dataclass(frozen=True)
class PageTable:
    """What ``templates/statistics/parts.html`` draws."""

    key: str
    caption: str
    columns: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[PageCell]]
    totals: Sequence[PageCell] | None


@dataclass(frozen=True)
class Decline:
    """A figure that should have gone down; ``change`` is "cannot tell" without data."""

    label: str
    now: Card
    before: Card | None
    change: str
    direction: str | None


def sections_of(summary: Summary, roster: str | None = None) -> list[tuple[str, list[Card]]]:
    """The figures as cards, by section, each beside the year before.

    ``roster`` is where the page lists the people on the roster; without it they are left out.
    """
    found: dict[Section, list[Card]] = {section: [] for section in Section}
    for key, figure in summary.figures.items():
        indicator = INDICATORS[key]
        compared = summary.year_on_year.get(key)
        one = card(indicator, figure, summary.period, summary.basis, summary.picks, compared)
        if isinstance(indicator, Roster):
            one = replace(one, href=roster)
        if roster is not None or not isinstance(indicator, Roster):
            found[indicator.section].append(one)
    return [(str(section.value), cards) for section, cards in found.items()]


def declines_of(summary: Summary) -> list[Decline]:
    return [
        _decline(summary, INDICATORS[key].key, summary.year_on_year[key]) for key in STEADY_DECLINES
    ]


def _decline(summary: Summary, key: str, compared: Comparison) -> Decline:
    indicator, earlier = INDICATORS[key], summary.period.year_before()
    before = None
    if compared.before is not None:
        before = card(indicator, compared.before, earlier, summary.basis, summary.picks)
    now = card(indicator, compared.now, summary.period, summary.basis, summary.picks)
    change = change_words(compared)
    return Decline(str(indicator.name), now, before, change, compared.direction)


def tables_of(summary: Summary) -> dict[str, PageTable]:
    """The readings, the asked breakdown and the comparison with the year before."""
    shown = [INDICATORS[key] for key in BREAKDOWN_FIGURES]
    return {
        "readings": page_table(content.readings_table(summary)),
        "breakdown": page_table(content.breakdown_table(summary, asked_breakdown(), shown)),
        "year_on_year": page_table(content.year_on_year_table(summary)),
    }


def asked_breakdown() -> str:
    by = request.args.get("by", MONTH)
    return by if by in BREAKDOWNS else MONTH


def breakdown_tabs() -> list[dict[str, Any]]:
    """The breakdowns, each with an address of its own."""
    return [
        {
            "label": content.dimension_name(name),
            "href": same_page(by=name) + "#breakdown",
            "current": name == asked_breakdown(),
        }
        for name in BREAKDOWNS
    ]


def basis_tabs(summary: Summary) -> list[dict[str, Any]]:
    return [
        {
            "label": formatting.word(one),
            "href": same_page(basis=one.value),
            "current": one is summary.basis,
        }
        for one in Basis
    ]


def same_page(**changes: str | None) -> str:
    """This address with some arguments changed; None leaves one out."""
    args = {**request.args.to_dict(), **(request.view_args or {}), **changes}
    kept = {name: value for name, value in args.items() if value is not None}
    return url_for(request.endpoint or "", **kept)


def page_table(table: content.Table) -> PageTable:
    columns = [
        {"label": one.label, "numeric": one.unit != content.TEXT, "key": str(place)}
        for place, one in enumerate(table.columns)
    ]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    totals = [_cell(cell) for cell in table.total] if table.total else None
    return PageTable(table.key, table.caption, columns, rows, totals)


def _cell(cell: content.Cell) -> PageCell:
    """``1,372`` as a link to its cases, money exact to the fen, a rate with its fraction."""
    text = _written(cell)
    parts = [_cell(part) for part in cell.parts]
    if cell.drill is None:
        return PageCell(text, parts=parts, unit="%" if parts and cell.value is not None else "")
    href = url_for("cases.index", **cell.drill.args())  # type: ignore[arg-type] # values may be lists
    return PageCell(text, href, cell.key, str(cell.value))


def _written(cell: content.Cell) -> str:
    if cell.value is None:
        return formatting.NOTHING
    if isinstance(cell.value, str):
        return cell.value
    return f"{cell.value:,}"


def chart_of(summary: Summary) -> dict[str, Any]:
    """The arguments of ``components/months_chart.html``."""
    rows = summary.breakdowns[MONTH]
    compared = summary.year_on_year[CHARTED.key]
    known = compared.before is not None and len(summary.chart_before) == len(rows)
    return {
        "title": _("%(figure)s by month", figure=CHARTED.name),
        "labels": [row.label for row in rows],
        "values": [row.figures[CHARTED.key].value for row in rows],
        "previous": list(summary.chart_before) if known else None,
        "hrefs": [
            url_for(
                "cases.index",
                **drill_args(  # type: ignore[arg-type] # values may be lists
                    CHARTED.key,
                    "value",
                    summary.period,
                    summary.basis,
                    (*summary.picks, (MONTH, row.key)),
                ),
            )
            for row in rows
        ],
    }
