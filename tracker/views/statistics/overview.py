"""``/statistics``: all figures of any period, narrowed as wished, each beside its past."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from tracker.extensions import db
from tracker.indicators.year import summarise
from tracker.permissions import Permission
from tracker.views import figure_pages
from tracker.views.guard import permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question


@bp.get("/statistics")
@permit(Permission.SEE_FIGURES)
def show() -> ResponseReturnValue:
    question = asked_question()
    summary = summarise(
        db.session(),
        question.scope,
        question.center,
        question.period,
        question.basis,
        question.picks,
    )
    return page("statistics/show.html", question, summary=summary, page=figure_pages)
