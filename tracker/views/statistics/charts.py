"""``/statistics/charts``: the charts of any period, and each as a file for a report."""

from __future__ import annotations

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from tracker.extensions import db
from tracker.indicators.charted import Charted, charted
from tracker.permissions import Permission
from tracker.reports.charts import CHARTS
from tracker.reports.charts.files import MEDIA_TYPES, chart_png, chart_svg
from tracker.reports.charts.heading import lines_above
from tracker.reports.question import Question
from tracker.views.drawn_charts import PageChart, page_chart
from tracker.views.guard import permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question, kept_args

MATRIX = "villages"
"""So many numbers are a page of their own."""


@bp.get("/statistics/charts")
@permit(Permission.SEE_FIGURES)
def show_charts() -> ResponseReturnValue:
    question = asked_question()
    counted = _counted(question)
    drawn = [_drawn(key, counted) for key in CHARTS if key != MATRIX]
    return page("statistics/charts.html", question, charts=drawn, organisation=counted.organisation)


@bp.get("/statistics/charts/villages")
@permit(Permission.SEE_FIGURES)
def show_matrix() -> ResponseReturnValue:
    question = asked_question()
    counted = _counted(question)
    return page(
        "statistics/matrix.html",
        question,
        one=_drawn(MATRIX, counted),
        organisation=counted.organisation,
    )


def _drawn(key: str, counted: Charted) -> PageChart:
    """With the addresses of its files, which are asked the same."""
    kept = kept_args()
    saved = {
        form: url_for("statistics.save_chart", key=key, form=form, **kept)  # type: ignore[arg-type] # arguments of an address
        for form in MEDIA_TYPES
    }
    return page_chart(CHARTS[key](counted), saved)


@bp.get("/statistics/charts/<key>.<any(svg, png):form>")
@permit(Permission.SEE_FIGURES)
def save_chart(key: str, form: str) -> ResponseReturnValue:
    """The chart alone; 404 for one that there is not."""
    draw = CHARTS.get(key) or abort(404)
    question = asked_question()
    counted = _counted(question)
    drawn = chart_svg(draw(counted), lines_above(db.session(), question.scope, counted))
    content = drawn.encode() if form == "svg" else chart_png(drawn)
    response = Response(content, content_type=MEDIA_TYPES[form])
    days = f"{question.period.start}-{question.period.end}"
    name = f"{key}-{question.center.code}-{days}.{form}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _counted(question: Question) -> Charted:
    return charted(
        db.session(),
        question.scope,
        question.center,
        question.period,
        question.basis,
        question.picks,
    )
