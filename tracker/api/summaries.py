"""``GET /api/v1/summaries/<year>``: the same JSON as the terminal's and the page's."""

from __future__ import annotations

from typing import Any

from flask import abort
from flask_smorest import abort as refuse

from tracker.api.described import Blueprint
from tracker.api.schemas import ProblemSchema, SummaryArgs, SummarySchema
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.extensions import db
from tracker.indicators.year import center_within, summarise
from tracker.permissions import Permission
from tracker.reports.summary_json import summary_json
from tracker.views.guard import current_actor, current_scope, permit

bp = Blueprint("api_summaries", __name__, description="Figures of a year")


@bp.route("/summaries/<int:year>")
@bp.arguments(SummaryArgs, location="query")
@bp.response(200, SummarySchema)
@bp.alt_response(401, schema=ProblemSchema, description="not signed in")
@bp.alt_response(403, schema=ProblemSchema, description="no right to see figures")
@bp.alt_response(404, schema=ProblemSchema, description="no such year or center")
@permit(Permission.SEE_FIGURES)
def summary(args: dict[str, Any], year: int) -> dict[str, Any]:
    """The figures of a year, their breakdowns, and the same a year before."""
    found = center_within(
        db.session(), current_scope(), current_actor().center_id, args.get("center")
    )
    if found is None or not MIN_YEAR <= year <= MAX_YEAR:
        abort(404)
    center, within, picks = found
    session = db.session()
    counted = summarise(session, within, center, _period(year, args), args["basis"], picks)
    return summary_json(counted)


def _period(year: int, args: dict[str, Any]) -> Period:
    whole = Period.year(year)
    start, end = args.get("start", whole.start), args.get("end", whole.end)
    if end < start or not MIN_YEAR <= start.year <= end.year <= MAX_YEAR:
        refuse(422, messages={"query": {"to": ["The last day is before the first."]}})
    return Period(start, end)
