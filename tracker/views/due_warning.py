"""From which due date on a page warns: the one answer for desk, lists and case, once a request."""

from __future__ import annotations

from datetime import date

from flask import request
from flask_login import current_user

from tracker import clock
from tracker.domain import working_days
from tracker.domain.vocabulary import WARNING_DAYS
from tracker.extensions import db
from tracker.models import Center

KEPT = "tracker.warned_until"


def warned_until() -> date:
    """The last due date that is warned of today, by the reader's own center."""
    kept = request.environ
    if KEPT not in kept:
        kept[KEPT] = working_days.warned_until(clock.today(), _days())
    found: date = kept[KEPT]
    return found


def _days() -> int:
    if not current_user.is_authenticated:
        return WARNING_DAYS
    return db.session.get_one(Center, current_user.center_id).warning_days
