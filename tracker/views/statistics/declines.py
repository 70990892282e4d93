"""``/statistics/declines``: whether disputes, petitions and lawsuits go down, by year and month."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from tracker.extensions import db
from tracker.indicators.declines import steps
from tracker.permissions import Permission
from tracker.reports.declines import months_table, years_table
from tracker.views.figure_tables import page_table
from tracker.views.guard import permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question


@bp.get("/statistics/declines")
@permit(Permission.SEE_FIGURES)
def show_declines() -> ResponseReturnValue:
    question = asked_question()
    found = steps(db.session(), question.scope, question.period, question.picks)
    return page(
        "statistics/declines.html",
        question,
        years=page_table(years_table(found, question.picks)),
        months=page_table(months_table(found, question.picks)),
    )
