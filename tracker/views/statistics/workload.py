"""``/statistics/workload``: what each mediator has on the desk, and what was closed."""

from __future__ import annotations

import io
from dataclasses import replace

from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.extensions import db
from tracker.indicators.workload import Workload, workload
from tracker.permissions import Permission
from tracker.reports.question import Question
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.reports.workload import as_of, heading_of_workload, workload_table, write_workload
from tracker.services.exports import record_figures
from tracker.views.figure_tables import page_table
from tracker.views.files import taken_along
from tracker.views.guard import current_actor, permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question, kept_args, taken

LINES = 60
"""People on a page, the most overdue first; the total is of all of them, and so are the files."""


@bp.get("/statistics/workload")
@permit(Permission.SEE_FIGURES)
def show_workload() -> ResponseReturnValue:
    question = asked_question()
    found = _found(question)
    shown = replace(found, lines=found.lines[:LINES])
    return page(
        "statistics/workload.html",
        question,
        kept=kept_args(),
        table=page_table(workload_table(shown, question.picks)),
        as_of=as_of(found),
        left_out=len(found.lines) - len(shown.lines),
    )


@bp.get("/statistics/workload.<any(csv, xlsx):form>")
@permit(Permission.EXPORT_CASES)
def export_workload(form: str) -> ResponseReturnValue:
    """The same as a file to be taken along, and the line in the trail that says who took it."""
    question = asked_question()
    found, target = _found(question), io.BytesIO()
    above = heading_of_workload(db.session(), question, found)
    write_workload(above, found, question.picks, form, target)
    of = taken(question, form)
    return taken_along(
        target.getvalue(),
        MEDIA_TYPES[form],
        f"workload-{of.center}-{clock.today()}.{form}",
        lambda: record_figures(db.session(), current_actor(), "summary.workload", of),
    )


def _found(question: Question) -> Workload:
    asked = question.scope, question.period, question.picks, clock.today()
    return workload(db.session(), *asked)
