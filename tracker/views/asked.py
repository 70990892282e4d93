"""What an address asks of a summary: of which center, of which year, on which basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request
from sqlalchemy.orm import Session

from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.dimensions import DIMENSIONS, Dimension
from tracker.indicators.kinds import Indicator
from tracker.indicators.year import Summary, center_within, summarise
from tracker.queries.scope import Scope
from tracker.reports.question import asked_basis
from tracker.views.guard import current_actor, current_scope


@dataclass(frozen=True)
class Asked:
    """Values alone, so that a file can be made of them beside the request.

    ``code`` is None where no center was chosen: then it is the reader's own, and those below.
    """

    scope: Scope
    own_center_id: int
    code: str | None
    period: Period
    basis: Basis

    def summary(
        self,
        session: Session,
        dimensions: Sequence[Dimension] = DIMENSIONS,
        shown: Sequence[Indicator] = INDICATORS,
    ) -> Summary:
        """Within what the reader may see; 404 outside of it.

        A page that draws less than everything says which breakdowns of which figures.
        """
        found = center_within(session, self.scope, self.own_center_id, self.code)
        if found is None:
            abort(404)
        center, within, of_center = found
        return summarise(
            session, within, center, self.period, self.basis, of_center, dimensions, shown
        )

    def center_code(self) -> str:
        """404 for a center outside of what the reader may see."""
        found = center_within(db.session(), self.scope, self.own_center_id, self.code)
        return found[0].code if found else abort(404)


def asked_of_year(year: int) -> Asked:
    return Asked(
        current_scope(),
        current_actor().center_id,
        request.args.get("center"),
        year_or_404(year),
        asked_basis(request.args),
    )


def year_or_404(year: int) -> Period:
    return Period.year(year) if MIN_YEAR <= year <= MAX_YEAR else abort(404)
