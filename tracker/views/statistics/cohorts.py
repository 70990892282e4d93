"""``/statistics/cohorts``: of the cases accepted together, how many were resolved how soon."""

from __future__ import annotations

import io
from functools import cached_property

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.extensions import db
from tracker.indicators.cohorts import Cohorts, cohorts
from tracker.permissions import Permission
from tracker.reports.charts.files import MEDIA_TYPES as DRAWN
from tracker.reports.charts.files import chart_png, chart_svg
from tracker.reports.cohorts import (
    cohorts_chart,
    cohorts_table,
    heading_of_cohorts,
    write_cohorts,
)
from tracker.reports.heading import Heading
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.services.exports import record_figures
from tracker.views.drawn_charts import page_chart
from tracker.views.figure_tables import page_table
from tracker.views.files import attachment, taken_along
from tracker.views.guard import current_actor, permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question, kept_args, taken


class Asked:
    """What was asked, and what was found of it."""

    def __init__(self) -> None:
        self.question = asked_question()

    @cached_property
    def found(self) -> Cohorts:
        question = self.question
        asked = question.scope, question.period, question.picks, clock.today()
        return cohorts(db.session(), *asked)

    @property
    def above(self) -> Heading:
        return heading_of_cohorts(db.session(), self.question)

    def filename(self, form: str) -> str:
        days = f"{self.question.period.start}-{self.question.period.end}"
        return f"cohorts-{self.question.center.code}-{days}.{form}"


@bp.get("/statistics/cohorts")
@permit(Permission.SEE_FIGURES)
def show_cohorts() -> ResponseReturnValue:
    asked = Asked()
    chart = cohorts_chart(asked.found)
    return page(
        "statistics/cohorts.html",
        asked.question,
        kept=kept_args(),
        table=page_table(cohorts_table(asked.found, asked.question.picks)),
        chart=page_chart(chart, _saved()) if chart else None,
    )


@bp.get("/statistics/cohorts.<any(svg, png):form>")
@permit(Permission.SEE_FIGURES)
def save_cohorts(form: str) -> ResponseReturnValue:
    """The curve alone; 404 where there is none to draw."""
    asked = Asked()
    chart = cohorts_chart(asked.found) or abort(404)
    drawn = chart_svg(chart, asked.above.lines())
    content = drawn.encode() if form == "svg" else chart_png(drawn)
    return attachment(content, DRAWN[form], asked.filename(form))


@bp.get("/statistics/cohorts.<any(csv, xlsx):form>")
@permit(Permission.EXPORT_CASES)
def export_cohorts(form: str) -> ResponseReturnValue:
    """The same as a file to be taken along, and the line in the trail that says who took it."""
    asked = Asked()
    target = io.BytesIO()
    write_cohorts(asked.above, asked.found, asked.question.picks, form, target)
    of = taken(asked.question, form)
    return taken_along(
        target.getvalue(),
        MEDIA_TYPES[form],
        asked.filename(form),
        lambda: record_figures(db.session(), current_actor(), "summary.cohorts", of),
    )


def _saved() -> dict[str, str]:
    kept = kept_args()
    return {
        form: url_for("statistics.save_cohorts", form=form, **kept)  # type: ignore[arg-type] # arguments of an address
        for form in DRAWN
    }
