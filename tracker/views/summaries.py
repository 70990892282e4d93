"""The summary of a year: the page, and the same as JSON, text, CSV and workbook."""

from __future__ import annotations

import io

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock, database
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.extensions import db
from tracker.indicators.year import Summary
from tracker.permissions import Permission
from tracker.queries.case_lists import centers_of
from tracker.queries.roster import resident_mediators
from tracker.reports.content import shown_figures
from tracker.reports.heading import heading
from tracker.reports.question import asked_basis
from tracker.reports.summary_files import MEDIA_TYPES, summary_file
from tracker.reports.workbook.about import Made
from tracker.services.exports import record_summary
from tracker.views import figure_pages
from tracker.views.asked import asked_summary, year_or_404
from tracker.views.guard import current_actor, current_scope, permit

bp = Blueprint("summaries", __name__)


@bp.get("/summaries/<int:year>")
@permit(Permission.SEE_FIGURES)
def show(year: int) -> ResponseReturnValue:
    summary = asked_summary(
        year_or_404(year),
        asked_basis(request.args),
        figure_pages.asked_dimensions(),
        shown_figures(),
    )
    session, scope = db.session(), current_scope()
    within = scope.within(tuple(center.id for center in summary.centers))
    return render_template(
        "summaries/show.html",
        summary=summary,
        above=heading(summary),
        centers=centers_of(session, scope),
        residents=resident_mediators(session, within),
        earlier=year - 1 if year > MIN_YEAR else None,
        later=year + 1 if year < min(MAX_YEAR, clock.today().year) else None,
        page=figure_pages,
    )


@bp.get("/summaries/<int:year>.<any(json, txt):form>")
@permit(Permission.SEE_FIGURES)
def read(year: int, form: str) -> ResponseReturnValue:
    """Figures alone, for scripts and for pasting."""
    return _file(year, {"txt": "text"}.get(form, form))


@bp.get("/summaries/<int:year>.<any(csv, xlsx):form>")
@permit(Permission.EXPORT_CASES)
def export(year: int, form: str) -> ResponseReturnValue:
    """Files to be taken along; the workbook has the cases behind the figures, masked."""
    return _file(year, form)


def _file(year: int, form: str) -> Response:
    """The file, and the line in the trail that says who took it."""
    period, basis = year_or_404(year), asked_basis(request.args)
    summary = asked_summary(period, basis)
    target = io.BytesIO()
    made = Made(current_actor().name)
    cases = summary_file(db.session(), current_scope(), summary, form, target, made)
    database.begin_writing()  # not before: counting takes its time, and keeps nobody waiting
    record_summary(
        db.session(),
        current_actor(),
        center=summary.center.code,
        period=period,
        basis=basis,
        form=form,
        cases=cases,
    )
    db.session.commit()
    return _response(summary, form, target)


def _response(summary: Summary, form: str, target: io.BytesIO) -> Response:
    response = Response(target.getvalue(), content_type=MEDIA_TYPES[form])
    if form in ("csv", "xlsx"):
        name = f"summary-{summary.center.code}-{summary.period.start.year}.{form}"
        response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
