"""What stands under the title of a saved chart."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.indicators.charted import Charted
from tracker.indicators.drill import pick_label
from tracker.queries.scope import Scope
from tracker.reports.content import days_of


def lines_above(session: Session, scope: Scope, charted: Charted) -> Sequence[str]:
    """The sample's mark first, then whose figures, of which days, and of which rows only."""
    sample = _("Sample data: every person and case in it is invented.") if charted.sample else None
    center = " · ".join(filter(None, (charted.center.name, charted.organisation)))
    days = days_of(charted.period.start, charted.period.end)
    labels = [pick_label(session, scope, pick, charted.period) for pick in charted.picks]
    return [line for line in (sample, f"{center}  {days}", " · ".join(labels)) if line]
