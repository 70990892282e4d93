"""The summary of a year: the page, and the same as JSON, text, CSV, workbook, Word and PDF."""

from __future__ import annotations

import io
from typing import BinaryIO

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker import clock, database
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.problems import Refused
from tracker.domain.telling import Tell
from tracker.extensions import db
from tracker.forms.fields import clean_text
from tracker.i18n import told
from tracker.permissions import Permission
from tracker.queries.case_lists import centers_of
from tracker.queries.frozen_years import last_number
from tracker.queries.roster import resident_mediators
from tracker.reports.content import shown_figures
from tracker.reports.heading import heading
from tracker.reports.summary_files import MEDIA_TYPES, summary_file
from tracker.reports.workbook.about import Made
from tracker.services.exports import Taken, demand_people, record_summary
from tracker.views import figure_pages
from tracker.views.asked import Asked, asked_of_year
from tracker.views.export_work import Export, deliver
from tracker.views.guard import current_actor, current_scope, permit

bp = Blueprint("summaries", __name__)


@bp.get("/summaries/<int:year>")
@permit(Permission.SEE_FIGURES)
def show(year: int) -> ResponseReturnValue:
    session, scope = db.session(), current_scope()
    asked = asked_of_year(year)
    summary = asked.summary(session, figure_pages.asked_dimensions(), shown_figures())
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
        was_frozen=last_number(session, summary.center.id, year) > 0,
        may_freeze=summary.center.id == current_actor().center_id and year < clock.today().year,
    )


@bp.get("/summaries/<int:year>.<any(json, txt):form>")
@permit(Permission.SEE_FIGURES)
def read(year: int, form: str) -> ResponseReturnValue:
    """Figures alone, for scripts and for pasting, and the line that says who took them."""
    asked, actor, target = asked_of_year(year), current_actor(), io.BytesIO()
    form = {"txt": "text"}.get(form, form)
    summary = asked.summary(db.session())
    summary_file(db.session(), asked.scope, summary, form, target, Made(actor.name))
    taken = Taken(summary.center.code, asked.period, asked.basis, form)
    database.begin_writing()  # not before: counting takes its time, and keeps nobody waiting
    record_summary(db.session(), actor, taken, cases=0)
    db.session.commit()
    return Response(target.getvalue(), content_type=MEDIA_TYPES[form])


@bp.get("/summaries/<int:year>.<any(csv, xlsx, docx, pdf):form>")
@permit(Permission.EXPORT_CASES)
def export(year: int, form: str) -> ResponseReturnValue:
    """Files to be taken along; the workbook has the cases behind the figures, people masked."""
    return _taken_along(asked_of_year(year), form)


@bp.post("/summaries/<int:year>/unmasked.xlsx")
@permit(Permission.EXPORT_UNMASKED)
def export_unmasked(year: int) -> ResponseReturnValue:
    """The workbook with people by their full names, for those who state a reason."""
    asked, reason = asked_of_year(year), clean_text(request.form.get("reason", ""))
    try:
        demand_people(current_actor(), reason)
    except Refused as refused:
        flash(" ".join(told(problem) for problem in refused.problems), "error")
        kept = {"basis": asked.basis.value, "center": asked.code}
        return redirect(url_for(".show", year=year, **kept))
    return _taken_along(asked, "xlsx", unmasked=True, reason=reason)


def _taken_along(
    asked: Asked, form: str, *, unmasked: bool = False, reason: str = ""
) -> ResponseReturnValue:
    actor = current_actor()
    taken = Taken(asked.center_code(), asked.period, asked.basis, form)

    def write(target: BinaryIO, tell: Tell) -> int:
        session, made = db.session(), Made(actor.name, unmasked, tell)
        return summary_file(session, asked.scope, asked.summary(session), form, target, made)

    def record(cases: int) -> object:
        whole = unmasked and cases > 0
        return record_summary(db.session(), actor, taken, cases, unmasked=whole, reason=reason)

    name = f"summary-{taken.center}-{asked.period.start.year}.{form}"
    needs = Permission.EXPORT_UNMASKED if unmasked else Permission.EXPORT_CASES
    return deliver(Export(name, MEDIA_TYPES[form], needs, write, record))
