"""Why cases are missing from a rate: each of them counted under exactly one reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.compute import Asked, tally
from tracker.indicators.dimensions import Pick
from tracker.indicators.kinds import Rate, Reason
from tracker.queries.scope import Scope


def reasons_missing(
    session: Session,
    scope: Scope,
    period: Period,
    basis: Basis,
    picks: Sequence[Pick],
    rate: Rate,
) -> Mapping[Reason, int]:
    """For each reason of the rate how many cases; together they are what it lacks."""
    counts = rate.lacks(basis)
    found = tally(session, Asked(scope, [period], picks, dimensions=()), counts.values())
    return {
        reason: count.figure(found.windows[0], basis).rows or 0 for reason, count in counts.items()
    }
