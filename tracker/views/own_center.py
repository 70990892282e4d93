"""The reader's own center as every page needs it: asked for once a request."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from flask import request
from flask_login import current_user
from sqlalchemy import select

from tracker import clock
from tracker.domain import working_days
from tracker.domain.vocabulary import WARNING_DAYS
from tracker.extensions import db
from tracker.models import Center

KEPT = "tracker.own_center"


class OwnCenter(NamedTuple):
    """``is_sample`` says that its ledger is invented."""

    name: str
    is_sample: bool
    warning_days: int


def own_center() -> OwnCenter:
    """That of the person who is signed in."""
    if KEPT not in request.environ:
        statement = select(Center.name, Center.is_sample, Center.warning_days)
        own = statement.where(Center.id == current_user.center_id)
        request.environ[KEPT] = OwnCenter(*db.session.execute(own).one())
    found: OwnCenter = request.environ[KEPT]
    return found


def warned_until() -> date:
    """The last due date that is warned of today: one answer for desk, lists and case."""
    signed_in = current_user.is_authenticated
    number = own_center().warning_days if signed_in else WARNING_DAYS
    return working_days.warned_until(clock.today(), number)
