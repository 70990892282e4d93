"""What stands under the title of a saved chart."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tracker.indicators.charted import Charted
from tracker.queries.scope import Scope
from tracker.reports.heading import days_of, not_over, sample_mark
from tracker.reports.question import narrowed


def lines_above(session: Session, scope: Scope, charted: Charted) -> Sequence[str]:
    """The sample's mark first, then whose figures, of which days, and of which rows only."""
    center = " · ".join(filter(None, (charted.center.name, charted.organisation)))
    days = days_of(charted.period.start, charted.period.end)
    rows = narrowed(session, scope, charted.picks, charted.period)
    lines = [f"{center}  {days}", *rows, *not_over(charted.period)]
    return [sample_mark(), *lines] if charted.sample else lines
