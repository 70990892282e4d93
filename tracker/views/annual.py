"""``/annual/<year>``: the figures of the annual report by section, each a way to its rows."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.formatting import NOTHING, word
from tracker.permissions import Permission
from tracker.queries.case_lists import centers_of
from tracker.reports.annual import AnnualLine, annual_figures
from tracker.reports.annual_text.outside import outside_numbers, outside_words
from tracker.reports.changes import change_words
from tracker.reports.heading import heading
from tracker.views.annual_cells import linked_cell, plain_cell
from tracker.views.asked import asked_of_year
from tracker.views.figure_tables import PageCell
from tracker.views.guard import current_scope, permit
from tracker.views.register_finding import asked_scope

bp = Blueprint("annual", __name__)


@bp.get("/annual/<int:year>")
@permit(Permission.SEE_REGISTERS)
def show(year: int) -> ResponseReturnValue:
    session, scope = db.session(), current_scope()
    asked = replace(asked_of_year(year), basis=Basis.CASELOAD)
    summary = asked.summary(session, dimensions=(), shown=())
    found = annual_figures(summary)
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
        outside={
            key: outside_words(found.lines[key].name, told)
            for key, told in outside_numbers(session, asked_scope(), found).items()
        },
        earlier=year - 1 if year > MIN_YEAR else None,
        later=year + 1 if year < min(MAX_YEAR, clock.today().year) else None,
        kept={"center": request.args.get("center")},
    )


def _cells(line: AnnualLine, period: Period) -> list[PageCell]:
    """The figure, the same a year before, and the change in words."""
    before = line.compared.before
    now = linked_cell(line, line.compared.now, period, request.args.get("center") or None)
    earlier = plain_cell(before) if before else PageCell(NOTHING)
    change = PageCell(change_words(line.compared))
    return [now, earlier, change]
