"""``GET /api/v1/quality/<year>``: what the checks of the page find in a year's caseload."""

from __future__ import annotations

from typing import Any

from flask import abort

from tracker.api.described import Blueprint
from tracker.api.schemas import CaseArgs, ProblemSchema, QualitySchema
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.extensions import db
from tracker.indicators.quality.assess import assess
from tracker.indicators.year import center_within
from tracker.permissions import Permission
from tracker.views.guard import current_actor, current_scope, permit

bp = Blueprint("api_quality", __name__, description="Whether to believe the figures")


@bp.route("/quality/<int:year>")
@bp.arguments(CaseArgs, location="query")
@bp.response(200, QualitySchema)
@bp.alt_response(401, schema=ProblemSchema, description="not signed in")
@bp.alt_response(403, schema=ProblemSchema, description="no right to see figures")
@bp.alt_response(404, schema=ProblemSchema, description="no such year or center")
@permit(Permission.SEE_FIGURES)
def quality(args: dict[str, Any], year: int) -> dict[str, Any]:
    """The share of cases without a finding, the findings of each check, and missing numbers."""
    found = center_within(
        db.session(), current_scope(), current_actor().center_id, args.get("center")
    )
    if found is None or not MIN_YEAR <= year <= MAX_YEAR:
        abort(404)
    center, within, picks = found
    assessed = assess(db.session(), within, Period.year(year), picks)
    faultless = assessed.faultless
    return {
        "center": {"code": center.code, "name": center.name},
        "year": year,
        "faultless_rate": {
            "value": faultless.plain,
            "numerator": faultless.numerator,
            "denominator": faultless.denominator,
        },
        "checks": {
            one.check.key: {"open": one.figure.value, "dismissed": one.dismissed}
            for one in assessed.results
        },
        "missing_numbers": [
            {"center": gap.center, "year": gap.year, "first": gap.first, "last": gap.last}
            for gap in assessed.gaps
        ],
    }
