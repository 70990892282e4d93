"""``/statistics/targets``: what the year is to reach, how far it is, and what is missing."""

from __future__ import annotations

import io

from flask import request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.extensions import db
from tracker.permissions import Permission, allows
from tracker.queries.case_lists import centers_of
from tracker.queries.targets import to_copy
from tracker.reports import targets as report
from tracker.reports.heading import days_of
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.services.targets import record_export
from tracker.views.figure_tables import page_cell
from tracker.views.files import taken_along
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question


@bp.get("/statistics/targets")
@permit(Permission.SEE_FIGURES)
def targets() -> ResponseReturnValue:
    question, session, actor = asked_question(), db.session(), current_actor()
    found = report.targets_asked(session, question)
    year = found.year
    may_set = allows(actor, Permission.SET_TARGETS) and question.center.id == actor.center_id
    return page(
        "statistics/targets.html",
        question,
        found=found,
        lines=[(one, page_cell(report.value_cell(found, one))) for one in found.lines],
        days=days_of(found.days.start, found.days.end) if found.days else None,
        report=report,
        may_set=may_set,
        to_copy=len(to_copy(session, actor.center_id, year)) if may_set else 0,
        asked_center=request.args.get("center") or None,
        centers=centers_of(session, current_scope()),
        earlier=year - 1 if year > MIN_YEAR else None,
        later=year + 1 if year < min(MAX_YEAR, clock.today().year + 1) else None,
    )


@bp.get("/statistics/targets.<any(csv, xlsx):form>")
@permit(Permission.EXPORT_CASES)
def export_targets(form: str) -> ResponseReturnValue:
    """The same as a file to be taken along, and the line in the trail that says who took it."""
    question, session = asked_question(), db.session()
    found = report.targets_asked(session, question)
    above = report.heading_of_targets(session, question, found)
    target = io.BytesIO()
    report.write_targets(above, found, form, target)
    return taken_along(
        target.getvalue(),
        MEDIA_TYPES[form],
        f"targets-{question.center.code}-{found.year}.{form}",
        lambda: record_export(session, current_actor(), question.center.code, found.year, form),
    )
