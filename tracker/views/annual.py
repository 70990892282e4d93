"""``/annual/<year>``: the figures of the annual report by section, each a way to its rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.formatting import NOTHING, grouped, word
from tracker.indicators.figures import Figure
from tracker.permissions import Permission
from tracker.queries.case_lists import centers_of
from tracker.registers.figures import RowUnit
from tracker.reports.annual import AnnualLine, annual_figures
from tracker.reports.changes import change_words
from tracker.reports.content import PARTS, figure_cell
from tracker.reports.heading import heading
from tracker.views.asked import asked_of_year
from tracker.views.figure_tables import PageCell, page_cell
from tracker.views.guard import current_scope, permit
from tracker.views.register_cells import with_links

bp = Blueprint("annual", __name__)


@bp.get("/annual/<int:year>")
@permit(Permission.SEE_REGISTERS)
def show(year: int) -> ResponseReturnValue:
    session, scope = db.session(), current_scope()
    summary = asked_of_year(year).summary(session, dimensions=(), shown=())
    within = scope.within(tuple(center.id for center in summary.centers))
    found = annual_figures(session, within, summary)
    return render_template(
        "annual/show.html",
        year=year,
        center=summary.center,
        above=heading(summary),
        centers=centers_of(session, scope),
        sections=[
            (word(section), [(one, _cells(one, found.period)) for one in lines])
            for section, lines in found.sections.items()
        ],
        earlier=year - 1 if year > MIN_YEAR else None,
        later=year + 1 if year < min(MAX_YEAR, clock.today().year) else None,
        kept={"center": request.args.get("center")},
    )


def _cells(line: AnnualLine, period: Period) -> list[PageCell]:
    """The figure, the same a year before, and the change in words."""
    before = line.compared.before
    earlier = _plain(before) if before else PageCell(NOTHING)
    change = PageCell(change_words(line.compared))
    return [_now(line, period), replace(earlier, parts=()), change]


def _now(line: AnnualLine, period: Period) -> PageCell:
    code = request.args.get("center") or None
    if line.register is None:
        picks = (("center", code),) if code else ()
        return page_cell(figure_cell(line.compared.now, period, Basis.CASELOAD, picks))
    return with_links(_plain(line.compared.now), line.compared.now, period, code)


def _plain(figure: Figure) -> PageCell:
    """Without links; a share with its parts."""
    if figure.value is None:
        text = NOTHING
    elif isinstance(figure.value, Decimal) and figure.unit == RowUnit.YUAN.value:
        text = grouped(figure.value)
    else:
        text = f"{figure.value:,}"
    if figure.denominator is None:
        return PageCell(text)
    parts = [PageCell(f"{getattr(figure, name):,}") for name in PARTS]
    return PageCell(text, parts=parts, unit="" if figure.value is None else "%")
