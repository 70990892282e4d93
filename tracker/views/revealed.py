"""Which cases a person has unmasked, with a reason on record, in the last ten minutes."""

from __future__ import annotations

from time import time

from flask import session

from tracker.models import Case
from tracker.permissions import sees_personal
from tracker.views.guard import current_actor

SECONDS = 600
_MOST = 20
"""Cases remembered at a time: the cookie stays small."""


def remember(case: Case) -> None:
    still = sorted(_still_open().items(), key=lambda item: item[1])[-(_MOST - 1) :]
    session["revealed"] = dict(still) | {_key(case): int(time()) + SECONDS}


def is_unmasked(case: Case) -> bool:
    """Whether the reader's organisation has the case or helps in it, or it was revealed lately."""
    taking_part = (case.organisation_id, *case.helper_ids)
    if any(sees_personal(current_actor(), case.center_id, one) for one in taking_part):
        return True
    return _key(case) in _still_open()


def _still_open() -> dict[str, int]:
    return {key: until for key, until in session.get("revealed", {}).items() if until > time()}


def _key(case: Case) -> str:
    return f"{case.center_id}-{case.id}"
