"""``/annual/<year>``: the figures of the annual report by section, each a way to its rows."""

from __future__ import annotations

from decimal import Decimal

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.formatting import NOTHING, count, grouped, word
from tracker.indicators.figures import Figure
from tracker.indicators.register_figures import MISSING
from tracker.permissions import Permission
from tracker.queries.case_lists import centers_of
from tracker.registers.figures import RowUnit
from tracker.reports.annual import AnnualLine, annual_figures
from tracker.reports.changes import change_words
from tracker.reports.content import figure_cell
from tracker.reports.heading import heading
from tracker.views.asked import asked_of_year
from tracker.views.figure_tables import PageCell, page_cell
from tracker.views.guard import current_scope, permit

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
    compared = line.compared
    before = PageCell(_text(line, compared.before) if compared.before else NOTHING)
    return [_now(line, period), before, PageCell(change_words(compared))]


def _now(line: AnnualLine, period: Period) -> PageCell:
    figure = line.compared.now
    if line.register is None:
        picks = (("center", code),) if (code := request.args.get("center")) else ()
        return page_cell(figure_cell(figure, period, Basis.CASELOAD, picks))
    parts = [
        PageCell(count(number), _href(line, part, period), f"{line.key}.{part}", str(number))
        if part != MISSING or line.counts_entries
        else PageCell(count(number))
        for part, number in line.parts
    ]
    if parts:
        return PageCell(_text(line, figure), parts=parts, unit="" if figure.value is None else "%")
    href = _href(line, "value", period)
    return PageCell(_text(line, figure), href, line.key, str(figure.plain))


def _href(line: AnnualLine, part: str, period: Period) -> str:
    asked = {
        "figure": line.key,
        "part": None if part == "value" else part,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "center": request.args.get("center") or None,
    }
    kind = line.register.kind if line.register else ""
    return url_for("registers.index_of", kind=kind, **asked)  # type: ignore[arg-type] # None is left out


def _text(line: AnnualLine, figure: Figure) -> str:
    if figure.value is None:
        return NOTHING
    if isinstance(figure.value, Decimal) and figure.unit == RowUnit.YUAN.value:
        return grouped(figure.value)
    return f"{figure.value:,}"
