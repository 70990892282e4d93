"""What an address asks of a summary: of which center, of which year, on which basis."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, request

from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.dimensions import DIMENSIONS, Dimension
from tracker.indicators.kinds import Indicator
from tracker.indicators.year import Summary, center_within, summarise
from tracker.views.guard import current_actor, current_scope


def asked_summary(
    period: Period,
    basis: Basis,
    dimensions: Sequence[Dimension] = DIMENSIONS,
    shown: Sequence[Indicator] = INDICATORS,
) -> Summary:
    """The summary of the asked center, within what the reader may see; 404 outside of it.

    A page that draws less than everything says which breakdowns of which figures.
    """
    session, scope = db.session(), current_scope()
    code = request.args.get("center")
    found = center_within(session, scope, current_actor().center_id, code)
    if found is None:
        abort(404)
    center, within, of_center = found
    return summarise(session, within, center, period, basis, of_center, dimensions, shown)


def year_or_404(year: int) -> Period:
    return Period.year(year) if MIN_YEAR <= year <= MAX_YEAR else abort(404)
