"""The cases behind a number of the checks, for the lists that show them.

Every check of every case is too dear to be asked again for the page of a list, for its count and
for each of its sums: it is asked once, and the keys of the cases found are remembered.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.indicators import quality
from tracker.indicators.drill import Drill
from tracker.indicators.remembered import remembered
from tracker.queries.case_keys import CaseKeys, keys_of
from tracker.queries.scope import Scope


def is_dear(drill: Drill) -> bool:
    """Whether it asks checks, so that its cases are better found once."""
    return drill.indicator.key in quality.BY_KEY


def listed(session: Session, scope: Scope, drill: Drill) -> CaseKeys:
    """The cases of the scope that the number counts."""
    return remembered(
        session,
        scope,
        (listed, scope, drill),
        lambda: keys_of(session, scope.holds(), drill.condition),
    )
