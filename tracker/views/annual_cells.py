"""A figure of the annual report on a page: in a table, and where it stands in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flask import url_for

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.dimensions import CENTER
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Unit
from tracker.indicators.year import Summary
from tracker.reports.annual import OF_ROSTER, AnnualLine
from tracker.reports.annual_text.text import Said
from tracker.reports.content import PARTS, Cell, figure_cell, written
from tracker.reports.official.document import Stated
from tracker.views.figure_tables import PageCell, page_cell


def linked_cell(line: AnnualLine, figure: Figure, period: Period, center: str | None) -> PageCell:
    """The line's figure of that period, each of its numbers a link to its rows; ``center`` is the
    code of the chosen one.
    """
    if line.key == OF_ROSTER:
        href = url_for("summaries.show", year=period.start.year, center=center, _anchor=OF_ROSTER)
        return replace(plain_cell(figure), href=href, figure=line.key, value=str(figure.plain))
    picks = ((CENTER, center),) if center else ()
    return page_cell(figure_cell(figure, period, Basis.CASELOAD, picks))


def plain_cell(figure: Figure) -> PageCell:
    """Without links; a share without its parts."""
    percent = "%" if figure.unit == Unit.PERCENT.value and figure.value is not None else ""
    return PageCell(written(Cell(figure.value)), unit=percent)


def said_cells(said: Said, summary: Summary, center: str | None) -> Iterator[PageCell]:
    """The words of a bound figure, its numbers as links; a change leads to both years' figures."""
    links = _links(said, summary, center)
    for one in said.words:
        if not isinstance(one, Stated):
            yield PageCell(one)
            continue
        name = one.key[-1].removeprefix("previous_").replace("previous", "value")
        cell = links.get(name, PageCell(""))
        yield PageCell(one.text, cell.href, cell.figure, cell.value)


def _links(said: Said, summary: Summary, center: str | None) -> Mapping[str, PageCell]:
    line, compared = said.line, said.line.compared
    if said.field.is_change:
        href = url_for(
            "annual.show",
            year=summary.period.start.year,
            center=center,
            _anchor=f"figure-{line.key}",
        )
        change = compared.change_percent
        name, value = (
            ("change_points", compared.change_points)
            if change is None
            else ("change_percent", change)
        )
        return {name: PageCell("", href, f"{line.key}.change", str(value))}
    figure = compared.before if said.field.of_before else compared.now
    if figure is None:
        return {}
    its = summary.year_before if said.field.of_before else summary.period
    cell = linked_cell(line, figure, its, center)
    if not cell.parts:
        return {"value": cell}
    return dict(zip(PARTS, cell.parts, strict=False))


def first_link(said: Said, summary: Summary, center: str | None) -> str | None:
    """Where the rows behind the figure are listed."""
    return next((one.href for one in said_cells(said, summary, center) if one.href), None)
