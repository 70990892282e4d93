"""A summary laid out for a page: cards by section, tables and a chart, every number a link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from tracker import formatting
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators import INDICATORS
from tracker.indicators.declines import DECLINES, Decline
from tracker.indicators.dimensions import DIMENSIONS, MONTH, Dimension
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Roster, Section
from tracker.indicators.year import Summary
from tracker.reports import content
from tracker.reports.changes import change_words
from tracker.reports.charts.months import months_of_summary
from tracker.views.drawn_charts import PageChart, page_chart
from tracker.views.figure_cards import Card, Past, card, period_before, year_before
from tracker.views.figure_tables import PageCell, PageTable, page_cell, page_table

BREAKDOWNS = (MONTH, *(one.key for one in DIMENSIONS))


@dataclass(frozen=True)
class DeclineLine:
    """A figure that should have gone down; ``change`` is "cannot tell" without data."""

    label: str
    change: str
    now: PageCell | None = None
    before: PageCell | None = None
    unit: str = ""
    direction: str | None = None


def sections_of(summary: Summary, roster: str | None = None) -> list[tuple[str, list[Card]]]:
    """The figures as cards, by section, each beside the year before.

    ``roster`` is where the page lists the people on the roster; without it they are left out.
    """
    found: dict[Section, list[Card]] = {section: [] for section in Section}
    for key, figure in summary.figures.items():
        indicator = INDICATORS[key]
        one = card(
            indicator, figure, summary.period, summary.basis, summary.picks, *_pasts(summary, key)
        )
        if isinstance(indicator, Roster):
            one = replace(one, href=roster)
        if roster is not None or not isinstance(indicator, Roster):
            found[indicator.section].append(one)
    return [(str(section.value), cards) for section, cards in found.items()]


def _pasts(summary: Summary, key: str) -> list[Past]:
    """The period before as well, unless it is the one a year before; people have no past."""
    if key not in summary.year_on_year:
        return []
    pasts = [year_before(summary.year_on_year[key])]
    if summary.before != summary.year_before:
        pasts.append(period_before(summary.against_before[key]))
    return pasts


def declines_of(summary: Summary) -> list[DeclineLine]:
    return [_decline(summary, one) for one in DECLINES]


def _decline(summary: Summary, decline: Decline) -> DeclineLine:
    compared = decline.told(summary)
    if compared is None:
        return DeclineLine(str(decline.name), _("cannot tell: nothing of them is on record."))

    def cell(figure: Figure, period: Period) -> PageCell:
        return page_cell(content.figure_cell(figure, period, summary.basis, summary.picks))

    return DeclineLine(
        str(decline.name),
        change_words(compared),
        cell(compared.now, summary.period),
        cell(compared.before, summary.year_before) if compared.before else None,
        content.unit_name(compared.now.unit),
        compared.direction,
    )


def tables_of(summary: Summary) -> dict[str, PageTable]:
    """The readings, the asked breakdown and the comparison with the year before."""
    return {
        "readings": page_table(content.readings_table(summary)),
        "breakdown": page_table(
            content.breakdown_table(summary, asked_breakdown(), content.shown_figures())
        ),
        "year_on_year": page_table(content.year_on_year_table(summary)),
    }


def asked_dimensions() -> list[Dimension]:
    """The breakdown to draw, beside that by month."""
    return [one for one in DIMENSIONS if one.key == asked_breakdown()]


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
    args = {**request.args.to_dict(flat=False), **(request.view_args or {}), **changes}
    kept = {name: value for name, value in args.items() if value is not None}
    return url_for(request.endpoint or "", **kept)


def chart_of(summary: Summary) -> PageChart:
    """The charted count through the months."""
    return page_chart(months_of_summary(summary))
